"""What lies on the coordination's desk: changes that wait, mistakes reported, letters without an answer, searches in vain."""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.demo.calendar import WRITTEN_YEAR, Calendar
from marlerweg.demo.cast import Cast
from marlerweg.demo.offers import FOLDER
from marlerweg.network.models import Theme
from marlerweg.offers import actions
from marlerweg.offers.actions.demand import count_empty_searches
from marlerweg.offers.finding.spool import Wording
from marlerweg.offers.models import Mistake, Offer

# Days before today on which the letters went out that ask whether all is still right.
MORNINGS = (46, 24, 3)

Moved = Callable[[str], dt.date]


class Desk:
    def __init__(self, cast: Cast, calendar: Calendar, offers: dict[str, Offer]) -> None:
        self.cast, self.calendar, self.offers = cast, calendar, offers
        self.told = tomllib.loads((FOLDER / "desk.toml").read_text(encoding="utf-8"))

    def play(self) -> None:
        for told in self.told["proposal"]:
            self._propose(told)
        for told in self.told["mistake"]:
            self._report(told)
        for told in self.told["withdrawn"]:
            actions.withdraw(
                self.offers[told["offer"]],
                by=self.cast.coordinator,
                at=self._at(told["on"], 9),
                because=told["because"],
            )
        for days in MORNINGS:
            morning = self.calendar.today - dt.timedelta(days=days)
            actions.ask_around(morning, at=self.calendar.at(morning, 5, 40))
        count_empty_searches(dict(self._searches()))
        for told in self.told["gap"]:
            actions.hand_up_gap(
                told["text"],
                theme=Theme.objects.get(scheme__is_current=True, code=told["theme"]),
                districts=[],
                by=self.cast.coordinator,
                at=self._at(told["on"], 6),
                words=told["words"],
            )

    def _at(self, written: str, hour: int) -> dt.datetime:
        return self.calendar.at(self.calendar.day(written), hour)

    def _propose(self, told: dict[str, Any]) -> None:
        """By whoever speaks for the organisation; the coordination has answered some of them."""
        offer = self.offers[told["offer"]]
        offer.refresh_from_db()
        edited = actions.edit(
            offer,
            told["fields"],
            by=self._speaker(offer),
            at=self._at(told["on"], 14),
            expected_version=offer.version,
        )
        if "answered" not in told or edited.proposal is None:
            return
        at = self._at(told["answered"], 10)
        decide = actions.accept if told["accepted"] else actions.refuse
        decide(edited.proposal, by=self.cast.coordinator, at=at, answer=told["answer"])

    def _speaker(self, offer: Offer) -> User:
        return self.cast.speakers[offer.organisation.key]

    def _report(self, told: dict[str, Any]) -> None:
        reported = actions.report(
            self.offers[told["offer"]],
            told["kind"],
            told["text"],
            language=told.get("language", "de"),
            at=self._at(told["on"], 17),
        )
        if reported and "closed" in told:
            actions.settle(
                reported,
                Mistake.State(told["state"]),
                by=self.cast.coordinator,
                at=self._at(told["closed"], 11),
            )

    def _searches(self) -> Iterable[tuple[Wording, int]]:
        """In whole months as far back from today as in the written year."""
        for told in self.told["search"]:
            day = self.calendar.day(f"{WRITTEN_YEAR}-{told['month']:02}-15")
            wording = Wording(
                day.replace(day=1).isoformat(),
                told.get("language", "de"),
                told["words"],
                told.get("filters", ""),
            )
            yield wording, told["count"]
