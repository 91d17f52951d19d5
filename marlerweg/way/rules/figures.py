"""The Way measures itself: how long, how many, how fresh."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

STALE_AFTER_DAYS = 60


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; without a whole there is no share, and the page says so."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.part / self.whole, 1) if self.whole else None


def median_days(spans: Iterable[tuple[datetime, datetime]]) -> float | None:
    """Median of whole days between two moments each; None without any."""
    days = [(end - start).total_seconds() / 86400 for start, end in spans]
    return round(median(days), 1) if days else None


def is_silent(last_status: date | None, today: date, *, after_days: int = STALE_AFTER_DAYS) -> bool:
    """A running measure of which nobody has heard for too long."""
    return last_status is None or (today - last_status).days > after_days


def meetings_until(ready_on: date, decided_on: date, meetings: Sequence[date]) -> int:
    """How many meetings of the deciding body it took: those after it was ready, up to the deciding one."""
    return sum(1 for day in meetings if ready_on <= day <= decided_on)
