"""Every deed of the directory: policy, rule, change, revision, audit and news in one transaction."""

from marlerweg.offers.actions.asking import answer_link, ask_around, note_call
from marlerweg.offers.actions.editing import (
    Edited,
    copy,
    create,
    edit,
    move_to_organisation,
    restore_revision,
)
from marlerweg.offers.actions.exports import note_export
from marlerweg.offers.actions.mistakes import report, settle
from marlerweg.offers.actions.places import NoSuchPlace, add_place, edit_place
from marlerweg.offers.actions.proposals import Settled, accept, refuse, take_back
from marlerweg.offers.actions.steps import (
    NotReady,
    bring_back,
    end,
    pause,
    publish,
    reopen,
    resume,
    return_to_draft,
    submit,
    withdraw,
)
from marlerweg.offers.actions.tending import confirm, set_capacity
from marlerweg.offers.actions.texts import check_text, write_text
from marlerweg.offers.actions.undoing import undo_edit
from marlerweg.offers.actions.writing import UnknownWord

__all__ = [
    "Edited",
    "NoSuchPlace",
    "NotReady",
    "Settled",
    "UnknownWord",
    "accept",
    "add_place",
    "answer_link",
    "ask_around",
    "bring_back",
    "check_text",
    "confirm",
    "copy",
    "create",
    "edit",
    "edit_place",
    "end",
    "move_to_organisation",
    "note_call",
    "note_export",
    "pause",
    "publish",
    "refuse",
    "reopen",
    "report",
    "restore_revision",
    "resume",
    "return_to_draft",
    "set_capacity",
    "settle",
    "submit",
    "take_back",
    "undo_edit",
    "withdraw",
    "write_text",
]
