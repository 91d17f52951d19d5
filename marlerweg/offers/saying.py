"""Plain values of an offer as people read them: in comparisons, proposals and letters."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from marlerweg.foundation.texts import State
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.network.speech import spoken
from marlerweg.offers import wording
from marlerweg.offers.models import Term
from marlerweg.offers.rules.content import Content, changed, from_plain, value_of, with_fields
from marlerweg.ui.forms.differences import Piece, compared

THREE = {True: _("ja"), False: _("nein"), None: ""}


@dataclass(frozen=True)
class FieldDifference:
    """One field before and after, in words; `language` is the code of a text's language."""

    name: str
    label: str
    before: list[Piece]
    after: list[Piece]
    language: str = ""


class Names:
    """What codes are called today; looked up once for a whole page."""

    def __init__(self) -> None:
        self.themes = {theme.code: str(theme) for theme in Theme.objects.order_by("scheme__is_current")}
        self.districts = dict(District.objects.values_list("key", "name"))
        self.terms = {
            f"{term.vocabulary.subject}/{term.code}": str(term)
            for term in Term.objects.select_related("vocabulary").order_by("vocabulary__is_current")
        }

    def organisations(self, keys: Sequence[str]) -> list[str]:
        """Names where there are any, the key of one that has gone."""
        known = (
            {str(key): str(row) for key, row in Organisation.objects.in_bulk(keys).items()} if keys else {}
        )
        return [known.get(key, key) for key in keys]


def differences(before: Content, after: Content, names: Names | None = None) -> list[FieldDifference]:
    """Field by field what differs, in words, long texts word by word."""
    known = names or Names()
    found = []
    for name in changed(before, after):
        one, other = (said(name, each, known) for each in (before, after))
        if one != other:
            code = name.split(".")[1] if name.startswith("texts.") else ""
            found.append(FieldDifference(name, wording.field_said(name), *compared(one, other), code))
    return found


def proposed(live: Content, fields: Mapping[str, Any], names: Names | None = None) -> list[FieldDifference]:
    """What a proposal would change in what is live now."""
    return differences(live, with_fields(live, fields), names)


def between(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[FieldDifference]:
    """Of two revisions."""
    return differences(from_plain(one), from_plain(other))


def said(name: str, content: Content, names: Names) -> str:
    """One field in words, several lines where it holds several things."""
    value = value_of(content, name)
    if name in {"venues", "slots", "changes", "contacts", "conditions"}:
        return "\n".join(_lines(name, content, names))
    if name.endswith(".state"):
        states = {code: str(label) for code, label in State.choices}
        return states.get(value, str(value))
    return _coded(name, value, names) if name in CODED else _simple(getattr(content, name, value))


CODED = frozenset(
    {"themes", "districts", "terms", "partners", "spoken", "delivery", "ways_in", "cost", "capacity"}
)


def _coded(name: str, value: Any, names: Names) -> str:
    """Codes as people call them."""
    match name:
        case "themes" | "districts" | "terms":
            known: Mapping[str, str] = getattr(names, name)
            return "\n".join(sorted(known.get(each, each) for each in value))
        case "partners":
            return "\n".join(names.organisations(value))
        case "spoken":
            return spoken(value)
        case "delivery" | "ways_in":
            return ", ".join(wording.choice_said(name, each) for each in value)
    return wording.choice_said(name, value)


def _lines(name: str, content: Content, names: Names) -> list[str]:
    match name:
        case "venues":
            return [f"{each.place}{f' ({each.note})' if each.note else ''}" for each in content.venues]
        case "slots":
            return [wording.slot_said(each.when) for each in content.slots]  # type: ignore[arg-type]
        case "changes":
            return [wording.change_said(each.when) for each in content.changes]  # type: ignore[arg-type]
        case "contacts":
            return [
                f"{wording.choice_said('contact', each.kind)}: {each.value}{f' ({each.label})' if each.label else ''}"
                for each in content.contacts
            ]
    return [
        f"{wording.choice_said('condition', each.kind)}: "
        f"{_districts(wording.condition_said(each.kind, each.allowed, restricts=each.restricts), names)}"
        for each in content.conditions
    ]


def _districts(words: str, names: Names) -> str:
    return ", ".join(names.districts.get(word, word) for word in words.split(", "))


def _simple(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return str(THREE[value])
    if isinstance(value, dt.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(localize(value))
