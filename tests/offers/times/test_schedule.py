"""A slot, change or timetable that says nothing, or two things at once, cannot be made."""

import datetime as dt

import pytest

from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Rhythm, Slot, Timetable, Unusable

TEN, NOON = dt.time(10), dt.time(12)
DAY = dt.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("fields", "flaw"),
    [
        ({"opens": TEN}, "only_one_time"),
        ({"opens": dt.time(10, 0, 30), "closes": NOON}, "not_a_clock_time"),
        ({"days": frozenset({8})}, "no_such_weekday"),
        ({"every": 2}, "every_without_rhythm"),
        ({"rhythm": Rhythm.EVERY_N_WEEKS, "every": 2}, "anchor_missing"),
        ({"rhythm": Rhythm.EVERY_N_WEEKS, "every": 0, "anchor": DAY}, "every_out_of_range"),
        ({"rhythm": Rhythm.MONTHLY_BY_WEEKDAY, "nth": (2,)}, "weekdays_missing"),
        ({"rhythm": Rhythm.MONTHLY_BY_WEEKDAY, "days": frozenset({2})}, "nth_missing"),
        ({"rhythm": Rhythm.MONTHLY_BY_WEEKDAY, "days": frozenset({2}), "nth": (6,)}, "no_such_nth"),
        ({"rhythm": Rhythm.MONTHLY_BY_DAY}, "days_of_month_missing"),
        ({"rhythm": Rhythm.MONTHLY_BY_DAY, "days_of_month": (0,)}, "no_such_day_of_month"),
        ({"rhythm": Rhythm.ONCE}, "date_missing"),
        ({"rhythm": Rhythm.ONCE, "on": DAY, "valid_until": DAY}, "once_with_weekdays_or_validity"),
        ({"on": DAY}, "date_without_rhythm"),
        ({"nth": (1,)}, "nth_without_rhythm"),
        ({"days_of_month": (1,)}, "days_of_month_without_rhythm"),
        ({"anchor": DAY}, "anchor_without_rhythm"),
        ({"valid_from": DAY, "valid_until": dt.date(2026, 10, 4)}, "ends_before_it_begins"),
    ],
)
def test_a_slot_names_what_is_wrong_with_it(fields, flaw):
    with pytest.raises(Unusable) as refused:
        Slot(**fields)
    assert flaw in refused.value.flaws


def test_a_change_is_whole():
    with pytest.raises(Unusable, match="ends_before_it_begins"):
        Change(DAY, DAY - dt.timedelta(days=1), ChangeKind.CLOSED)
    with pytest.raises(Unusable, match="closed_with_times"):
        Change(DAY, DAY, ChangeKind.CLOSED, TEN, NOON)
    with pytest.raises(Unusable, match="only_one_time"):
        Change(DAY, DAY, ChangeKind.EXTRA, TEN)


def test_unknown_is_not_also_known():
    with pytest.raises(Unusable, match="unknown_with_times"):
        Timetable(slots=(Slot(),), unknown=True)
    with pytest.raises(Unusable, match="no_such_zone"):
        Timetable(zone="Europe/Marl")
