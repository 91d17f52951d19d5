"""Which rights each state and hour gives; the table is the decision, so it is read here in whole."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from marlerweg.conferences.models import Edition
from marlerweg.conferences.rules.phases import (
    MOVES,
    OF_PHASE,
    OF_STATE,
    Phase,
    Right,
    State,
    is_window_open,
    may_follow,
    rights,
)
from marlerweg.conferences.rules.queue import gets_a_place, is_too_small, moving_up

AT = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)


def test_the_tables_know_every_state_and_phase_of_the_models() -> None:
    assert set(OF_STATE) == set(MOVES) == set(State) == set(Edition.State.values)
    assert set(OF_PHASE) == set(Phase) == set(Edition.Phase.values)


def test_the_public_registers_only_while_it_is_open() -> None:
    assert [state for state in State if Right.REGISTER in rights(state, Phase.ARRIVAL)] == [State.OPEN]


def test_dots_and_cards_each_have_their_hour() -> None:
    hours = {right: [p for p in Phase if right in rights(State.RUNNING, p)] for right in Right}
    assert hours[Right.CAPTURE] == [Phase.TABLES, Phase.HARVEST]
    assert hours[Right.DOT] == [Phase.DOTS]
    assert not rights(State.CLOSED, Phase.DOTS) & {Right.DOT, Right.CAPTURE}


def test_every_state_can_be_left_again() -> None:
    assert all(MOVES[state] for state in State)
    assert may_follow("draft", "open")
    assert not may_follow("draft", "documented")


def test_the_window_is_open_from_its_beginning_and_shut_at_its_end() -> None:
    hour = dt.timedelta(hours=1)
    assert is_window_open(None, None, AT)
    assert is_window_open(AT, AT + hour, AT)
    assert not is_window_open(AT - hour, AT, AT)
    assert not is_window_open(AT + hour, None, AT)


@given(st.one_of(st.none(), st.integers(0, 9)), st.integers(0, 9), st.integers(0, 9))
def test_places_are_never_too_many_and_never_idle(capacity: int | None, taken: int, waiting: int) -> None:
    many = moving_up(capacity, taken=taken, waiting=waiting)
    assert 0 <= many <= waiting
    if capacity is None:
        assert many == waiting
        return
    if not is_too_small(capacity, taken=taken):
        assert taken + many <= capacity
    assert many == waiting or taken + many >= capacity
    assert not (gets_a_place(capacity, taken=taken, waiting=waiting) and (waiting or taken >= capacity))
