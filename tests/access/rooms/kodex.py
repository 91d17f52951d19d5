"""The Kodex: published versions are public, drafts are for those who write them."""

from typing import Any

from marlerweg.accounts.models import User
from marlerweg.kodex.models import Value, Version
from tests.access.matrix import ACCEPTED, FORBIDDEN, HIDDEN, PAGE, POST_ONLY, builds, everybody, only, row
from tests.access.rooms.network import KEPT, PARTNER, STEWARDS, stewards
from tests.cast import Cast

WRITERS = only(*STEWARDS)
DRAFT = row(WRITERS(PAGE, HIDDEN), post=WRITERS(ACCEPTED, HIDDEN))
DRAFT_DEED = row(POST_ONLY, post=WRITERS(ACCEPTED, HIDDEN))

ROWS = {
    "kodex:current": row(everybody(PAGE), public=True),
    "kodex:serving": row(PARTNER(PAGE, HIDDEN)),
    "kodex:versions": row(stewards(PAGE)),
    "kodex:begin": KEPT,
    "kodex:version": row(everybody(PAGE), public=True),
    "kodex:version#draft": row(everybody(HIDDEN).but(coordinator=PAGE, assistant=PAGE), public=True),
    "kodex:draft": KEPT,
    "kodex:edit_version": DRAFT,
    "kodex:edit_version#published": row(stewards(FORBIDDEN), post=stewards(FORBIDDEN)),
    "kodex:make_current": row(POST_ONLY, post=WRITERS(ACCEPTED, HIDDEN).but(assistant=FORBIDDEN)),
    "kodex:discard": DRAFT_DEED,
    "kodex:add_entry": DRAFT,
    "kodex:edit_entry": DRAFT,
    "kodex:remove_entry": DRAFT_DEED,
}


def _version(state: str) -> Version:
    return Version.objects.create(code="probe", name="Probe", state=state)


@builds("kodex:version", "kodex:draft", "kodex:edit_version#published")
def a_version(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"code": _version("published").code}


@builds("kodex:version#draft", "kodex:edit_version", "kodex:make_current", "kodex:discard")
def a_draft(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"code": _version("draft").code}


@builds("kodex:add_entry")
def a_place_for_a_value(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"code": _version("draft").code, "kind": "wert"}


@builds("kodex:edit_entry", "kodex:remove_entry")
def a_value(cast: Cast, actor: User | None) -> dict[str, Any]:
    value = Value.objects.create(version=_version("draft"), code="respekt", name="Respekt")
    return {"kind": "wert", "key": value.pk}
