"""What may be done in which state of an edition and at which hour of its day: rights as a table, not as code paths."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    DOCUMENTED = "documented"
    CANCELLED = "cancelled"


class Phase(StrEnum):
    ARRIVAL = "arrival"
    TABLES = "tables"
    HARVEST = "harvest"
    DOTS = "dots"
    CLOSING = "closing"


class Right(StrEnum):
    """`REGISTER` is the public form, `ENTER` what the office takes in; the rest are named by their deeds."""

    INVITE = "invite"
    REGISTER = "register"
    ENTER = "enter"
    CANCEL = "cancel"
    WISH = "wish"
    PLAN = "plan"
    ADMIT = "admit"
    CAPTURE = "capture"
    JOIN_CARDS = "join_cards"
    DOT = "dot"
    DOCUMENT = "document"


OF_STATE: Mapping[State, frozenset[Right]] = {
    State.DRAFT: frozenset({Right.PLAN}),
    State.OPEN: frozenset({Right.INVITE, Right.REGISTER, Right.ENTER, Right.CANCEL, Right.WISH, Right.PLAN}),
    State.CLOSED: frozenset({Right.ENTER, Right.CANCEL, Right.WISH, Right.PLAN, Right.ADMIT}),
    State.RUNNING: frozenset({Right.ENTER, Right.CANCEL, Right.PLAN, Right.ADMIT, Right.JOIN_CARDS}),
    State.DOCUMENTED: frozenset(),
    State.CANCELLED: frozenset(),
}
OF_PHASE: Mapping[Phase, frozenset[Right]] = {
    Phase.ARRIVAL: frozenset(),
    Phase.TABLES: frozenset({Right.CAPTURE}),
    Phase.HARVEST: frozenset({Right.CAPTURE}),
    Phase.DOTS: frozenset({Right.DOT}),
    Phase.CLOSING: frozenset({Right.DOCUMENT}),
}
MOVES: Mapping[State, tuple[State, ...]] = {
    State.DRAFT: (State.OPEN, State.CANCELLED),
    State.OPEN: (State.CLOSED, State.DRAFT, State.CANCELLED),
    State.CLOSED: (State.RUNNING, State.OPEN, State.CANCELLED),
    State.RUNNING: (State.DOCUMENTED, State.CLOSED),
    State.DOCUMENTED: (State.RUNNING,),
    State.CANCELLED: (State.DRAFT,),
}
PUBLIC = frozenset(State) - {State.DRAFT}
PLACES_MOVE_UP = frozenset({State.OPEN, State.CLOSED, State.RUNNING})


def rights(state: str, phase: str) -> frozenset[Right]:
    """Every right of this moment; the phase only counts while the day is running."""
    found = OF_STATE[State(state)]
    return found | OF_PHASE[Phase(phase)] if state == State.RUNNING else found


def may_follow(state: str, wanted: str) -> bool:
    return State(wanted) in MOVES[State(state)]


def is_window_open(opens: dt.datetime | None, closes: dt.datetime | None, at: dt.datetime) -> bool:
    """No beginning means always, no end means until somebody closes it."""
    return (opens is None or opens <= at) and (closes is None or at < closes)
