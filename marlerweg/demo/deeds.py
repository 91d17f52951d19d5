"""The deeds of the year, each through an action of the Way; rows are found again by their written code."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.demo import year
from marlerweg.demo.calendar import Calendar
from marlerweg.demo.cast import Cast
from marlerweg.formats.models import Body
from marlerweg.foundation import clock
from marlerweg.kodex.models import Goal, Value
from marlerweg.network.models import District, Theme
from marlerweg.way import actions
from marlerweg.way.models import Answer, Approach, Contribution, Decision, Measure, Need
from marlerweg.way.models.numbered import Numbered

MAIL_SHARE = 0.12  # of public voices leave an address
UNNAMED_SHARE = 0.2  # of them name no theme
NOWHERE_SHARE = 0.25  # of all voices say no place


class Deeds:
    def __init__(self, cast: Cast, calendar: Calendar, chance: Random) -> None:
        self.cast, self.calendar, self.chance = cast, calendar, chance
        self.coordinator = cast.coordinator
        self.themes = {each.code: each for each in Theme.objects.filter(scheme__is_current=True)}
        self.districts = {each.code: each for each in District.objects.all()}
        self.values = {each.code: each for each in Value.objects.all()}
        self.goals = {each.code: each for each in Goal.objects.all()}
        self.needs: dict[str, Need] = {}
        self.said: dict[int, Contribution] = {}
        self.approaches: dict[tuple[str, int], Approach] = {}
        self.decisions: dict[tuple[str, int], Decision] = {}
        self.measures: dict[tuple[str, int], Measure] = {}

    def say(self, said: year.Said, need: year.Need | None, at: datetime) -> None:
        theme = self._theme(said, need)
        places = self._places(said, need)
        if said.via == Contribution.Source.PUBLIC:
            self.said[id(said)] = actions.speak_publicly(
                said.text,
                language=said.lang,
                at=at,
                theme=theme,
                districts=places,
                mail=self._mail(),
                seconds=getattr(said, "seconds", 40.0),
                trap=getattr(said, "trap", ""),
            )
            return
        counselling = said.via in {Contribution.Source.COUNSELLING, Contribution.Source.REFERRAL}
        self.said[id(said)] = actions.contribute(
            said.text,
            by=self._author(said),
            at=at,
            source=said.via,
            language=said.lang,
            theme=theme,
            districts=places,
            organisation=self.cast.organisations.get(said.org),
            body=self._body(said),
            legal_spheres=need.spheres if need and counselling else (),
            process_step=need.step if need and counselling else "",
        )

    def _author(self, said: year.Said) -> User:
        if said.via in {Contribution.Source.COUNSELLING, Contribution.Source.REFERRAL}:
            return self.chance.choice(self.cast.counsellors)
        return self.cast.speaker(said.body or said.org)

    def _body(self, said: year.Said) -> Body | None:
        if said.via == Contribution.Source.CONFERENCE:
            return self.cast.bodies["blickpunkt"]
        return self.cast.bodies.get(said.body)

    def _theme(self, said: year.Said, need: year.Need | None) -> Theme | None:
        """Every fifth public voice names no theme."""
        code = need.theme if need else getattr(said, "theme", "")
        unnamed = said.via == Contribution.Source.PUBLIC and self.chance.random() < UNNAMED_SHARE
        return None if unnamed else self.themes.get(code)

    def _places(self, said: year.Said, need: year.Need | None) -> list[District]:
        """One of the need's districts; whoever speaks publicly does not always say where."""
        if said.districts:
            return [self.districts[code] for code in said.districts]
        if not need or not need.districts or self.chance.random() < NOWHERE_SHARE:
            return []
        return [self.districts[self.chance.choice(need.districts)]]

    def _mail(self) -> str:
        if self.chance.random() >= MAIL_SHARE:
            return ""
        return f"stimme{self.chance.randint(1000, 9999)}@post.example"

    def translate(self, said: year.Said, at: datetime) -> None:
        actions.translate(self.said[id(said)], said.de, by=self.coordinator, at=at)

    def open(self, need: year.Need, at: datetime) -> None:
        before = [said for said in need.say if self.calendar.day(said.on) < self.calendar.day(need.opened)]
        self.needs[need.code] = actions.open_need(
            need.title,
            theme=self.themes[need.theme],
            by=self.coordinator,
            at=at,
            text=need.text,
            districts=[self.districts[code] for code in need.districts],
            legal_spheres=need.spheres,
            process_step=need.step,
            contributions=[self.said[id(said)] for said in before],
        )

    def join(self, said: year.Said, need: year.Need, at: datetime) -> None:
        actions.join(self.said[id(said)], self.needs[need.code], by=self.coordinator, at=at)

    def do(self, need: year.Need, deed: Callable[..., Any], at: datetime) -> None:
        row = self.needs[need.code]
        row.refresh_from_db()
        deed(row, by=self.coordinator, at=at)

    def propose(self, need: year.Need, index: int, at: datetime) -> None:
        told = need.approach[index]
        approach = actions.propose(
            self.needs[need.code],
            told.text,
            by=self.cast.speaker(told.org or told.body),
            at=at,
            organisation=self.cast.organisations.get(told.org),
            body=self.cast.bodies.get(told.body),
        )
        self.approaches[need.code, index] = approach
        for key, text in told.help:
            offered = at + timedelta(hours=self.chance.randint(1, 60))
            actions.offer_help(
                approach,
                self.cast.organisations[key],
                text,
                by=self.cast.speaker(key),
                at=offered,
            )

    def decide(self, need: year.Need, index: int, at: datetime) -> None:
        told = need.decision[index]
        named = self.cast.bodies.get(told.to)
        row = self.needs[need.code]
        row.refresh_from_db()
        self.decisions[need.code, index] = actions.decide(
            row,
            told.kind,
            body=self.cast.bodies[told.body],
            on=self.calendar.day(told.on),
            by=self.cast.assistant,
            at=at,
            reason=told.reason,
            approach=self.approaches.get((need.code, -1 if told.approach is None else told.approach)),
            assigned_to=named if told.kind == Decision.Kind.ASSIGN else None,
            referred_to=named if told.kind == Decision.Kind.REFER else None,
            wait_until=self.calendar.day_or_none(told.until),
        )

    def hear(self, need: year.Need, index: int, at: datetime) -> None:
        decision = self.decisions[need.code, index]
        decision.need.refresh_from_db()
        actions.hear_from_above(
            decision, need.decision[index].answer, on=clock.day_of(at), by=self.coordinator, at=at
        )

    def plan(self, need: year.Need, index: int, at: datetime) -> None:
        told = need.measure[index]
        taken = [i for (code, i), row in self.decisions.items() if code == need.code and _accepts(row)]
        self.measures[need.code, index] = actions.plan_measure(
            told.title,
            needs=[self.needs[need.code]],
            responsible=self.cast.organisations[told.responsible],
            by=self.coordinator,
            at=at,
            on=clock.day_of(at),
            decision=self.decisions[need.code, taken[-1]] if taken else None,
            status=told.first,
            partners=self._named(self.cast.organisations, told.partners),
            districts=self._named(self.districts, told.districts),
            values=self._named(self.values, told.values),
            fields=self._columns(told),
        )

    def _columns(self, told: year.Measure) -> dict[str, Any]:
        day = self.calendar.day_or_none
        return {
            "text": told.text,
            "responsible_role": told.role,
            "starts": day(told.starts),
            "ends": day(told.ends),
            "cost": None if told.cost is None else Decimal(told.cost),
            "funding": told.funding,
            "goal": self.goals.get(told.goal),
            "indicator": told.indicator,
            "unit": told.unit,
            "baseline": None if told.baseline is None else Decimal(told.baseline),
            "target": None if told.target is None else Decimal(told.target),
            "target_on": day(told.target_on),
        }

    def _named(self, rows: Mapping[str, Any], codes: Sequence[str]) -> list[Any]:
        return [rows[code] for code in codes]

    def report(self, need: year.Need, index: int, entry: year.Status, at: datetime) -> None:
        """By those who are responsible; where nobody of them has an account, the coordination asks and writes."""
        _, status, text, *value = entry
        measure = self.measures[need.code, index]
        actions.report_status(
            measure,
            status,
            on=clock.day_of(at),
            by=self.cast.speaker(need.measure[index].responsible),
            at=at,
            text=text,
            indicator_value=Decimal(value[0]) if value else None,
        )

    def review(self, need: year.Need, told: year.Review, at: datetime) -> None:
        row = self.needs[need.code]
        row.refresh_from_db()
        measure = self.measures[need.code, told.measure]
        actions.review(
            row, told.finding, told.text, on=clock.day_of(at), by=self.coordinator, at=at, measure=measure
        )

    def merge(self, need: year.Need, at: datetime) -> None:
        into = self.needs[need.merged["into"]]
        actions.merge(self.needs[need.code], into, by=self.coordinator, at=at)

    def come_due(self, at: datetime) -> None:
        actions.come_due(clock.day_of(at), at=at)

    def word(self, item: Callable[[], Numbered], code: str, title: str, text: str, at: datetime) -> None:
        actions.word(item(), text, title=title, language=code, by=self.cast.assistant, at=at)

    def approve(self, item: Callable[[], Numbered], at: datetime) -> None:
        actions.approve_wording(item(), by=self.coordinator, at=at)

    def answer(self, told: year.Loose, at: datetime) -> None:
        language = told.answer.get("lang", "de")
        actions.answer_directly(
            self.said[id(told)], told.answer["text"], by=self.coordinator, at=at, language=language
        )

    def set_aside(self, told: year.Loose, at: datetime) -> None:
        actions.set_aside(self.said[id(told)], because=told.aside["because"], by=self.coordinator, at=at)

    def take_up(self, told: year.Loose, at: datetime) -> None:
        actions.take_up(self.said[id(told)], by=self.coordinator, at=at)

    def try_out(self, told: year.Loose, at: datetime) -> None:
        actions.join(self.said[id(told)], self.needs[told.tried["need"]], by=self.coordinator, at=at)

    def leave(self, told: year.Loose, at: datetime) -> None:
        actions.leave(self.said[id(told)], by=self.coordinator, at=at)

    def mail_answers(self) -> None:
        """Whoever left an address had a mail with each answer."""
        sent = Answer.objects.filter(state=Answer.State.SENT, sent_at__isnull=False)
        for answer in sent.exclude(contribution__mail=""):
            if answer.sent_at:
                actions.mark_mailed(answer, at=answer.sent_at)


def _accepts(decision: Decision) -> bool:
    return decision.kind in {Decision.Kind.ACCEPT, Decision.Kind.ACCEPT_CHANGED}
