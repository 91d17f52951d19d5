"""Every write about bodies, split by noun."""

from marlerweg.formats.actions.editing import (
    add_body,
    add_seat,
    edit_body,
    edit_seat,
    end_body,
    end_seat,
    note_export,
    resume_body,
)
from marlerweg.formats.actions.place import settle_bodies

__all__ = [
    "add_body",
    "add_seat",
    "edit_body",
    "edit_seat",
    "end_body",
    "end_seat",
    "note_export",
    "resume_body",
    "settle_bodies",
]
