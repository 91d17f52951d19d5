"""The states of the Way's items and every step between them; what is not listed here cannot happen."""

from collections.abc import Mapping
from enum import StrEnum


class ContributionState(StrEnum):
    RECEIVED = "received"
    JOINED = "joined"
    ANSWERED = "answered"
    SET_ASIDE = "set_aside"


class ContributionEvent(StrEnum):
    RECEIVE = "receive"
    JOIN = "join"
    LEAVE = "leave"
    ANSWER = "answer"
    SET_ASIDE = "set_aside"
    TAKE_UP = "take_up"


class NeedState(StrEnum):
    COLLECTING = "collecting"
    READY = "ready"
    ASSIGNED = "assigned"
    REFERRED = "referred"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    DECIDED = "decided"
    IN_PROGRESS = "in_progress"
    UNDER_REVIEW = "under_review"
    RESOLVED = "resolved"
    MERGED = "merged"


class NeedEvent(StrEnum):
    OPEN = "open"
    MAKE_READY = "make_ready"
    TAKE_BACK = "take_back"
    ACCEPT = "accept"
    ACCEPT_CHANGED = "accept_changed"
    ASSIGN = "assign"
    REFER = "refer"
    DEFER = "defer"
    REJECT = "reject"
    HEAR_FROM_ABOVE = "hear_from_above"
    COME_DUE = "come_due"
    REOPEN = "reopen"
    START = "start"
    STOP = "stop"
    FINISH = "finish"
    RESOLVE = "resolve"
    RECUR = "recur"
    MERGE = "merge"
    UNMERGE = "unmerge"


class MeasureStatus(StrEnum):
    IDEA = "idea"
    PROPOSED = "proposed"
    DECIDED = "decided"
    RUNNING = "running"
    PAUSED = "paused"
    BLOCKED = "blocked"
    DONE = "done"
    PERMANENT = "permanent"
    ENDED = "ended"


class DecisionKind(StrEnum):
    """What a body can decide about a need; each is the event of the same name."""

    ACCEPT = "accept"
    ACCEPT_CHANGED = "accept_changed"
    ASSIGN = "assign"
    REFER = "refer"
    DEFER = "defer"
    REJECT = "reject"


