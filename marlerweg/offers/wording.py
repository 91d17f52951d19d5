"""German words for what rules and tables call by codes; pages say them, papers and letters too."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from marlerweg.foundation.words import Text
from marlerweg.network.speech import spoken
from marlerweg.offers.models import Change, Condition, ContactWay, Offer, Slot
from marlerweg.offers.public_words import ASKED_FOR
from marlerweg.offers.rules import conditions as kinds
from marlerweg.offers.rules.risk import Risk
from marlerweg.offers.rules.times import schedule

K = kinds.Kind
# As on the public pages, but where an office's own word is more exact.
CODES: Mapping[str, Mapping[str, Text]] = {
    **{str(kind): words for kind, words in ASKED_FOR.items()},
    K.GENDER: {"woman": _("Frauen und Mädchen"), "man": _("Männer und Jungen"), "diverse": _("divers")},
    K.DOCUMENTS: {
        "identity": _("Ausweis oder Pass"),
        "residence_title": _("Aufenthaltstitel"),
        "registration": _("Meldebescheinigung"),
        "benefit_notice": _("Leistungsbescheid"),
        "income_proof": _("Einkommensnachweis"),
        "insurance_card": _("Versichertenkarte"),
        "birth_certificate": _("Geburtsurkunde"),
        "vaccination": _("Impfpass"),
        "school_report": _("Zeugnis"),
        "language_certificate": _("Sprachzertifikat"),
        "referral_note": _("Überweisung oder Zuweisung"),
        "town_card": _("Ermäßigungsausweis der Stadt"),
        "photo": _("Passfoto"),
    },
}
RISKS: Mapping[str, Text] = {
    Risk.ORGANISATION: _("Andere Organisationen sind beteiligt."),
    Risk.TITLE: _("Der Titel ist ein anderer."),
    Risk.REWRITTEN: _("Der Text ist weitgehend neu geschrieben."),
    Risk.FOREIGN_LINK: _("Der Text verlinkt auf eine fremde Seite."),
    Risk.CONDITIONS: _("Für wen das Angebot ist, ändert sich."),
    Risk.CONTACT_DOMAIN: _("Der Kontakt führt zu einer unbekannten Adresse."),
    Risk.EXPENSIVE_NUMBER: _("Die Telefonnummer kostet extra."),
    Risk.COST: _("Das Angebot war bisher kostenlos."),
    Risk.MEASURE: _("Die Maßnahme dahinter ändert sich."),
    Risk.SOURCE: _("Das Verzeichnis, aus dem das Angebot kommt, sagt etwas anderes als hier geändert wurde."),
}
GAPS: Mapping[str, Text] = {
    "title": _("ein Titel auf Deutsch"),
    "summary": _("ein Satz, worum es geht"),
    "themes": _("mindestens ein Thema"),
    "place": _("ein Ort"),
    "contact": _("ein Weg, wie man Sie erreicht"),
    "districts": _("die Stadtteile, für die es gilt"),
    "times": _("Zeiten"),
    "delivery": _("wie es stattfindet"),
    "ways_in": _("wie man hinkommt"),
    "conditions": _("für wen es ist"),
    "cost": _("was es kostet"),
    "spoken": _("in welchen Sprachen"),
    "translations": _("Übersetzungen"),
}
FIELDS: Mapping[str, Text] = {
    "title": _("Titel"),
    "summary": _("in einem Satz"),
    "body": _("Text"),
    "for_whom": _("für wen"),
    "cost_note": _("zu den Kosten"),
    "registration_note": _("zur Anmeldung"),
    "access_note": _("zum Zugang"),
    "partners": _("gemeinsam mit"),
    "themes": _("Themen"),
    "terms": _("Begriffe"),
    "conditions": _("Bedingungen"),
    "venues": _("Orte"),
    "slots": _("Zeiten"),
    "changes": _("Ausnahmen"),
    "contacts": _("Kontakt"),
    "districts": _("für die Stadtteile"),
    "state": _("Stand der Übersetzung"),
    **{
        name: getattr(Offer._meta.get_field(name), "verbose_name", name)
        for name in (
            "spoken", "interpreter", "child_care", "delivery", "ways_in", "registration_address",
            "registration_until", "whole_town", "cost", "amount", "capacity", "places_total", "places_free",
            "waiting_weeks", "capacity_as_of", "by_appointment", "runs_from", "runs_until", "founded_by",
            "review_days",
        )
    },
}  # fmt: skip
DEEDS: Mapping[str, Text] = {
    "created": _("angelegt"),
    "edited": _("geändert"),
    "copied": _("als Kopie angelegt"),
    "restored": _("auf eine frühere Fassung gebracht"),
    "undone": _("rückgängig gemacht"),
    "accepted": _("Änderung freigegeben"),
    "capacity": _("freie Plätze gemeldet"),
    "moved": _("an eine andere Organisation gegeben"),
    "merged": _("zusammengeführt"),
    "unmerged": _("Zusammenführung rückgängig gemacht"),
    "imported": _("aus einer Liste übernommen"),
    "submit": _("zur Freigabe geschickt"),
    "return": _("zur Überarbeitung zurückgegeben"),
    "publish": _("veröffentlicht"),
    "pause": _("Pause"),
    "resume": _("nach der Pause weiter"),
    "end": _("beendet"),
    "withdraw": _("zurückgezogen"),
    "bring_back": _("wieder veröffentlicht"),
    "reopen": _("wieder aufgenommen"),
}
DAYS = (_("Mo"), _("Di"), _("Mi"), _("Do"), _("Fr"), _("Sa"), _("So"))
NTH: Mapping[int, Text] = {1: _("1."), 2: _("2."), 3: _("3."), 4: _("4."), 5: _("5."), -1: _("letzter")}


def deed_said(deed: str) -> str:
    if deed.startswith("text_"):
        return _t("Übersetzung bearbeitet (%(language)s)") % {
            "language": spoken([deed[5:].replace("_", "-")])
        }
    return str(DEEDS.get(deed, deed))


def field_said(name: str) -> str:
    """The label of a field; of a text with its language."""
    if not name.startswith("texts."):
        return str(FIELDS.get(name, name))
    _texts, code, word = name.split(".")
    label = str(FIELDS.get(word, word))
    return label if code == "de" else f"{label} ({spoken([code])})"


def condition_said(kind: str, allowed: Mapping[str, Any], *, restricts: bool = True) -> str:
    """What a condition asks for, in a few words."""
    if not restricts:
        return _t("keine Einschränkung")
    match kind:
        case K.AGE:
            return _years(allowed.get("from"), allowed.get("to"))
        case K.LANGUAGE_LEVEL:
            return _levels(allowed.get("from"), allowed.get("to"))
        case K.HOUSEHOLD:
            return _household(allowed)
        case K.HOME:
            return _t("ganze Stadt") if allowed.get("town") else ", ".join(allowed.get("districts", []))
    known = CODES.get(kind, {})
    words = [str(known.get(code, code)) for code in allowed.get(kinds.LIST_KEY[K(kind)], [])]
    if allowed.get("low_income"):
        words.append(_t("geringes Einkommen"))
    return ", ".join(words)


def _years(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return _t("%(low)s bis %(high)s Jahre") % {"low": low, "high": high}
    if low is not None:
        return _t("ab %(low)s Jahren") % {"low": low}
    return _t("bis %(high)s Jahre") % {"high": high}


def _levels(low: str | None, high: str | None) -> str:
    if low and high:
        return f"{low} – {high}"
    return _t("ab %(level)s") % {"level": low} if low else _t("bis %(level)s") % {"level": high}


def _household(allowed: Mapping[str, Any]) -> str:
    words = []
    if "with_child_from" in allowed or "with_child_to" in allowed:
        years = _years(allowed.get("with_child_from"), allowed.get("with_child_to"))
        words.append(_t("mit Kind (%(years)s)") % {"years": years})
    if allowed.get("single_parent"):
        words.append(_t("alleinerziehend"))
    if allowed.get("expecting"):
        words.append(_t("in der Schwangerschaft"))
    return ", ".join(words)


def slot_said(slot: schedule.Slot) -> str:
    """One rule of the timetable in one line."""
    when = ", ".join(str(DAYS[day - 1]) for day in sorted(slot.days))
    match slot.rhythm:
        case schedule.Rhythm.ONCE:
            when = date_format(slot.on, "SHORT_DATE_FORMAT") if slot.on else ""
        case schedule.Rhythm.EVERY_N_WEEKS:
            weeks = ngettext("jede Woche", "alle %(n)s Wochen", slot.every) % {"n": slot.every}
            when = f"{when} ({weeks})"
        case schedule.Rhythm.MONTHLY_BY_WEEKDAY:
            turns = ", ".join(str(NTH[each]) for each in slot.nth)
            when = _t("%(turns)s %(days)s im Monat") % {"turns": turns, "days": when}
        case schedule.Rhythm.MONTHLY_BY_DAY:
            when = _t("am %(days)s. im Monat") % {"days": "., ".join(map(str, slot.days_of_month))}
    words = [f"{when} {hours_said(slot.opens, slot.closes)}".strip()]
    if slot.on_school_holidays is schedule.Observance.CLOSED:
        words.append(_t("nicht in den Schulferien"))
    if slot.on_school_holidays is schedule.Observance.ONLY:
        words.append(_t("nur in den Schulferien"))
    if slot.by_appointment:
        words.append(_t("nach Vereinbarung"))
    return ", ".join([*words, *([slot.note] if slot.note else [])])


def change_said(change: schedule.Change) -> str:
    first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (change.first, change.last))
    span = first if first == last else f"{first} – {last}"
    what = str(Change.Kind(change.kind.value).label)
    words = f"{span}: {what} {hours_said(change.opens, change.closes)}".strip()
    return f"{words}, {change.note}" if change.note else words


def hours_said(opens: dt.time | None, closes: dt.time | None) -> str:
    if opens is None or closes is None:
        return ""
    return f"{time_format(opens, 'H:i')}–{time_format(closes, 'H:i')}"


def choice_said(name: str, value: str) -> str:
    """The label of one code of a field with choices."""
    choices: dict[str, Any] = {
        "cost": Offer.Cost,
        "capacity": Offer.Capacity,
        "delivery": Offer.Delivery,
        "ways_in": Offer.WayIn,
        "rhythm": Slot.Rhythm,
        "contact": ContactWay.Kind,
        "condition": Condition.Kind,
    }
    known = {code: str(label) for code, label in choices[name].choices}
    return known.get(value, value)
