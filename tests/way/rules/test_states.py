"""Laws of the state machines: nothing gets stuck, nothing gets lost, nothing happens that is not listed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.way.rules import answers
from marlerweg.way.rules.states import (
    AT_REST,
    CONTRIBUTION_STEPS,
    MEASURE_MOVES_NEED,
    MEASURE_STEPS,
    NEED_STEPS,
    ContributionEvent,
    ContributionState,
    DecisionKind,
    MeasureStatus,
    NeedEvent,
    NeedState,
    NotPossible,
    need_events,
    next_contribution_state,
    next_measure_status,
    next_need_state,
)

need_paths = st.lists(st.sampled_from(list(NeedEvent)), max_size=30)


def walk(events: list[NeedEvent]) -> list[NeedState]:
    states = [NeedState.COLLECTING]
    for event in events:
        try:
            states.append(next_need_state(states[-1], event))
        except NotPossible:
            continue
    return states


def reachable(start: NeedState) -> set[NeedState]:
    found, todo = {start}, [start]
    while todo:
        state = todo.pop()
        for event in need_events(state):
            after = next_need_state(state, event)
            if after not in found:
                found.add(after)
                todo.append(after)
    return found


@given(need_paths)
def test_every_path_can_still_reach_a_decision_and_rest(events: list[NeedEvent]) -> None:
    here = walk(events)[-1]
    assert NeedState.READY in reachable(here)
    assert AT_REST & reachable(here)


@given(need_paths)
def test_a_need_is_never_in_progress_without_a_decision(events: list[NeedEvent]) -> None:
    states = walk(events)
    for position, state in enumerate(states):
        if state == NeedState.IN_PROGRESS:
            assert NeedState.DECIDED in states[:position]


def test_every_state_is_reached_and_left() -> None:
    assert reachable(NeedState.COLLECTING) == set(NeedState)
    for state in NeedState:
        assert need_events(state), f"{state} is a dead end"


def test_every_decision_is_possible_exactly_where_a_need_is_ready() -> None:
    for kind in DecisionKind:
        assert {before for before, event in NEED_STEPS if event == kind.value} == {NeedState.READY}


def test_every_contribution_state_is_reached_and_left() -> None:
    assert set(CONTRIBUTION_STEPS.values()) == set(ContributionState)
    assert {before for before, _ in CONTRIBUTION_STEPS} == set(ContributionState)


@given(st.lists(st.sampled_from(list(ContributionEvent)), max_size=30))
def test_a_contribution_is_always_somewhere_and_can_always_be_taken_further(
    events: list[ContributionEvent],
) -> None:
    state = ContributionState.RECEIVED
    for event in events:
        if (state, event) in CONTRIBUTION_STEPS:
            state = next_contribution_state(state, event)
    assert any(before == state for before, _ in CONTRIBUTION_STEPS)


def test_every_change_that_concerns_a_contribution_is_told() -> None:
    assert {event for _, event in NEED_STEPS} == answers.TOLD_OF_NEED
    assert {event for _, event in CONTRIBUTION_STEPS} <= answers.TOLD_OF_CONTRIBUTION
    assert {event.value for event in answers.WAITS_FOR_WORDING} == {kind.value for kind in DecisionKind}


def test_a_change_is_done_only_when_everybody_was_told() -> None:
    assert answers.is_done([])
    assert answers.is_done([answers.AnswerState.SENT, answers.AnswerState.OVERTAKEN])
    assert not answers.is_done([answers.AnswerState.SENT, answers.AnswerState.DUE])


@pytest.mark.parametrize("status", list(MeasureStatus))
def test_every_measure_can_go_on_or_be_taken_up_again(status: MeasureStatus) -> None:
    assert MEASURE_STEPS[status]


def test_a_measure_cannot_jump_from_an_idea_to_done() -> None:
    with pytest.raises(NotPossible):
        next_measure_status("idea", "done")


def test_what_measures_do_to_needs_is_possible_for_needs() -> None:
    for event in MEASURE_MOVES_NEED.values():
        assert any(step == event for _, step in NEED_STEPS)
