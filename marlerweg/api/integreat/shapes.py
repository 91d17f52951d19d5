"""Places, events and pages as the app reads them; members it looks into without asking are always there."""

import datetime as dt
import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
from marlerweg.offers.rules.times.recurrence import Series, series
from marlerweg.offers.rules.times.runs import by_change
from marlerweg.offers.rules.times.schedule import Timetable
from marlerweg.offers.rules.times.spans import HORIZON, moment_of, next_dates

Record = dict[str, Any]
# The app writes our "de-simple" as "de-si".
THEIRS = {"de-simple": "de-si"}
OURS = {theirs: ours for ours, theirs in THEIRS.items()}
COLOURS = ("#1DC6C6", "#5BBE56", "#E09F26", "#8B5CF6", "#D94F70", "#3B82F6", "#9AA33C", "#B07D62")
NEXT_DATES = 3
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


def stamp_gmt(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")


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
        "modified_gmt": stamp_gmt(offer.changed_at),
        "last_updated": moment(offer.changed_at),
        "meta_description": text.summary,
        "excerpt": " ".join(filter(None, (text.summary or text.body[:200], *told))),
        "content": content(text, told, offer.organisation.name),
        "available_languages": spoken(frame, offer, "locations"),
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
    return "".join(f"<p>{_as_html(part)}</p>" for part in parts if part)


def _as_html(words: str) -> str:
    """As a cleaner of HTML would write it again, so that it stays the same on every way."""
    plain = html.escape(words, quote=False)
    return plain.replace("\xa0", "&nbsp;").replace("\n", "<br>")


def spoken(frame: Frame, offer: Offer, kind: str) -> Record:
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


def is_only_dated(offer: Offer) -> bool:
    """Single dates and nothing else: an event, not a place to go to."""
    slots = list(offer.slots.all())
    return bool(slots) and all(slot.rhythm == Slot.Rhythm.ONCE for slot in slots)


def events(
    frame: Frame, offer: Offer, calendar: Calendar, *, combined: bool, with_place: bool, dated: bool = False
) -> list[Record]:
    """Single dates, and courses with a beginning and an end; what begins today counts until midnight.

    `combined`: one record per series with its rule; else the next dates one by one. `with_place`: the offer is among the
    locations too. `dated`: its regular times are dates, although they may have no end.
    """
    runs = dated or bool(offer.runs_from and offer.runs_until)
    slots = [slot for slot in offer.slots.all() if runs or slot.rhythm == Slot.Rhythm.ONCE]
    if not slots:
        return []
    table = timetable_of(offer, zone=frame.zone, state=frame.state, slots=slots)
    venue = next(iter(offer.venues.all()), None)
    found = list(_series(table, calendar, frame.today)) if combined else []
    if not found:
        midnight = moment_of(frame.today, dt.time(0), table.tz) - dt.timedelta(seconds=1)
        dates = next_dates(table, midnight, calendar, NEXT_DATES)
        found = [Series(span, span.day) for span in dates]
    days = [each.first.day for each in found]
    return [
        _event(frame, offer, each, venue, days[:number].count(each.first.day), with_place=with_place)
        for number, each in enumerate(found)
    ]


def _series(table: Timetable, calendar: Calendar, today: dt.date) -> Iterator[Series]:
    """Everything that is not over, from a year back, so that a series keeps its beginning."""
    first, last = today - dt.timedelta(days=366), today + dt.timedelta(days=HORIZON)
    for slot in table.slots:
        for each in series(table, slot, first, last, calendar):
            if each.last is None or each.last >= today:
                yield each
    yield from (Series(span, span.day) for span in by_change(table, today, last, calendar))


def _event(
    frame: Frame, offer: Offer, told: Series, venue: Venue | None, nth: int, *, with_place: bool
) -> Record:
    text = best_text(offer.texts.all(), frame.language) or OfferText(title=offer.slug)
    span = told.first
    path = frame.path("events", f"{offer.slug}-{span.day.isoformat()}{f'-{nth + 1}' if nth else ''}")
    key = number_of(offer.pk) + span.day.toordinal() * 16 + nth
    return {
        "id": key,
        "url": frame.url(path),
        "path": path,
        "title": text.title,
        "modified_gmt": stamp_gmt(offer.changed_at),
        "last_updated": moment(offer.changed_at),
        "excerpt": text.summary or text.body[:200],
        "content": content(text, (), offer.organisation.name),
        "available_languages": spoken(frame, offer, "events"),
        "thumbnail": None,
        "location": _location(frame, venue) if venue else dict(NO_PLACE),
        "location_path": frame.path("locations", offer.slug) if venue and with_place else None,
        "meeting_url": None,
        "event": {
            "id": key,
            "start": moment(span.start),
            "end": moment(span.end),
            "all_day": span.whole_day,
            "only_weekdays": False,
            "recurrence_id": key if told.rule else None,
            "timezone": frame.zone,
        },
        "featured_image": None,
        "recurrence_rule": told.rule,
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
            title = html.escape(text.title if text else offer.slug, quote=False)
            rows.append(f'<li><a href="{frame.url(frame.path("locations", offer.slug))}">{title}</a></li>')
    return {
        "id": number_of(theme.pk),
        "url": frame.url(path),
        "path": path,
        "title": theme.name_in(frame.language),
        "modified_gmt": stamp_gmt(updated),
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
