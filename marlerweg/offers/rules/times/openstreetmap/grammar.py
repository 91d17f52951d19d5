"""An `opening_hours` string as rules, exactly as written; nothing is interpreted yet."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from marlerweg.offers.rules.times.openstreetmap.words import MONTHS, WEEKDAYS

TOKEN = re.compile(
    r"""\s*(?:
    (?P<time>\d{1,2}:\d{2})|(?P<allways>24/7)|(?P<year>(?:19|20)\d{2})(?!\d)|(?P<number>\d{1,2})
    |(?P<word>[A-Za-z]+)|(?P<comment>"[^"]*")|(?P<fallback>\|\|)|(?P<sign>[-,;:/+\[\]])
    )""",
    re.VERBOSE,
)
OFF, OPEN, UNKNOWN = "off", "open", "unknown"


class Unreadable(ValueError):
    """What cannot be read, and where: `position` counts characters from 0, `found` is what stands there."""

    def __init__(self, problem: str, position: int, found: str) -> None:
        super().__init__(f"{problem} at {position}: {found!r}")
        self.problem, self.position, self.found = problem, position, found


@dataclass(frozen=True)
class Day:
    """A date with or without its year; day 0 means the whole month, month 0 the whole year."""

    year: int | None
    month: int = 0
    day: int = 0


@dataclass(frozen=True)
class Stretch:
    first: Day
    last: Day | None = None  # None: a single day, month or year
    endless: bool = False


@dataclass
class Rule:
    """One rule; `joined` is how it follows the one before: normal (;), additional (,) or fallback (||)."""

    joined: str
    position: int
    dates: list[Stretch] = field(default_factory=list)
    weeks: list[tuple[int, int, int]] = field(default_factory=list)
    holidays: set[str] = field(default_factory=set)
    holidays_narrow: bool = False  # „SH Mo-Fr“: weekdays within holidays; otherwise either
    weekdays: list[tuple[frozenset[int], tuple[int, ...]]] = field(default_factory=list)
    times: list[tuple[dt.time, dt.time]] = field(default_factory=list)
    always: bool = False
    modifier: str = OPEN
    comment: str | None = None
    plain: bool = True  # no modifier written


class Parser:
    """Reads from left to right; a comma goes on with what was listed if it can, otherwise it begins another rule."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str, int]] = []
        position, end = 0, len(text.rstrip())
        while position < end:
            found = TOKEN.match(text, position)
            if not found:
                begin = position + len(text[position:]) - len(text[position:].lstrip())
                raise Unreadable("not_understood", begin, text[begin : begin + 12])
            kind = found.lastgroup or ""
            self.tokens.append((kind, found[kind], found.start(kind)))
            position = found.end()
        self.tokens.append(("end", "", len(text)))
        self.at = 0

    def rules(self) -> list[Rule]:
        found, joined = [], ";"
        while True:
            found.append(self.rule(joined))
            kind, value, _ = self.tokens[self.at]
            if kind == "end":
                return found
            if value not in {";", ",", "||"}:
                self.refuse("not_understood")
            joined = value
            self.at += 1
            if self.kind == "end" and joined == ";":
                return found

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    @property
    def value(self) -> str:
        return self.tokens[self.at][1]

    def ahead(self, steps: int = 1) -> tuple[str, str]:
        kind, value, _ = self.tokens[min(self.at + steps, len(self.tokens) - 1)]
        return kind, value

    def refuse(self, problem: str, back: int = 0) -> None:
        _, value, position = self.tokens[max(self.at - back, 0)]
        raise Unreadable(problem, position, value)

    def take(self, value: str) -> bool:
        if self.value == value and self.kind != "comment":
            self.at += 1
            return True
        return False

    def rule(self, joined: str) -> Rule:
        rule = Rule(joined, self.tokens[self.at][2])
        start = self.at
        if self.kind == "allways":
            self.at += 1
            rule.always = True
        for part in (self.dates, self.weeks, self.weekdays):
            part(rule)
            if self.at > start:
                self.take(":")
        self.times(rule)
        self.modifier(rule)
        if self.at == start:
            self.refuse("nothing_said" if self.kind == "end" else "not_understood")
        return rule

    def dates(self, rule: Rule) -> None:
        while self.kind == "year" or self.value in MONTHS:
            rule.dates.append(self.stretch())
            kind, value = self.ahead()
            if not (self.value == "," and (kind == "year" or value in MONTHS)):
                return
            self.at += 1

    def stretch(self) -> Stretch:
        first = self.day(None)
        if self.take("+"):
            return Stretch(first, endless=True)
        if self.value != "-":
            return Stretch(first)
        self.at += 1
        return Stretch(first, self.day(first))

    def day(self, first: Day | None) -> Day:
        """A date; after a dash it may leave out what it shares with the first one."""
        year = first.year if first else None
        month = first.month if first else 0
        if self.kind == "year":
            year, month = int(self.value), 0
            self.at += 1
        if self.value in MONTHS:
            month = MONTHS.index(self.value) + 1
            self.at += 1
        elif first and first.day and self.kind == "number":
            pass
        elif self.tokens[self.at - 1][0] != "year":
            self.refuse("date_expected")
        if self.kind != "number" or not month or self.ahead()[1] == ":":
            return Day(year, month)
        number = int(self.value)
        self.at += 1
        if not 1 <= number <= 31:
            self.refuse("no_such_day", 1)
        return Day(year, month, number)

    def weeks(self, rule: Rule) -> None:
        if not self.take("week"):
            return
        while True:
            first = self.number("week_expected", 53)
            last = self.number("week_expected", 53) if self.take("-") else first
            step = self.number("week_expected", 53) if self.take("/") else 1
            rule.weeks.append((first, last, step))
            if not (self.value == "," and self.ahead()[0] == "number"):
                return
            self.at += 1

    def number(self, problem: str, most: int) -> int:
        if self.kind != "number" or not 1 <= int(self.value) <= most:
            self.refuse(problem)
        self.at += 1
        return int(self.tokens[self.at - 1][1])

    def weekdays(self, rule: Rule) -> None:
        while self.value in {"PH", "SH"} or self.value in WEEKDAYS:
            if self.value in {"PH", "SH"}:
                rule.holidays.add(self.value)
                self.at += 1
                if self.value in WEEKDAYS:
                    rule.holidays_narrow = True
                    continue
            else:
                rule.weekdays.append(self.weekday())
            _, value = self.ahead()
            if not (self.value == "," and (value in {"PH", "SH"} or value in WEEKDAYS)):
                return
            self.at += 1

    def weekday(self) -> tuple[frozenset[int], tuple[int, ...]]:
        first = WEEKDAYS.index(self.value) + 1
        self.at += 1
        if self.take("["):
            nth = [self.nth()]
            while self.take(","):
                nth.append(self.nth())
            if not self.take("]"):
                self.refuse("bracket_expected")
            return frozenset({first}), tuple(nth)
        if self.value != "-" or self.ahead()[1] not in WEEKDAYS:
            return frozenset({first}), ()
        self.at += 1
        last = WEEKDAYS.index(self.value) + 1
        self.at += 1
        return frozenset((first + n - 1) % 7 + 1 for n in range((last - first) % 7 + 1)), ()

    def nth(self) -> int:
        sign = -1 if self.take("-") else 1
        number = self.number("no_such_nth", 5)
        if sign < 0 and number != 1:
            self.refuse("no_such_nth", 1)
        return sign * number

    def times(self, rule: Rule) -> None:
        while self.kind == "time":
            opens = self.clock(23)
            if not self.take("-"):
                self.refuse("end_of_time_expected")
            rule.times.append((opens, self.clock(48)))
            if self.value in {"+", "/"}:
                self.refuse("open_end")
            if not (self.value == "," and self.ahead()[0] == "time"):
                return
            self.at += 1

    def clock(self, latest: int) -> dt.time:
        if self.kind != "time":
            self.refuse("time_expected")
        hours, minutes = (int(part) for part in self.value.split(":"))
        if hours > latest or minutes > 59 or (hours == 48 and minutes):
            self.refuse("no_such_time")
        self.at += 1
        return dt.time(hours % 24, minutes)

    def modifier(self, rule: Rule) -> None:
        if self.value in {"off", "closed", "open", "unknown"} and self.kind == "word":
            rule.modifier = OFF if self.value in {"off", "closed"} else self.value
            rule.plain = False
            self.at += 1
        if self.kind == "comment":
            rule.comment = self.value.strip('"').strip()
            self.at += 1
