"""Every deed of the directory: policy, rule, change, revision, audit and news in one transaction."""

from marlerweg.offers.actions.editing import (
    Edited,
    copy,
    create,
    edit,
    move_to_organisation,
    restore_revision,
)
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
from marlerweg.offers.actions.writing import UnknownWord

__all__ = [
    "Edited",
    "NoSuchPlace",
    "NotReady",
    "Settled",
    "UnknownWord",
    "accept",
    "add_place",
    "bring_back",
    "check_text",
    "confirm",
    "copy",
    "create",
    "edit",
    "edit_place",
    "end",
    "move_to_organisation",
    "pause",
    "publish",
    "refuse",
    "reopen",
    "restore_revision",
    "resume",
    "return_to_draft",
    "set_capacity",
    "submit",
    "take_back",
    "withdraw",
    "write_text",
]
