"""A timetable in parts that a template can put into words of any language."""

import pytest
from hypothesis import given, settings

from marlerweg.offers.rules.times.days import is_standing
from marlerweg.offers.rules.times.description import describe
from marlerweg.offers.rules.times.schedule import ChangeKind, Observance, Rhythm, Timetable
from tests.offers.times import real_life
from tests.offers.times.families import timetables
from tests.offers.times.holidays import CALENDAR
from tests.offers.times.real_life import day, slot


def test_the_second_tuesday_not_in_the_school_holidays():
    said = describe(real_life.SECOND_TUESDAY, "de", calendar=CALENDAR)
    (part,) = said.parts
    assert (part.rhythm, part.nth) == (Rhythm.MONTHLY_BY_WEEKDAY, (2,))
    assert [each.name for each in part.days] == ["Dienstag"]
    assert part.clock == (("15:00", "17:00"),)
    assert part.on_school_holidays is Observance.CLOSED
    assert said.school_known_until == day("2027-01-06")


def test_times_of_the_same_days_and_days_of_the_same_times_are_one_part():
    shop = Timetable(
        tuple(
            slot(days, *times)
            for days, times in (
                ({1, 2, 3}, ("14:00", "16:00")),
                ({1, 2, 3}, ("09:00", "12:00")),
                ({5}, ("09:00", "12:00")),
                ({5}, ("14:00", "16:00")),
                ({6}, ("10:00", "12:00")),
            )
        )
    )
    first, second = describe(shop, "de").parts
    assert [(each.first, each.last) for each in first.days] == [(1, 3), (5, 5)]
    assert first.clock == (("09:00", "12:00"), ("14:00", "16:00"))
    assert [each.name for each in second.days] == ["Samstag"]


@pytest.mark.parametrize(
    ("language", "name", "opens"),
    [
        ("de", "Dienstag", "16:00"),
        ("de-simple", "Dienstag", "16:00"),
        ("de_Simple", "Dienstag", "16:00"),
        ("en", "Tuesday", "4:00\u202fPM"),
        ("tr", "Salı", "16:00"),
        ("uk", "вівторок", "16:00"),
        ("ar", "الثلاثاء", "4:00 م"),
    ],
)
def test_days_and_times_in_the_language(language, name, opens):
    (part,) = describe(real_life.LANGUAGE_CAFE, language).parts
    assert part.days[0].name == name
    assert part.clock[0][0] == opens


def test_what_is_over_is_left_out_and_what_comes_is_named():
    said = describe(real_life.SUMMER_BREAK, "de", on=day("2026-08-10"))
    assert [(each.kind, each.first.month) for each in said.differences] == [
        (ChangeKind.CLOSED, 7),
        (ChangeKind.CHANGED, 12),
    ]
    assert describe(real_life.FEAST, "de", on=day("2026-06-05")).parts == ()
    assert describe(real_life.FEAST, "de", on=day("2026-06-04")).parts


def test_any_time_by_arrangement_is_no_part_of_the_week():
    said = describe(real_life.AND_BY_ARRANGEMENT, "de")
    assert len(said.parts) == 1
    assert said.otherwise_by_appointment
    assert describe(real_life.BY_ARRANGEMENT, "de").appointment_only
    assert describe(real_life.NOTHING_KNOWN, "de").unknown


@settings(deadline=None)
@given(timetables())
def test_no_weekday_and_no_time_is_lost(timetable):
    said = describe(timetable, "de")
    told = {(one.rhythm, one.on, each) for one in said.parts for each in one.times or (None,)}
    told_days = {each for one in said.parts for run in one.days for each in range(run.first, run.last + 1)}
    for one in timetable.slots:
        if is_standing(one):
            assert said.otherwise_by_appointment
            continue
        here = {
            (one.rhythm, one.on, (one.opens, one.closes) if one.opens else None),
            (one.rhythm, one.on, None),  # the whole day says every time of it, too
        }
        assert here & told
        assert one.days <= told_days or any(not each.days for each in said.parts)