class NotPossible(Exception):
    """The Way knows no such step from here."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} is not possible in state {state}")
        self.state, self.event = state, event


_C, _CE = ContributionState, ContributionEvent
CONTRIBUTION_STEPS: Mapping[tuple[ContributionState, ContributionEvent], ContributionState] = {
    (_C.RECEIVED, _CE.JOIN): _C.JOINED,
    (_C.RECEIVED, _CE.ANSWER): _C.ANSWERED,
    (_C.RECEIVED, _CE.SET_ASIDE): _C.SET_ASIDE,
    (_C.JOINED, _CE.LEAVE): _C.RECEIVED,
    (_C.JOINED, _CE.JOIN): _C.JOINED,
    (_C.ANSWERED, _CE.TAKE_UP): _C.RECEIVED,
    (_C.SET_ASIDE, _CE.TAKE_UP): _C.RECEIVED,
}

_N, _NE = NeedState, NeedEvent
NEED_STEPS: Mapping[tuple[NeedState, NeedEvent], NeedState] = {
    (_N.COLLECTING, _NE.MAKE_READY): _N.READY,
    (_N.COLLECTING, _NE.MERGE): _N.MERGED,
    (_N.READY, _NE.TAKE_BACK): _N.COLLECTING,
    (_N.READY, _NE.MERGE): _N.MERGED,
    (_N.READY, _NE.ACCEPT): _N.DECIDED,
    (_N.READY, _NE.ACCEPT_CHANGED): _N.DECIDED,
    (_N.READY, _NE.ASSIGN): _N.ASSIGNED,
    (_N.READY, _NE.REFER): _N.REFERRED,
    (_N.READY, _NE.DEFER): _N.DEFERRED,
    (_N.READY, _NE.REJECT): _N.REJECTED,
    (_N.ASSIGNED, _NE.MAKE_READY): _N.READY,
    (_N.REFERRED, _NE.HEAR_FROM_ABOVE): _N.READY,
    (_N.DEFERRED, _NE.COME_DUE): _N.READY,
    (_N.REJECTED, _NE.REOPEN): _N.COLLECTING,
    (_N.DECIDED, _NE.START): _N.IN_PROGRESS,
    (_N.DECIDED, _NE.REOPEN): _N.READY,
    (_N.IN_PROGRESS, _NE.FINISH): _N.UNDER_REVIEW,
    (_N.IN_PROGRESS, _NE.STOP): _N.READY,
    (_N.UNDER_REVIEW, _NE.RESOLVE): _N.RESOLVED,
    (_N.UNDER_REVIEW, _NE.RECUR): _N.READY,
    (_N.UNDER_REVIEW, _NE.START): _N.IN_PROGRESS,
    (_N.RESOLVED, _NE.RECUR): _N.READY,
    (_N.MERGED, _NE.UNMERGE): _N.COLLECTING,
}

_M = MeasureStatus
MEASURE_STEPS: Mapping[MeasureStatus, frozenset[MeasureStatus]] = {
    _M.IDEA: frozenset({_M.PROPOSED, _M.DECIDED, _M.ENDED}),
    _M.PROPOSED: frozenset({_M.IDEA, _M.DECIDED, _M.ENDED}),
    _M.DECIDED: frozenset({_M.RUNNING, _M.PAUSED, _M.BLOCKED, _M.ENDED}),
    _M.RUNNING: frozenset({_M.RUNNING, _M.PAUSED, _M.BLOCKED, _M.DONE, _M.PERMANENT, _M.ENDED}),
    _M.PAUSED: frozenset({_M.RUNNING, _M.BLOCKED, _M.ENDED}),
    _M.BLOCKED: frozenset({_M.RUNNING, _M.PAUSED, _M.ENDED, _M.BLOCKED}),
    _M.PERMANENT: frozenset({_M.PERMANENT, _M.PAUSED, _M.BLOCKED, _M.DONE, _M.ENDED}),
    _M.DONE: frozenset({_M.RUNNING}),
    _M.ENDED: frozenset({_M.RUNNING}),
}

# What a measure's new status does to the needs it serves; other changes leave them where they are.
MEASURE_MOVES_NEED: Mapping[MeasureStatus, NeedEvent] = {
    _M.RUNNING: _NE.START,
    _M.DONE: _NE.FINISH,
    _M.PERMANENT: _NE.FINISH,
    _M.ENDED: _NE.STOP,
}
NEEDS_REASON = frozenset({_M.PAUSED, _M.BLOCKED, _M.ENDED})
FINISHED = frozenset({_M.DONE, _M.ENDED})

# States in which a need waits for nobody any more; each can still be reopened.
AT_REST = frozenset({_N.RESOLVED, _N.REJECTED, _N.MERGED})


def next_contribution_state(state: str, event: str) -> ContributionState:
    try:
        return CONTRIBUTION_STEPS[_C(state), _CE(event)]
    except KeyError:
        raise NotPossible(state, event) from None


def next_need_state(state: str, event: str) -> NeedState:
    try:
        return NEED_STEPS[_N(state), _NE(event)]
    except KeyError:
        raise NotPossible(state, event) from None


def need_events(state: str) -> frozenset[NeedEvent]:
    """Everything that can happen to a need now."""
    return frozenset(event for before, event in NEED_STEPS if before == state)


def next_measure_status(status: str, wanted: str) -> MeasureStatus:
    if _M(wanted) not in MEASURE_STEPS[_M(status)]:
        raise NotPossible(status, wanted)
    return _M(wanted)


def can_move_need(state: str, event: str) -> bool:
    return (_N(state), _NE(event)) in NEED_STEPS
