"""The whole way of an item as stations on a line: where it has been, where it is, what lies ahead, what it left out."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text


class Passing(StrEnum):
    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    SKIPPED = "skipped"


WORDS = {
    Passing.DONE: _("erledigt"),
    Passing.CURRENT: _("hier steht es jetzt"),
    Passing.AHEAD: _("kommt noch"),
    Passing.SKIPPED: _("nicht nötig"),
}


@dataclass(frozen=True, kw_only=True)
class Station:
    """`label` names the kind of station, `number` the item there; `note` is one short line such as the outcome."""

    label: Text
    passing: Passing
    number: str = ""
    on: dt.date | None = None
    href: str = ""
    note: Text = ""

    @property
    def is_current(self) -> bool:
        return self.passing is Passing.CURRENT

    @property
    def word(self) -> Text:
        """What the sign says to those who do not see it."""
        return WORDS[self.passing]
