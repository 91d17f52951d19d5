"""A rule says the same dates as the slot it came from, and the slot the same as the rule."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from marlerweg.offers.rules.times.calendar import Calendar, SchoolBreak
from marlerweg.offers.rules.times.recurrence import Unsayable, series, slot_of
from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Observance, Rhythm, Slot, Timetable
from marlerweg.offers.rules.times.spans import spans

ZONE = ZoneInfo("Europe/Berlin")
OPEN = Observance.OPEN
BREAKS = ((2025, 2026), (2026, 2027), (2027, 2028))
CALENDAR = Calendar(
    {"NW": tuple(SchoolBreak("Weihnachten", dt.date(a, 12, 23), dt.date(b, 1, 6)) for a, b in BREAKS)}
)
FIRST, LAST = dt.date(2026, 9, 1), dt.date(2027, 3, 31)
EVENING = {"opens": dt.time(18), "closes": dt.time(20)}


def read(text: str, day: dt.date = dt.date(2026, 9, 1)) -> Slot:
    start = dt.datetime.combine(day, dt.time(18), ZONE)
    return slot_of(text, start, start.replace(hour=20), whole_day=False)


def rule(rest: str, start: str = "20260901T180000") -> str:
    return f"DTSTART:{start}\nRRULE:{rest}"


@pytest.mark.parametrize(
    "slot",
    [
        Slot(frozenset({2, 4}), **EVENING, valid_from=FIRST, valid_until=dt.date(2026, 12, 17)),
        Slot(frozenset({1}), **EVENING, rhythm=Rhythm.EVERY_N_WEEKS, every=2, anchor=dt.date(2026, 9, 7)),
        Slot(frozenset({3}), **EVENING, rhythm=Rhythm.MONTHLY_BY_WEEKDAY, nth=(1, -1)),
        Slot(**EVENING, rhythm=Rhythm.MONTHLY_BY_DAY, days_of_month=(15, -1)),
        Slot(frozenset({6}), valid_from=FIRST),
        Slot(frozenset({2}), **EVENING, on_school_holidays=Observance.CLOSED),
        Slot(on=dt.date(2026, 10, 3), **EVENING, rhythm=Rhythm.ONCE),
        Slot(frozenset({5}), opens=dt.time(22), closes=dt.time(2), valid_until=dt.date(2026, 11, 30)),
    ],
    ids=lambda slot: f"{slot.rhythm}-{sorted(slot.days)}",
)
def test_what_is_written_means_the_same_dates_when_it_is_read(slot: Slot) -> None:
    table = Timetable((slot,), (Change(dt.date(2026, 11, 10), dt.date(2026, 11, 12), ChangeKind.CLOSED),))
    told: list[tuple[dt.datetime, dt.datetime]] = []
    for each in series(table, slot, FIRST, LAST, CALENDAR):
        if each.rule is None:
            told.append((each.first.start, each.first.end))
            continue
        again = slot_of(each.rule, each.first.start, each.first.end, whole_day=each.first.whole_day)
        told += [(span.start, span.end) for span in spans(Timetable((again,)), FIRST, LAST, CALENDAR)]
    assert told == [(span.start, span.end) for span in spans(table, FIRST, LAST, CALENDAR)]
    assert told


def test_the_text_is_that_of_two_lines() -> None:
    slot = Slot(
        frozenset({2, 4}), dt.time(12), dt.time(13), rhythm=Rhythm.EVERY_N_WEEKS, every=2, anchor=dt.date(2030, 1, 1),
        valid_until=dt.date(2031, 1, 2), on_public_holidays=OPEN,
    )  # fmt: skip
    (found,) = series(Timetable((slot,)), slot, dt.date(2030, 1, 1), dt.date(2031, 12, 31), Calendar())
    assert found.rule == (
        "DTSTART:20300101T120000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20310102T235959;BYDAY=TU,TH"
    )


def test_a_holiday_divides_a_course_in_two() -> None:
    slot = Slot(frozenset({5}), **EVENING, valid_from=dt.date(2026, 12, 4), valid_until=dt.date(2027, 1, 22))
    found = series(Timetable((slot,)), slot, FIRST, LAST, CALENDAR)
    assert [(each.first.day, each.last) for each in found] == [
        (dt.date(2026, 12, 4), dt.date(2026, 12, 18)),
        (dt.date(2027, 1, 8), dt.date(2027, 1, 22)),
    ]


def test_what_nothing_interrupts_needs_no_end() -> None:
    slot = Slot(frozenset({1}), **EVENING, on_public_holidays=OPEN)
    (found,) = series(Timetable((slot,)), slot, FIRST, LAST, CALENDAR)
    assert (found.last, found.rule) == (None, "DTSTART:20260907T180000\nRRULE:FREQ=WEEKLY;BYDAY=MO")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (rule("FREQ=WEEKLY;BYDAY=TU;COUNT=3"), dt.date(2026, 9, 15)),
        (rule("FREQ=DAILY;UNTIL=20260905T235959"), dt.date(2026, 9, 5)),
        (rule("FREQ=WEEKLY;UNTIL=20260915T120000"), dt.date(2026, 9, 14)),
        (rule("FREQ=WEEKLY;UNTIL=20260914T223000Z"), dt.date(2026, 9, 14)),
        (rule("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1;UNTIL=20261231"), dt.date(2026, 12, 31)),
        (rule("FREQ=WEEKLY;BYDAY=TU"), None),
    ],
)
def test_the_end_of_a_rule(text: str, last: dt.date | None) -> None:
    assert read(text).valid_until == last


@pytest.mark.parametrize(
    "rest",
    [
        "FREQ=YEARLY", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO", "FREQ=WEEKLY;BYHOUR=9", "FREQ=WEEKLY;INTERVAL=x", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;UNTIL=soon", "FREQ=WEEKLY;BYDAY=TU\nEXDATE:20260908T180000", "",
    ],
)  # fmt: skip
def test_what_no_slot_can_say(rest: str) -> None:
    with pytest.raises(Unsayable):
        read(rule(rest))


def test_a_date_of_more_than_a_day_is_not_repeated() -> None:
    start = dt.datetime(2026, 9, 1, 18, tzinfo=ZONE)
    with pytest.raises(Unsayable):
        slot_of(rule("FREQ=WEEKLY"), start, start + dt.timedelta(days=2), whole_day=False)
