"""Timetables as offers in a town really have them."""

import datetime as dt

from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Observance, Rhythm, Slot, Timetable

MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
OPEN, CLOSED, ONLY = Observance.OPEN, Observance.CLOSED, Observance.ONLY


def clock(text):
    return dt.time.fromisoformat(text)


def slot(days, opens=None, closes=None, **fields):
    return Slot(frozenset(days), opens and clock(opens), closes and clock(closes), **fields)


def day(text):
    return dt.date.fromisoformat(text)


OFFICE = Timetable((slot(MONDAY_TO_FRIDAY, "08:30", "12:00"), slot({1, 2, 4}, "13:30", "16:00")))
LANGUAGE_CAFE = Timetable((slot({2}, "16:00", "18:00", on_school_holidays=CLOSED),))
EVERY_OTHER_TUESDAY = Timetable(
    (
        slot(
            {2},
            "10:00",
            "12:00",
            rhythm=Rhythm.EVERY_N_WEEKS,
            every=2,
            anchor=day("2024-01-09"),
            on_school_holidays=CLOSED,
        ),
    )
)
EVERY_THIRD_WEEK = Timetable(
    (
        slot(
            {3, 5},
            "18:00",
            "20:30",
            rhythm=Rhythm.EVERY_N_WEEKS,
            every=3,
            anchor=day("2025-02-05"),
            on_public_holidays=OPEN,
        ),
    )
)
SECOND_TUESDAY = Timetable(
    (
        slot(
            {2},
            "15:00",
            "17:00",
            rhythm=Rhythm.MONTHLY_BY_WEEKDAY,
            nth=(2,),
            on_school_holidays=CLOSED,
        ),
    )
)
FIRST_AND_LAST_WEDNESDAY = Timetable(
    (slot({3}, "09:00", "11:00", rhythm=Rhythm.MONTHLY_BY_WEEKDAY, nth=(1, -1)),)
)
FIFTEENTH = Timetable((slot((), "10:00", "12:00", rhythm=Rhythm.MONTHLY_BY_DAY, days_of_month=(15,)),))
NIGHT_CAFE = Timetable((slot({5, 6}, "22:00", "04:00", on_public_holidays=OPEN),))
SHELTER = Timetable((slot((), on_public_holidays=OPEN),))
NIGHT_SHELTER = Timetable((slot((), "20:00", "08:00", on_public_holidays=OPEN),))
HOLIDAY_GAMES = Timetable((slot(MONDAY_TO_FRIDAY, "09:00", "15:00", on_school_holidays=ONLY),))
HOLIDAY_BREAKFAST = Timetable((slot((), "10:00", "12:00", on_public_holidays=ONLY),))
COURSE = Timetable(
    (
        slot(
            {1, 3},
            "09:00",
            "12:15",
            valid_from=day("2026-09-07"),
            valid_until=day("2027-01-27"),
            on_school_holidays=CLOSED,
        ),
    )
)
FEAST = Timetable(
    (Slot(rhythm=Rhythm.ONCE, on=day("2026-06-04"), opens=clock("11:00"), closes=clock("18:00")),)
)
COUNSELLING = Timetable(
    (slot({1, 4}, "09:00", "12:00"), slot({2}, "14:00", "17:00", by_appointment=True)),
)
AND_BY_ARRANGEMENT = Timetable(
    (slot({1}, "09:00", "12:00"), slot((), by_appointment=True, on_public_holidays=OPEN)),
)
SUMMER_BREAK = Timetable(
    (slot(MONDAY_TO_FRIDAY, "09:00", "13:00"), slot({6}, "10:00", "12:00", on_public_holidays=OPEN)),
    (
        Change(day("2026-07-20"), day("2026-08-14"), ChangeKind.CLOSED, note="Sommerpause"),
        Change(day("2026-08-05"), day("2026-08-05"), ChangeKind.EXTRA, clock("15:00"), clock("18:00")),
        Change(day("2026-12-21"), day("2026-12-30"), ChangeKind.CHANGED, clock("10:00"), clock("12:00")),
    ),
)
BY_ARRANGEMENT = Timetable(appointment_only=True)
NOTHING_KNOWN = Timetable(unknown=True)
NEVER = Timetable()

ALL = {name.lower(): value for name, value in list(globals().items()) if isinstance(value, Timetable)}
