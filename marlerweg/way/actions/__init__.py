"""Every deed on the Way: policy, rule, change, step, answers and audit in one transaction."""

from marlerweg.way.actions.answers import give_answer, mark_mailed
from marlerweg.way.actions.approaches import drop_approach, offer_help, propose, withdraw_help
from marlerweg.way.actions.contributions import (
    answer_directly,
    contribute,
    set_aside,
    speak_publicly,
    take_down,
    take_up,
    translate,
)
from marlerweg.way.actions.decisions import come_due, decide, hear_from_above
from marlerweg.way.actions.measures import change_measure, plan_measure, report_status
from marlerweg.way.actions.needs import (
    change_need,
    gather,
    join,
    leave,
    make_ready,
    merge,
    open_need,
    reopen,
    take_back,
    unmerge,
)
from marlerweg.way.actions.reminding import (
    forget_addresses,
    forget_authors,
    remind_referrals,
    remind_silent,
)
from marlerweg.way.actions.reviews import review
from marlerweg.way.actions.undoing import (
    undo_join,
    undo_leave,
    undo_make_ready,
    undo_merge,
    undo_set_aside,
)
from marlerweg.way.actions.wordings import approve_wording, word

__all__ = [
    "answer_directly",
    "approve_wording",
    "change_measure",
    "change_need",
    "come_due",
    "contribute",
    "decide",
    "drop_approach",
    "forget_addresses",
    "forget_authors",
    "gather",
    "give_answer",
    "hear_from_above",
    "join",
    "leave",
    "make_ready",
    "mark_mailed",
    "merge",
    "offer_help",
    "open_need",
    "plan_measure",
    "propose",
    "remind_referrals",
    "remind_silent",
    "reopen",
    "report_status",
    "review",
    "set_aside",
    "speak_publicly",
    "take_back",
    "take_down",
    "take_up",
    "translate",
    "undo_join",
    "undo_leave",
    "undo_make_ready",
    "undo_merge",
    "undo_set_aside",
    "unmerge",
    "withdraw_help",
    "word",
]
