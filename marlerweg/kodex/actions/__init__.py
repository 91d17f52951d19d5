"""Every write of the Kodex, split by noun."""

from marlerweg.kodex import serving
from marlerweg.kodex.actions.place import KodexFacts, settle_kodex
from marlerweg.kodex.actions.versions import (
    Empty,
    add_entry,
    begin,
    discard_draft,
    draft_from,
    edit_entry,
    edit_version,
    make_current,
    remove_entry,
)


def register_serving(source: serving.Source) -> None:
    """Called from `AppConfig.ready` of the room that knows measures; see `kodex.serving`."""
    serving.add(source)


__all__ = [
    "Empty",
    "KodexFacts",
    "add_entry",
    "begin",
    "discard_draft",
    "draft_from",
    "edit_entry",
    "edit_version",
    "make_current",
    "register_serving",
    "remove_entry",
    "settle_kodex",
]
