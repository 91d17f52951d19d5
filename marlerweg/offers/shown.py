"""How an offer reads in a list and on its page: sentences made of data, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marlerweg.foundation.numbers import number
from marlerweg.foundation.searching import Hit, Match, Way
from marlerweg.network.speech import SPOKEN, spoken
from marlerweg.offers import hours
from marlerweg.offers.models import Offer, Place
from marlerweg.offers.public_words import (
    ACCESS,
    CAPACITY,
    COST,
    DELIVERY,
    WAYS_IN,
)
from marlerweg.offers.queries.public import Card
from marlerweg.offers.rules.freshness import Age
from marlerweg.offers.rules.times.state import Reason, State
from marlerweg.ui.parts import Fact

NEAR_KM = 1.0


@dataclass(frozen=True)
class Reading:
    """When one can come, in a few words."""

    text: str
    is_open: bool = False


def when(card: Card) -> Reading:
    """Open now, the next time, by arrangement, resting; nothing where nothing is recorded."""
    if card.is_paused:
        until = card.offer.paused_until
        rest = _("macht Pause bis %(day)s") % {"day": hours.day(until)} if until else _("macht Pause")
        return Reading(rest)
    answer = card.answer
    if answer.state is State.OPEN:
        if (answer.span and answer.span.whole_day) or answer.until is None:
            return Reading(_("jetzt offen"), is_open=True)
        return Reading(
            _("jetzt offen bis %(time)s Uhr") % {"time": hours.clock(answer.until.time())}, is_open=True
        )
    if following := card.next:
        asks = " " + _("nach Vereinbarung") if following.by_appointment else ""
        return Reading(_("nächstes Mal: %(moment)s") % {"moment": hours.moment(following)} + asks)
    if answer.reason is Reason.BY_APPOINTMENT:
        return Reading(_("nach Vereinbarung"))
    return Reading("")


def reasons(hit: Hit | None, language: str) -> list[SafeString]:
    """Why it was found: the word itself, a word that means the same, or one of another language."""
    return list(dict.fromkeys(_reason(match, language) for match in hit.matches)) if hit else []


def _reason(match: Match, language: str) -> SafeString:
    found = format_html('<q lang="{}" dir="auto">{}</q>', match.language, match.found)
    asked = format_html('<q dir="auto">{}</q>', match.asked)
    if match.way is Way.OTHER_LANGUAGE or (
        match.concept and match.language != language.split("-", maxsplit=1)[0]
    ):
        name = SPOKEN.get(match.language, match.language)
        return format_html(
            _("{asked} heißt hier auf {language} {found}"), asked=asked, language=name, found=found
        )
    if match.way is Way.SYNONYM:
        return format_html(_("{asked} passt zu {found}"), asked=asked, found=found)
    return format_html(_("enthält {found}"), found=found)


def confirmed(card: Card) -> str:
    """The organisation says so, never a person."""
    at = card.offer.confirmed_at
    if at is None:
        return _("noch nicht bestätigt")
    day = date_format(localtime(at), "SHORT_DATE_FORMAT")
    if card.confirmed is Age.OLD:
        return _("zuletzt bestätigt am %(day)s – bitte vorher nachfragen") % {"day": day}
    return _("zuletzt bestätigt am %(day)s") % {"day": day}


def cost(offer: Offer) -> str:
    """The amount with what kind of cost it is."""
    if offer.cost not in COST:
        return ""
    if offer.amount is None or offer.cost == Offer.Cost.FREE:
        return str(COST[offer.cost])
    return f"{COST[offer.cost]}: \u2066{number(float(offer.amount), 'de', digits=2)} €\u2069"


def distance(kilometres: float | None) -> str:
    """Metres are not claimed: the crow's way is not the street's."""
    if kilometres is None:
        return ""
    if kilometres < NEAR_KM:
        return _("weniger als 1 km entfernt")
    return _("etwa %(number)s km entfernt") % {"number": round(kilometres)}


def capacity(card: Card) -> str:
    words = str(CAPACITY.get(card.capacity, ""))
    weeks = card.offer.waiting_weeks
    if card.capacity == "waiting" and weeks:
        wait = ngettext("etwa %(number)s Woche", "etwa %(number)s Wochen", weeks) % {"number": weeks}
        return f"{words} ({wait})"
    return words


def listed(words: dict[str, Any], codes: Sequence[str]) -> str:
    return ", ".join(str(words[code]) for code in codes if code in words)


def access(place: Place) -> list[tuple[str, str]]:
    """Yes and no; what nobody looked at yet is not claimed either way."""
    answers = {True: _("ja"), False: _("nein")}
    found = ((label, getattr(place, name)) for name, label in ACCESS.items())
    return [(str(label), answers[value]) for label, value in found if value is not None]


def audience(card: Card) -> list[str]:
    """For whom, by the town's words."""
    return [
        term.name_in(card.language)
        for term in card.offer.terms.all()
        if term.vocabulary.subject == "audience"
    ]


def key_facts(card: Card) -> list[Fact]:
    """What most readers look for first, whatever was translated."""
    offer = card.offer
    organisations = ", ".join(
        f"\u2068{each.name}\u2069" for each in (offer.organisation, *offer.partners.all())
    )
    found = [
        Fact(_("Anbieter"), organisations),
        Fact(_("Kosten"), cost(offer)),
        Fact(_("Sprache im Angebot"), spoken(offer.spoken)),
        Fact(_("Dolmetschen möglich"), _yes_no(offer.interpreter)),
        Fact(_("Kinderbetreuung"), _yes_no(offer.child_care)),
        Fact(_("So kommen Sie dazu"), listed(WAYS_IN, offer.ways_in)),
        Fact(_("Wie es stattfindet"), listed(DELIVERY, offer.delivery)),
        Fact(_("Freie Plätze"), capacity(card)),
    ]
    if offer.registration_until and offer.registration_until >= card.frame.today:
        found.append(Fact(_("Anmeldung bis"), hours.day(offer.registration_until)))
    return [fact for fact in found if fact.value]


def _yes_no(value: bool | None) -> str:
    return "" if value is None else _("ja") if value else _("nein")
