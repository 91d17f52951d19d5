"""Every deed of the directory: policy, rule, change, revision, audit and news in one transaction."""

from marlerweg.offers.actions.asking import answer_link, ask_around, note_call
from marlerweg.offers.actions.editing import (
    Edited,
    copy,
    create,
    edit,
    move_to_organisation,
    propose_from_source,
    restore_revision,
)
from marlerweg.offers.actions.exchange import WrongFile, note_texts_taken, read_exchange, take_texts
from marlerweg.offers.actions.exports import note_export
from marlerweg.offers.actions.gaps import NobodyTakes, hand_up_gap, set_search_aside
from marlerweg.offers.actions.intake import drop, take_in, upload
from marlerweg.offers.actions.merging import CannotMerge, ChangedSince, merge, tell_apart, undo_merge
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
    "CannotMerge",
    "ChangedSince",
    "Edited",
    "NoSuchPlace",
    "NobodyTakes",
    "NotReady",
    "Settled",
    "UnknownWord",
    "WrongFile",
    "accept",
    "add_place",
    "answer_link",
    "ask_around",
    "bring_back",
    "check_text",
    "confirm",
    "copy",
    "create",
    "drop",
    "edit",
    "edit_place",
    "end",
    "hand_up_gap",
    "merge",
    "move_to_organisation",
    "note_call",
    "note_export",
    "note_texts_taken",
    "pause",
    "propose_from_source",
    "publish",
    "read_exchange",
    "refuse",
    "reopen",
    "report",
    "restore_revision",
    "resume",
    "return_to_draft",
    "set_capacity",
    "set_search_aside",
    "settle",
    "submit",
    "take_back",
    "take_in",
    "take_texts",
    "tell_apart",
    "undo_edit",
    "undo_merge",
    "upload",
    "withdraw",
    "write_text",
]
