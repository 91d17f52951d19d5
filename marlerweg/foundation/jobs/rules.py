"""When a job is tried again, when it is given up, and when a recurring one is due; plain values only."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

LEASE = dt.timedelta(seconds=60)
FIRST_PAUSE = dt.timedelta(seconds=10)
LONGEST_PAUSE = dt.timedelta(hours=6)
TOWN = ZoneInfo("Europe/Berlin")


def pause_after(attempt: int) -> dt.timedelta:
    """10 s after the first failure, then four times as long each time, at most six hours: ten tries span a day."""
    times: int = 4 ** min(max(attempt, 1) - 1, 12)
    return min(FIRST_PAUSE * times, LONGEST_PAUSE)


def is_exhausted(attempts: int, allowed: int) -> bool:
    return attempts >= allowed


class Rhythm(Protocol):
    """When something recurring is due."""

    def latest(self, now: dt.datetime) -> dt.datetime:
        """The last due moment at or before now; missed ones before it are not made up for."""

    def following(self, now: dt.datetime) -> dt.datetime:
        """The first due moment after now."""

    def describe(self) -> str:
        """The rhythm in German, for the administrator."""


@dataclass(frozen=True, slots=True)
class Every:
    """At even distances from midnight UTC on 1 January 1970, so that all workers agree without asking."""

    distance: dt.timedelta

    def latest(self, now: dt.datetime) -> dt.datetime:
        step = int(self.distance.total_seconds())
        return dt.datetime.fromtimestamp(int(now.timestamp()) // step * step, dt.UTC)

    def following(self, now: dt.datetime) -> dt.datetime:
        return self.latest(now) + self.distance

    def describe(self) -> str:
        minutes = int(self.distance.total_seconds()) // 60
        return f"alle {minutes} Minuten" if minutes % 60 else f"alle {minutes // 60} Stunden"


@dataclass(frozen=True, slots=True)
class Daily:
    """Once on each calendar day of the town, also on the two days when the clock is changed; `weekday` 0 is Monday."""

    at: dt.time
    weekday: int | None = None
    zone: ZoneInfo = TOWN

    def latest(self, now: dt.datetime) -> dt.datetime:
        day = now.astimezone(self.zone).date()
        while (due := self._on(day)) > now or self._is_other_weekday(day):
            day -= dt.timedelta(days=1)
        return due

    def following(self, now: dt.datetime) -> dt.datetime:
        day = now.astimezone(self.zone).date()
        while (due := self._on(day)) <= now or self._is_other_weekday(day):
            day += dt.timedelta(days=1)
        return due

    def _on(self, day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, self.at, self.zone).astimezone(dt.UTC)

    def _is_other_weekday(self, day: dt.date) -> bool:
        return self.weekday is not None and day.weekday() != self.weekday

    def describe(self) -> str:
        day = "täglich" if self.weekday is None else f"{WEEKDAYS[self.weekday]}s"
        return f"{day} um {self.at:%H:%M} Uhr"


WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
