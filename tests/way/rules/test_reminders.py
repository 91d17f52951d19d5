"""Asking again, and forgetting, on the very day."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.way.rules.reminders import is_address_to_forget, is_reminder_due

DAY = dt.date(2026, 3, 1)
days = st.integers(0, 2000).map(lambda count: DAY + dt.timedelta(days=count))


def after(count: int) -> dt.date:
    return DAY + dt.timedelta(days=count)


@pytest.mark.parametrize(("day", "due"), [(-1, False), (0, True), (1, True)])
def test_the_first_time_on_its_day(day: int, due: bool) -> None:
    assert is_reminder_due(DAY, None, after(day)) is due


@pytest.mark.parametrize(("day", "due"), [(29, False), (30, True), (31, True)])
def test_again_after_thirty_days(day: int, due: bool) -> None:
    assert is_reminder_due(DAY, DAY, after(day)) is due


@given(st.lists(days, min_size=1, max_size=12), days)
def test_never_two_letters_within_thirty_days(visits: list[dt.date], due_on: dt.date) -> None:
    sent: list[dt.date] = []
    for today in sorted(visits):
        if is_reminder_due(due_on, sent[-1] if sent else None, today):
            sent.append(today)
    assert all(later - earlier >= dt.timedelta(days=30) for earlier, later in pairwise(sent))
    assert all(day >= due_on for day in sent)


@pytest.mark.parametrize(("day", "forget"), [(89, False), (90, True), (91, True)])
def test_ninety_days_after_rest(day: int, forget: bool) -> None:
    def asked(owed: bool) -> bool:
        return is_address_to_forget(
            received=DAY, last_answer=DAY, at_rest_since=DAY, owed=owed, today=after(day)
        )

    assert asked(owed=False) is forget
    assert not asked(owed=True), "who still waits for an answer must be reachable"


@pytest.mark.parametrize(("day", "forget"), [(364, False), (365, True), (366, True)])
@pytest.mark.parametrize("owed", [True, False])
def test_a_year_after_the_last_answer_in_any_case(day: int, forget: bool, owed: bool) -> None:
    today = after(day)
    assert (
        is_address_to_forget(
            received=DAY - dt.timedelta(days=50), last_answer=DAY, at_rest_since=None, owed=owed, today=today
        )
        is forget
    )


@given(days, st.none() | days, st.none() | days, st.booleans(), days)
def test_what_is_forgotten_once_stays_forgotten(
    received: dt.date, last: dt.date | None, rest: dt.date | None, owed: bool, today: dt.date
) -> None:
    def forgotten(on: dt.date) -> bool:
        return is_address_to_forget(
            received=received, last_answer=last, at_rest_since=rest, owed=owed, today=on
        )

    assert not forgotten(today) or forgotten(today + dt.timedelta(days=1))
