"""Opening hours: "open now?" and "next date" beside opening-hours-py in the same run, and a page of fifty offers.

    .venv/bin/python bench/opening_hours.py [--rounds 5]

Both get the same twelve real-life timetables and the same moments, spread over a year; parsing is not counted. Theirs
gets public and school holidays spelled out as dates, because it knows those of the country only. Printed: median of
the rounds in milliseconds. The last lines build fifty timetables afresh and ask each for its state and next date, as a
page does; the target is 20 ms.
"""

import argparse
import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # this file is called like the library it is compared with

from marlerweg.offers.rules.times.openstreetmap.writing import write
from marlerweg.offers.rules.times.schedule import Timetable
from marlerweg.offers.rules.times.spans import next_dates
from marlerweg.offers.rules.times.state import is_open
from tests.offers.times import real_life
from tests.offers.times.holidays import FORESEEN

BERLIN = ZoneInfo("Europe/Berlin")
NAMES = (
    "office", "language_cafe", "every_other_tuesday", "every_third_week", "second_tuesday", "first_and_last_wednesday",
    "fifteenth", "night_cafe", "night_shelter", "course", "counselling", "summer_break",
)  # fmt: skip
FIRST, LAST = dt.date(2025, 12, 1), dt.date(2028, 1, 31)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    tables = [real_life.ALL[name] for name in NAMES]
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    moments = [start + dt.timedelta(minutes=52 * n) for n in range(10_000)]
    asked = list(zip(cycle(tables), moments, strict=False))
    few = asked[::10]
    show("10,000 × is_open, ours", rounds, lambda: [is_open(table, at, FORESEEN) for table, at in asked])
    show("1,000 × next date, ours", rounds, lambda: [next_dates(table, at, FORESEEN) for table, at in few])
    beside(tables, moments, rounds)
    show(
        "page: 50 offers, state and next date",
        rounds,
        lambda: page(list(islice(cycle(tables), 50)), moments[777]),
    )


def beside(tables: list[Timetable], moments: list[dt.datetime], rounds: int) -> None:
    try:
        from opening_hours import OpeningHours
    except ImportError:
        print("opening-hours-py is not installed; nothing to compare with")
        return
    texts = [write(table, first=FIRST, last=LAST, calendar=FORESEEN, spell_out=True) for table in tables]
    theirs = [OpeningHours(text, timezone=BERLIN) for text in texts]
    asked = [(one, at.astimezone(BERLIN)) for one, at in zip(cycle(theirs), moments, strict=False)]
    show("10,000 × state, opening-hours-py", rounds, lambda: [one.state(at) for one, at in asked])
    show(
        "10,000 × state and next change, opening-hours-py",
        rounds,
        lambda: [(one.state(at), one.next_change(at)) for one, at in asked],
    )
    show(
        "1,000 × next change, opening-hours-py",
        rounds,
        lambda: [one.next_change(at) for one, at in asked[::10]],
    )


def page(tables: list[Timetable], moment: dt.datetime) -> None:
    for table in tables:
        fresh = Timetable(table.slots, table.changes)
        is_open(fresh, moment, FORESEEN)
        next_dates(fresh, moment, FORESEEN)


def show(what: str, rounds: int, run: Callable[[], object]) -> None:
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        taken.append((time.perf_counter() - began) * 1000)
    print(f"{what:52} {statistics.median(taken):9.1f} ms", flush=True)


if __name__ == "__main__":
    main()
