"""What belongs to every page: drafts kept on the server, undo."""

from tests.access.matrix import ACCEPTED, POST_ONLY, everybody, row, signed_in

ROWS = {
    # A public form may be half written without an account; a draft belongs to the session that wrote it.
    "ui:keep_draft": row(POST_ONLY, post=everybody(ACCEPTED), public=True),
    "ui:discard_draft": row(POST_ONLY, post=everybody(ACCEPTED), public=True),
    "ui:undo": row(POST_ONLY, post=signed_in(ACCEPTED)),
}
