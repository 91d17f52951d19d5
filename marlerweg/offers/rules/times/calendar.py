"""What is known about holidays: public ones by Land for every year, school holidays only where somebody stated them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from marlerweg.foundation.calendars import holidays_of

Days = Mapping[dt.date, str]


class SchoolBreak(NamedTuple):
    """One stretch of school holidays, first and last day included."""

    name: str
    first: dt.date
    last: dt.date


class Calendar:
    """Holidays by Land („NW“); remembers each year, so keep one calendar for a page or a process.

    `breaks` are taken as gapless from the first to the last day named for a Land. Outside of that nothing is known,
    and whoever depends on school holidays is answered "may differ" instead of a guess. `public` gives the public
    holidays of a Land in a year.
    """

    def __init__(
        self,
        breaks: Mapping[str, Iterable[SchoolBreak]] | None = None,
        public: Callable[[str, int], Days] = holidays_of,
    ) -> None:
        self._public = public
        self._years: dict[tuple[str, int], Days] = {}
        self._school: dict[str, dict[dt.date, str]] = {}
        self._known: dict[str, tuple[dt.date, dt.date]] = {}
        for state, stated in (breaks or {}).items():
            if found := sorted(stated, key=lambda each: each.first):
                self._known[state] = found[0].first, max(each.last for each in found)
                self._school[state] = {day: each.name for each in found for day in _days(each)}

    def public_holiday(self, day: dt.date, state: str) -> str | None:
        """The German name of the public holiday on a day; raises NotImplementedError for a Land that is none."""
        key = state, day.year
        if key not in self._years:
            self._years[key] = self._public(*key)
        return self._years[key].get(day)

    def school_break(self, day: dt.date, state: str) -> str | None:
        """The name of the school holidays on a day, where `knows_school`."""
        return self._school.get(state, {}).get(day)

    def knows_school(self, day: dt.date, state: str) -> bool:
        known = self._known.get(state)
        return known is not None and known[0] <= day <= known[1]

    def school_known_until(self, state: str) -> dt.date | None:
        return self._known[state][1] if state in self._known else None

    def school_known_from(self, state: str) -> dt.date | None:
        return self._known[state][0] if state in self._known else None


def _days(each: SchoolBreak) -> Iterable[dt.date]:
    return (each.first + dt.timedelta(n) for n in range((each.last - each.first).days + 1))
