"""For whom an offer is, in the reader's language: every kind of the closed list of conditions, and what nobody recorded."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from babel.lists import format_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marlerweg.network.models import District
from marlerweg.offers.models import Condition
from marlerweg.offers.public_words import ASKED_FOR, CONDITIONS
from marlerweg.offers.queries.public import Card
from marlerweg.offers.rules.conditions import LIST_KEY, Kind
from marlerweg.offers.rules.matching import ASKED
from marlerweg.ui.parts import Fact

BRITISH = "en_GB"
Words = Callable[[Mapping[str, Any]], str]


def conditions(card: Card) -> list[Fact]:
    """What is recorded, in the order of the closed list; an explicit "no restriction" is said too."""
    rows = {Kind(row.kind): row for row in card.offer.conditions.all()}
    return [Fact(str(CONDITIONS[kind]), condition(rows[kind])) for kind in Kind if kind in rows]


def not_recorded(card: Card) -> str:
    """Of the kinds that decide most often, those about which the offer is silent; silence is no "everybody"."""
    known = {row.kind for row in card.offer.conditions.all()}
    return _together([str(CONDITIONS[kind]) for kind in Kind if kind in ASKED and kind not in known])


def condition(row: Condition) -> str:
    """One condition as a sentence without its label."""
    return SAID[Kind(row.kind)](row.allowed) if row.restricts else _("keine Einschränkung")


def _age(allowed: Mapping[str, Any]) -> str:
    low, high = allowed.get("from"), allowed.get("to")
    if low is not None and high is not None:
        return _("von %(low)s bis %(high)s Jahren") % {"low": low, "high": high}
    if low is not None:
        return _("ab %(low)s Jahren") % {"low": low}
    return _("bis %(high)s Jahre") % {"high": high}


def _level(allowed: Mapping[str, Any]) -> str:
    low, high = (f"\u2066{level}\u2069" if level else "" for level in map(allowed.get, ("from", "to")))
    if low and high:
        return low if low == high else _("von %(low)s bis %(high)s") % {"low": low, "high": high}
    return _("ab %(level)s") % {"level": low} if low else _("bis %(level)s") % {"level": high}


def _gender(allowed: Mapping[str, Any]) -> str:
    return _("nur %(who)s") % {"who": _either(_coded(Kind.GENDER, allowed))}


def _household(allowed: Mapping[str, Any]) -> str:
    """A child of that age or one that is awaited; single parents only, where that is asked besides."""
    ways = []
    if "with_child_from" in allowed or "with_child_to" in allowed:
        years = _age({"from": allowed.get("with_child_from"), "to": allowed.get("with_child_to")})
        ways.append(_("mit Kind (%(years)s)") % {"years": years})
    if allowed.get("expecting"):
        ways.append(_("in der Schwangerschaft"))
    single = [_("nur Alleinerziehende")] if allowed.get("single_parent") else []
    return "; ".join([*([_either(ways)] if ways else []), *single])


def _home(allowed: Mapping[str, Any]) -> str:
    if allowed.get("town"):
        return _("nur für Menschen, die in dieser Stadt wohnen")
    keys = allowed.get("districts", ())
    known = dict(District.objects.filter(key__in=keys).values_list("key", "name"))
    names = [f"\u2068{known.get(key, key)}\u2069" for key in keys]
    return _("nur für Menschen aus %(where)s") % {"where": _either(names)}


def _income(allowed: Mapping[str, Any]) -> str:
    ways = _coded(Kind.INCOME, allowed)
    return _either([*ways, _("geringes Einkommen")] if allowed.get("low_income") else ways)


def _documents(allowed: Mapping[str, Any]) -> str:
    return _("bitte mitbringen: %(what)s") % {"what": _together(_coded(Kind.DOCUMENTS, allowed))}


def _referral(allowed: Mapping[str, Any]) -> str:
    return _("nötig durch %(who)s") % {"who": _either(_coded(Kind.REFERRAL, allowed))}


def _one_of(kind: Kind) -> Words:
    return lambda allowed: _either(_coded(kind, allowed))


SAID: Mapping[Kind, Words] = {
    Kind.AGE: _age,
    Kind.RESIDENCE_STATUS: _one_of(Kind.RESIDENCE_STATUS),
    Kind.LANGUAGE_LEVEL: _level,
    Kind.GENDER: _gender,
    Kind.HOUSEHOLD: _household,
    Kind.HOME: _home,
    Kind.INCOME: _income,
    Kind.WORK: _one_of(Kind.WORK),
    Kind.DISABILITY: _one_of(Kind.DISABILITY),
    Kind.DOCUMENTS: _documents,
    Kind.REFERRAL: _referral,
}


def _coded(kind: Kind, allowed: Mapping[str, Any]) -> list[str]:
    words = ASKED_FOR[kind]
    return [str(words[code]) for code in allowed.get(LIST_KEY[kind], ()) if code in words]


def _either(words: Collection[str]) -> str:
    return _listed(words, "or")


def _together(words: Collection[str]) -> str:
    return _listed(words, "standard")


def _listed(words: Collection[str], style: Any) -> str:
    """Commas, and the last with "or" or "and", as the reader's language writes it."""
    code = (get_language() or "de").partition("-")[0]
    return format_list(list(words), style=style, locale=BRITISH if code == "en" else code)
