"""The Way measures itself: how long, how many, how fresh."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

STALE_AFTER_DAYS = 60
FEW_MEETINGS = 2


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; without a whole there is no share, and the page says so."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.part / self.whole, 1) if self.whole else None


def median_days(days: Iterable[float]) -> float | None:
    """Median to a tenth of a day; None without any."""
    known = list(days)
    return round(median(known), 1) if known else None


def is_silent(last_status: date | None, today: date, *, after_days: int = STALE_AFTER_DAYS) -> bool:
    """A running measure of which nobody has heard for too long."""
    return last_status is None or (today - last_status).days > after_days


def meetings_until(ready_on: date, decided_on: date, meetings: Sequence[date]) -> int:
    """How many meetings of the deciding body it took, out of its days in order: those after it was ready, up to the deciding one."""
    return max(0, bisect_right(meetings, decided_on) - bisect_left(meetings, ready_on))


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one body decided on one day about needs first put up for decision on another: `firsts` are first decisions on a need."""

    body: Hashable
    on: date
    ready: date | None
    here: int
    firsts: int


def share_decided_soon(rulings: Sequence[Ruling]) -> Share:
    """Needs that took at most two meetings; a body meets on the days on which it decides."""
    days: dict[Hashable, set[date]] = defaultdict(set)
    for each in rulings:
        days[each.body].add(each.on)
    meetings = {body: sorted(of_body) for body, of_body in days.items()}
    soon = sum(
        each.firsts
        for each in rulings
        if meetings_until(each.ready or each.on, each.on, meetings[each.body]) <= FEW_MEETINGS
    )
    return Share(soon, sum(each.firsts for each in rulings))
