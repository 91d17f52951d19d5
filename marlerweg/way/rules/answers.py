"""Which change owes whom an answer, and when it may go out."""

from datetime import datetime, timedelta
from enum import StrEnum

from marlerweg.way.rules.states import ContributionEvent, DecisionKind, NeedEvent


class AnswerState(StrEnum):
    DUE = "due"
    SENT = "sent"
    OVERTAKEN = "overtaken"


# A body's reasons reach the public only in an approved wording; every other change is told in standard sentences at once.
WAITS_FOR_WORDING = frozenset(NeedEvent(kind.value) for kind in DecisionKind)

# The person who spoke learns of each of these; nothing that moves their contribution is missing (see the tests).
TOLD_OF_CONTRIBUTION = frozenset(ContributionEvent)
TOLD_OF_NEED = frozenset(NeedEvent) - {NeedEvent.OPEN}


def waits_for_wording(event: str) -> bool:
    return event in WAITS_FOR_WORDING


def is_done(answers: list[AnswerState]) -> bool:
    """A change without an answer does not count as done."""
    return AnswerState.DUE not in answers


NEWS_FOR = timedelta(days=3)


def is_news(happened: datetime, now: datetime) -> bool:
    """Letters tell news; a year's history that is only now written down is none."""
    return now - happened <= NEWS_FOR
