"""Timetables as Hypothesis draws them: every rhythm, holidays, nights, validity, changes."""

import datetime as dt

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Observance, Rhythm, Slot, Timetable

# Every day of twelve years is compared, which takes half a second on a busy machine.
EXPENSIVE = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
DATES = st.dates(dt.date(2023, 6, 1), dt.date(2036, 6, 30))
CLOCKS = st.sampled_from([dt.time(hour, minute) for hour in range(24) for minute in (0, 15, 30)])
DAYS = st.frozensets(st.integers(1, 7), max_size=3)
BY_RHYTHM = {
    Rhythm.WEEKLY: st.fixed_dictionaries({"days": DAYS}),
    Rhythm.EVERY_N_WEEKS: st.fixed_dictionaries({"days": DAYS, "every": st.integers(2, 5), "anchor": DATES}),
    Rhythm.MONTHLY_BY_WEEKDAY: st.fixed_dictionaries(
        {
            "days": st.frozensets(st.integers(1, 7), min_size=1, max_size=2),
            "nth": st.lists(st.sampled_from((1, 2, 3, 4, 5, -1)), min_size=1, max_size=2, unique=True).map(
                tuple
            ),
        }
    ),
    Rhythm.MONTHLY_BY_DAY: st.fixed_dictionaries(
        {
            "days": DAYS,
            "days_of_month": st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True).map(tuple),
        }
    ),
    Rhythm.ONCE: st.fixed_dictionaries({"on": DATES}),
}


@st.composite
def times(draw):
    if draw(st.integers(0, 7)) == 0:
        return {}
    return {"opens": draw(CLOCKS), "closes": draw(CLOCKS)}


@st.composite
def slots(draw, rhythms=tuple(Rhythm), observances=tuple(Observance), appointments=(False, True)):
    rhythm = draw(st.sampled_from(rhythms))
    fields = draw(BY_RHYTHM[rhythm]) | draw(times())
    if rhythm is not Rhythm.ONCE:
        bounds = sorted(draw(st.lists(DATES, min_size=2, max_size=2)))
        fields["valid_from"] = draw(st.sampled_from((None, bounds[0])))
        fields["valid_until"] = draw(st.sampled_from((None, bounds[1])))
    return Slot(
        rhythm=rhythm,
        on_public_holidays=draw(st.sampled_from(observances)),
        on_school_holidays=draw(st.sampled_from(observances)),
        by_appointment=draw(st.sampled_from(appointments)),
        **fields,
    )


@st.composite
def changes(draw):
    first = draw(DATES)
    kind = draw(st.sampled_from(tuple(ChangeKind)))
    given = {} if kind is ChangeKind.CLOSED else draw(times())
    return Change(first, first + dt.timedelta(draw(st.integers(0, 40))), kind, **given)


@st.composite
def timetables(draw, max_changes=2, **allowed):
    return Timetable(
        tuple(draw(st.lists(slots(**allowed), max_size=3))),
        tuple(draw(st.lists(changes(), max_size=max_changes))),
    )
