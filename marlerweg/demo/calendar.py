"""When things happen: the written days of 2026, moved by whole weeks so that the year ends today."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

WRITTEN_YEAR = 2026
WRITTEN_END = date(2026, 11, 23)
WRITTEN_START = date(2026, 1, 5)
ZONE = ZoneInfo("Europe/Berlin")


class Calendar:
    """Whole weeks keep meetings on their weekday; at most six days lie between the last event and today."""

    def __init__(self, today: date, chance: Random) -> None:
        self.today = today
        self.shift = timedelta(days=(today - WRITTEN_END).days // 7 * 7)
        self.chance = chance

    @property
    def start(self) -> date:
        return WRITTEN_START + self.shift

    def day(self, written: str) -> date:
        """`02-11` of the written year, or `2027-02-10`."""
        whole = written if written.count("-") == 2 else f"{WRITTEN_YEAR}-{written}"
        return date.fromisoformat(whole) + self.shift

    def day_or_none(self, written: str) -> date | None:
        return self.day(written) if written else None

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=ZONE)

    def some_time(self, day: date, first: int = 7, last: int = 20) -> datetime:
        return self.at(day, self.chance.randint(first, last), self.chance.randint(0, 59))

    def office_day_after(self, day: date, days: int) -> date:
        """Not before so many days have passed, never on a weekend, never after today."""
        later = day + timedelta(days=days)
        while later.weekday() > 4:
            later += timedelta(days=1)
        return min(later, self.today)
