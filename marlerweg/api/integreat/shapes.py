"""Places, events and pages as the app reads them; members it looks into without asking are always there."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from marlerweg.foundation import languages
from marlerweg.foundation.texts import SHOWN, best_text
from marlerweg.network.models import Theme, Town
from marlerweg.offers.models import Offer, OfferText, Slot, Venue
from marlerweg.offers.queries.timetables import timetable_of
from marlerweg.offers.rules.times import integreat
from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.schedule import Timetable
from marlerweg.offers.rules.times.spans import Span, next_dates

Record = dict[str, Any]
# The app writes our "de-simple" as "de-si".
THEIRS = {"de-simple": "de-si"}
OURS = {theirs: ours for ours, theirs in THEIRS.items()}
COLOURS = ("#1DC6C6", "#5BBE56", "#E09F26", "#8B5CF6", "#D94F70", "#3B82F6", "#9AA33C", "#B07D62")
LONG_AGO = dt.datetime(2023, 3, 29, tzinfo=dt.UTC)
NO_PLACE: Record = dict.fromkeys(
    ("id", "name", "address", "town", "state", "postcode", "region", "country", "latitude", "longitude")
)


def their_code(code: str) -> str:
    return THEIRS.get(code, code)


def our_code(code: str) -> str | None:
    ours = OURS.get(code, code)
    return ours if ours in languages.BY_CODE else None


def number_of(key: UUID) -> int:
    """A whole number that fits the app's, the same for the same key for ever: 48 bits of it."""
    return int(key.hex[:12], 16)


def moment(at: dt.datetime) -> str:
    return at.isoformat(timespec="seconds")


@dataclass(frozen=True)
class Frame:
    """What all records of one answer share."""

    region: str
    language: str
    town: Town | None
    address: str
    today: dt.date
    zone: str
    state: str

    def path(self, *parts: str, language: str = "") -> str:
        return "/" + "/".join((self.region, their_code(language or self.language), *parts)) + "/"

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


def category(theme: Theme | None, language: str, order: int = 0) -> Record:
    """Always one: the app looks into it without asking."""
    return {
        "id": number_of(theme.pk) if theme else 0,
        "name": theme.name_in(language) if theme else _("Sonstiges"),
        "color": COLOURS[order % len(COLOURS)],
        "icon": "other",
        "icon_url": None,
    }


def place(frame: Frame, offer: Offer, venue: Venue) -> Record:
    """One offer at one place."""
    text = best_text(offer.texts.all(), frame.language) or OfferText(title=offer.slug)
    contacts = list(offer.contacts.all())
    first = {
        kind: next((each.value for each in contacts if each.kind == kind), None)
        for kind in ("website", "mail", "phone", "mobile")
    }
    timetable = timetable_of(
        offer,
        zone=frame.zone,
        state=frame.state,
        slots=[slot for slot in offer.slots.all() if slot.venue_id in {None, venue.pk}],
        changes=[change for change in offer.changes.all() if change.venue_id in {None, venue.pk}],
    )
    week = _week(timetable, frame.today)
    closed = week.temporarily_closed or offer.state == Offer.State.PAUSED
    hours = None if closed or week.entries is None else list(week.entries)
    path = frame.path("locations", offer.slug)
    themes = list(offer.themes.all())
    told = notes(offer, week)
    return {
        "id": number_of(venue.pk),
        "url": frame.url(path),
        "path": path,
        "title": text.title,
        "modified_gmt": offer.changed_at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "last_updated": moment(offer.changed_at),
        "meta_description": text.summary,
        "excerpt": " ".join(filter(None, (text.summary or text.body[:200], *told))),
        "content": content(text, told, offer.organisation.name),
        "available_languages": _languages(frame, offer, "locations"),
        "icon": None,
        "thumbnail": None,
        "website": first["website"],
        "email": first["mail"],
        "phone_number": first["phone"] or first["mobile"],
        "contacts": [_contact(offer, first, hours)],
        "category": category(
            themes[0] if themes else None, frame.language, themes[0].position if themes else 0
        ),
        "temporarily_closed": closed,
        "opening_hours": hours,
        "appointment_url": offer.registration_address or None,
        "location": _location(frame, venue),
        "hash": None,
        "organization": {
            "id": number_of(offer.organisation_id),
            "slug": offer.organisation.key or str(offer.organisation_id),
            "name": offer.organisation.name,
            "logo": "",
            "website": offer.organisation.website or frame.address,
        },
        "barrier_free": venue.place.step_free,
    }


@lru_cache(maxsize=4096)
def _week(timetable: Timetable, today: dt.date) -> integreat.Week:
    return integreat.week(timetable, today)


def _contact(offer: Offer, first: Mapping[str, str | None], hours: list[Any] | None) -> Record:
    return {
        "name": offer.organisation.name,
        "area_of_responsibility": None,
        "email": first["mail"],
        "phone_number": first["phone"],
        "mobile_number": first["mobile"],
        "website": first["website"],
        "opening_hours": hours,
        "appointment_url": offer.registration_address or None,
    }


def _location(frame: Frame, venue: Venue) -> Record:
    at = venue.place
    return {
        "id": number_of(at.pk),
        "name": at.name or at.street,
        "address": " ".join(filter(None, (at.street, at.addition))),
        "town": at.town,
        "state": frame.town.state if frame.town else "",
        "postcode": at.postcode,
        "region": at.district.name if at.district else "",
        "country": "Deutschland",
        "latitude": at.latitude,
        "longitude": at.longitude,
    }


