"""The states of an offer and every step between them; what is not listed here cannot happen."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Event(StrEnum):
    """`BRING_BACK` returns a withdrawn offer to the public once somebody who runs it has spoken up."""

    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    WITHDRAW = "withdraw"
    BRING_BACK = "bring_back"
    REOPEN = "reopen"


class NotPossible(Exception):
    """An offer knows no such step from here."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} is not possible in state {state}")
        self.state, self.event = state, event


_S, _E = State, Event
STEPS: Mapping[tuple[State, Event], State] = {
    (_S.DRAFT, _E.SUBMIT): _S.SUBMITTED,
    (_S.DRAFT, _E.PUBLISH): _S.PUBLISHED,
    (_S.DRAFT, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.SUBMITTED, _E.PUBLISH): _S.PUBLISHED,
    (_S.SUBMITTED, _E.RETURN): _S.DRAFT,
    (_S.SUBMITTED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.PUBLISHED, _E.PAUSE): _S.PAUSED,
    (_S.PUBLISHED, _E.END): _S.ENDED,
    (_S.PUBLISHED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.PAUSED, _E.PAUSE): _S.PAUSED,
    (_S.PAUSED, _E.RESUME): _S.PUBLISHED,
    (_S.PAUSED, _E.END): _S.ENDED,
    (_S.PAUSED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.WITHDRAWN, _E.BRING_BACK): _S.PUBLISHED,
    (_S.WITHDRAWN, _E.END): _S.ENDED,
    (_S.WITHDRAWN, _E.REOPEN): _S.DRAFT,
    (_S.ENDED, _E.REOPEN): _S.DRAFT,
}
PUBLIC = frozenset({_S.PUBLISHED, _S.PAUSED})
EDITABLE = frozenset({_S.DRAFT, _S.SUBMITTED, *PUBLIC})


def next_state(state: str, event: str, *, was_public: bool = False) -> State:
    """`was_public`: only what the coordination once let out may come back without being looked at again."""
    try:
        after = STEPS[_S(state), _E(event)]
    except KeyError:
        raise NotPossible(state, event) from None
    if event == _E.BRING_BACK and not was_public:
        raise NotPossible(state, event)
    return after


def events(state: str, *, was_public: bool = False) -> tuple[Event, ...]:
    """Everything that can happen to an offer now, in the order of the list."""
    return tuple(
        event for before, event in STEPS if before == state and (was_public or event != _E.BRING_BACK)
    )
