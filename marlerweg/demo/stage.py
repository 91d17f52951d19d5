"""When the deeds of the year happen: everything written is set on its day, then let happen in order."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from random import Random
from typing import Any

from marlerweg.demo import year
from marlerweg.demo.calendar import Calendar
from marlerweg.demo.cast import Cast
from marlerweg.demo.deeds import Deeds
from marlerweg.foundation import clock
from marlerweg.way import actions
from marlerweg.way.models import Decision
from marlerweg.way.models.numbered import Numbered

Deed = Callable[[datetime], Any]


class Stage:
    def __init__(self, told: year.Year, cast: Cast, calendar: Calendar, chance: Random) -> None:
        self.told, self.calendar, self.chance = told, calendar, chance
        self.deeds = Deeds(cast, calendar, chance)
        self.schedule: list[tuple[datetime, int, Deed]] = []

    def play(self) -> None:
        for need in self.told.needs:
            self._say_need(need)
            self._decide_need(need)
            self._word_need(need)
        for each in self.told.loose:
            self._say_loose(each)
        for at, _, deed in sorted(self.schedule, key=lambda entry: entry[:2]):
            deed(at)
        self.deeds.mail_answers()

    def later(self, at: datetime, deed: Deed) -> None:
        """Of two deeds at the same moment the one set earlier comes first."""
        self.schedule.append((at, len(self.schedule), deed))

    def on(self, written: year.Day, hour: int, deed: Deed, *, minute: int = 0) -> None:
        self.later(self.calendar.at(self.calendar.day(written), hour, minute), deed)

    # --- A need: what is said, decided and worded ----------------------------------------------------------------------

    def _say_need(self, need: year.Need) -> None:
        opened = self.calendar.day(need.opened)
        for said in need.say:
            self._say(said, need)
        self.on(need.opened, 10, partial(self.deeds.open, need))
        for said in need.say:
            if self.calendar.day(said.on) >= opened:
                joins = self.calendar.office_day_after(self.calendar.day(said.on), self.chance.randint(1, 3))
                self.later(self.calendar.some_time(joins, 11, 16), partial(self.deeds.join, said, need))

    def _say(self, said: year.Said, need: year.Need | None) -> None:
        moment = self.calendar.some_time(self.calendar.day(said.on))
        self.later(moment, partial(self.deeds.say, said, need))
        if said.de:
            read = self.calendar.office_day_after(clock.day_of(moment), 1)
            self.later(self.calendar.at(read, 8, 30), partial(self.deeds.translate, said))

    def _decide_need(self, need: year.Need) -> None:
        for written in filter(None, (need.ready, *need.ready_again)):
            self.on(written, 16, partial(self.deeds.do, need, actions.make_ready))
        for index, approach in enumerate(need.approach):
            self.on(approach.on, 12, partial(self.deeds.propose, need, index))
        for index, decision in enumerate(need.decision):
            self._decide(need, index, decision)
        for index, measure in enumerate(need.measure):
            self._measure(need, index, measure)
        for review in need.review:
            self.on(review.on, 15, partial(self.deeds.review, need, review), minute=30)

    def _decide(self, need: year.Need, index: int, told: year.Decision) -> None:
        self.on(told.on, 17, partial(self.deeds.decide, need, index), minute=30)
        self._word(
            lambda: self.deeds.decisions[need.code, index],
            {code: ("", text) for code, text in told.public.items()},
            self.calendar.office_day_after(self.calendar.day(told.on), 3),
            draft=told.draft,
        )
        if told.kind == Decision.Kind.DEFER and self.calendar.day(told.until) <= self.calendar.today:
            self.on(told.until, 6, self.deeds.come_due)
        if told.answered:
            self.on(told.answered, 11, partial(self.deeds.hear, need, index))

    def _measure(self, need: year.Need, index: int, told: year.Measure) -> None:
        self.on(told.planned, 11, partial(self.deeds.plan, need, index))
        for entry in told.status:
            self.on(entry[0], 14, partial(self.deeds.report, need, index, entry))
        if told.public:
            worded = self.calendar.office_day_after(self.calendar.day(told.planned), 4)
            texts = {"de": tuple(told.public)}
            self._word(lambda: self.deeds.measures[need.code, index], texts, worded)

    def _word_need(self, need: year.Need) -> None:
        if need.public:
            texts = {code: text for code, text in need.public.items() if code != "on"}
            self._word(lambda: self.deeds.needs[need.code], texts, self.calendar.day(need.public["on"]))
        if need.merged:
            self.on(need.merged["on"], 12, partial(self.deeds.merge, need))

    def _word(
        self, item: Callable[[], Numbered], texts: Mapping[str, Any], day: date, *, draft: bool = False
    ) -> None:
        """The assistance words it, the coordination approves it within a few days."""
        for code, (title, text) in texts.items():
            self.later(self.calendar.at(day, 9, 15), partial(self.deeds.word, item, code, title, text))
        if not draft:
            approved = self.calendar.office_day_after(day, self.chance.randint(1, 3))
            self.later(self.calendar.at(approved, 10, 45), partial(self.deeds.approve, item))

    # --- What belongs to no need ---------------------------------------------------------------------------------------

    def _say_loose(self, told: year.Loose) -> None:
        self._say(told, None)
        if told.answer:
            self.on(told.answer["on"], 13, partial(self.deeds.answer, told))
        if told.aside:
            self.on(told.aside["on"], 13, partial(self.deeds.set_aside, told))
        if told.back:
            self.on(told.back, 9, partial(self.deeds.take_up, told))
        if told.tried:
            self.on(told.tried["on"], 11, partial(self.deeds.try_out, told))
            self.on(told.tried["left"], 9, partial(self.deeds.leave, told))