def notes(offer: Offer, week: integreat.Week) -> list[str]:
    """What a bare week cannot say, in words: exceptions, holidays, rhythms, appointments."""
    said = {why for why, _each in week.unsaid}
    found = []
    if integreat.Unsaid.RHYTHM in said or integreat.Unsaid.VALIDITY in said:
        found.append(_("Nicht jede Woche: Die genauen Termine stehen auf der Seite des Angebots."))
    if integreat.Unsaid.PUBLIC_HOLIDAYS in said:
        found.append(_("An Feiertagen gelten andere Zeiten."))
    if integreat.Unsaid.SCHOOL_HOLIDAYS in said:
        found.append(_("In den Schulferien gelten andere Zeiten."))
    if integreat.Unsaid.APPOINTMENT in said or offer.by_appointment:
        found.append(_("Termine nach Vereinbarung."))
    if integreat.Unsaid.CHANGE in said:
        found.append(
            _("An einzelnen Tagen ist etwas anders. Bitte sehen Sie auf der Seite des Angebots nach.")
        )
    return found


def content(text: OfferText, told: Sequence[str], organisation: str) -> str:
    """Simple HTML made of plain text; nothing of it is ours to trust."""
    parts = [
        text.body,
        text.for_whom,
        text.cost_note,
        text.registration_note,
        text.access_note,
        *told,
        organisation,
    ]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts if part)


def _languages(frame: Frame, offer: Offer, kind: str) -> Record:
    found = {text.language for text in offer.texts.all() if text.state in SHOWN}
    return {
        their_code(code): {
            "id": None,
            "url": frame.url(frame.path(kind, offer.slug, language=code)),
            "path": frame.path(kind, offer.slug, language=code),
        }
        for code in languages.CODES
        if code in found and code != frame.language
    }


# --- Events ------------------------------------------------------------------------------------------------------------


def events(
    frame: Frame, offer: Offer, calendar: Calendar, now: dt.datetime, *, most: int = 3
) -> list[Record]:
    """Dated offers: single dates, and the next turns of a course with a beginning and an end."""
    once = [slot for slot in offer.slots.all() if slot.rhythm == Slot.Rhythm.ONCE]
    if not once and not (offer.runs_from and offer.runs_until):
        return []
    timetable = timetable_of(offer, zone=frame.zone, state=frame.state, slots=once or None)
    venue = next(iter(offer.venues.all()), None)
    return [
        _event(frame, offer, span, venue, number)
        for number, span in enumerate(next_dates(timetable, now, calendar, most))
    ]


def _event(frame: Frame, offer: Offer, span: Span, venue: Venue | None, number: int) -> Record:
    text = best_text(offer.texts.all(), frame.language) or OfferText(title=offer.slug)
    path = frame.path("events", f"{offer.slug}-{span.start.date().isoformat()}")
    return {
        "id": number_of(offer.pk) + number,
        "url": frame.url(path),
        "path": path,
        "title": text.title,
        "modified_gmt": offer.changed_at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "last_updated": moment(offer.changed_at),
        "excerpt": text.summary or text.body[:200],
        "content": content(text, (), offer.organisation.name),
        "available_languages": _languages(frame, offer, "events"),
        "thumbnail": None,
        "location": _location(frame, venue) if venue else dict(NO_PLACE),
        "location_path": frame.path("locations", offer.slug) if venue else None,
        "meeting_url": None,
        "event": {
            "id": number_of(offer.pk) + number,
            "start": moment(span.start),
            "end": moment(span.end),
            "all_day": span.whole_day,
            "only_weekdays": False,
            "recurrence_id": None,
            "timezone": frame.zone,
        },
        "featured_image": None,
        "recurrence_rule": None,
        "hash": None,
    }


# --- Pages -------------------------------------------------------------------------------------------------------------


def page(frame: Frame, theme: Theme, offers: Sequence[Offer], *, order: int) -> Record:
    """A theme with the list of its offers."""
    path = frame.path(theme.code)
    updated = max((offer.changed_at for offer in offers), default=LONG_AGO)
    with override(frame.language):
        rows = []
        for offer in offers:
            text = best_text(offer.texts.all(), frame.language)
            title = escape(text.title if text else offer.slug)
            rows.append(f'<li><a href="{frame.url(frame.path("locations", offer.slug))}">{title}</a></li>')
    return {
        "id": number_of(theme.pk),
        "url": frame.url(path),
        "path": path,
        "title": theme.name_in(frame.language),
        "modified_gmt": updated.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "last_updated": moment(updated),
        "meta_description": None,
        "excerpt": "",
        "content": f"<ul>{''.join(rows)}</ul>" if rows else "",
        "available_languages": {
            their_code(code): {
                "id": number_of(theme.pk),
                "url": frame.url(frame.path(theme.code, language=code)),
                "path": frame.path(theme.code, language=code),
            }
            for code in languages.CODES
            if code != frame.language
        },
        "thumbnail": None,
        "parent": {"id": 0, "url": None, "path": None},
        "order": order,
        "organization": None,
        "embedded_offers": [],
        "hash": None,
    }
