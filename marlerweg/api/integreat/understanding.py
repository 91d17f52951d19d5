"""From places and events of Integreat to an offer's content: what we have a field for; the rest is kept by the caller."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from marlerweg.api.integreat.gathering import Bundle, Record, Thing
from marlerweg.api.integreat.wording import plain
from marlerweg.network.rules.folding import folded
from marlerweg.offers.rules.content import Contact, Content, Place, Timed, Venue, Words
from marlerweg.offers.rules.times import integreat
from marlerweg.offers.rules.times.recurrence import Unsayable, slot_of
from marlerweg.offers.rules.times.schedule import EVERY_DAY, Observance, Rhythm, Slot

# What this source can say of an offer; everything else of it is ours alone and no import touches it.
SPOKEN_OF = (
    "themes", "contacts", "registration_address", "by_appointment", "venues", "slots",
)  # fmt: skip
WORDS = ("title", "summary", "body")
MOST_DAYS = 31
KINDS = {"email": "mail", "phone_number": "phone", "mobile_number": "mobile", "website": "website"}
is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Setting:
    """What every record is read against; `themes` and `districts` lead from a folded name to the code."""

    zone: str
    state_code: str
    themes: Mapping[str, str] = field(default_factory=dict)
    districts: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Understood:
    """`places` are the ids of the houses there, in the order of the venues; `remarks` say what stays unread."""

    content: Content
    closed: bool = False
    places: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)


def understand(bundle: Bundle, setting: Setting) -> Understood:
    """One offer; never raises for what it cannot read, but says so. Houses stand in it by their facts, without our ids."""
    return _Reader(bundle, setting).read()


class _Reader:
    def __init__(self, bundle: Bundle, setting: Setting) -> None:
        self.bundle, self.setting = bundle, setting
        self.remarks: list[str] = []

    def read(self) -> Understood:
        houses = self._houses()
        weeks, by_appointment = self._weeks(list(houses))
        dates = [slot for each in self.bundle.events for slot in self._dates(each)]
        content = Content(
            texts={code: _words(each) for code, each in self.bundle.first.documents.items()},
            themes=self._themes(),
            contacts=tuple(self._contacts()),
            registration_address=self._registration(),
            by_appointment=by_appointment,
            venues=tuple(Venue(place) for place in houses.values()),
            slots=(*_without(weeks, dates), *(Timed(slot) for slot in dates)),
        )
        closed = [bool(each.leading.get("temporarily_closed")) for each in self.bundle.locations]
        return Understood(content, bool(closed) and all(closed), tuple(houses), self.remarks)

    # --- Where -------------------------------------------------------------------------------------------------------

    def _houses(self) -> dict[str, Place]:
        """By the source's id; an event somewhere else than its offer has no second door."""
        found: dict[str, Place] = {}
        for each in self.bundle.locations or self.bundle.events:
            at = each.leading.get("location")
            if isinstance(at, Mapping) and at.get("id") is not None:
                found.setdefault(str(at["id"]), place_of(each.leading, self.setting))
        return found

    # --- When --------------------------------------------------------------------------------------------------------

    def _weeks(self, houses: Sequence[str]) -> tuple[list[Timed], bool]:
        """Opening hours of each door; any time by arrangement only where all doors say so."""
        slots: list[Timed] = []
        asking: list[bool] = []
        for each in self.bundle.locations:
            at = str((each.leading.get("location") or {}).get("id"))
            door = houses.index(at) if len(houses) > 1 and at in houses else None
            try:
                week = integreat.read(
                    cast("Any", each.leading.get("opening_hours")), state_code=self.setting.state_code
                )
            except (ValueError, KeyError, TypeError, AttributeError) as unread:
                self.remarks.append(f"Öffnungszeiten: {unread}")
                continue
            asking.append(week.appointment_only)
            slots += [Timed(slot, door) for slot in week.slots]
        return slots, bool(asking) and all(asking)

    def _dates(self, thing: Thing) -> list[Slot]:
        told = thing.leading.get("event") or {}
        start, end = (moment_of(told.get(name), self.setting.zone) for name in ("start", "end"))
        if start is None or end is None or end < start:
            self.remarks.append(f"Zeit: {told.get('start')} bis {told.get('end')}")
            return []
        whole_day = bool(told.get("all_day"))
        if rule := thing.leading.get("recurrence_rule"):
            try:
                return [slot_of(str(rule), start, end, whole_day=whole_day)]
            except Unsayable as unsayable:
                self.remarks.append(f"Wiederholung: {str(unsayable).splitlines()[-1:]}")
        return self._single(start, end, whole_day=whole_day, weekdays=bool(told.get("only_weekdays")))

    def _single(self, start: dt.datetime, end: dt.datetime, *, whole_day: bool, weekdays: bool) -> list[Slot]:
        """One date; one that lasts longer day by day, as long as that can be overlooked."""
        first, last = start.date(), end.date()
        if not whole_day and end - start <= dt.timedelta(days=1):
            return [_once(first, start.time(), end.time())]
        if (last - first).days >= MOST_DAYS:
            self.remarks.append(f"Dauer: {first} bis {last}")
            return []
        found = []
        for number in range((last - first).days + 1):
            day = first + dt.timedelta(days=number)
            opens = start.time() if day == first and not whole_day else None
            closes = end.time() if day == last and not whole_day else None
            if weekdays and day.isoweekday() > 5:
                continue
            if opens or closes:
                found.append(_once(day, opens or dt.time(0), closes or dt.time(0)))
            else:
                found.append(_once(day, None, None))
        return found

    # --- The rest ----------------------------------------------------------------------------------------------------

    def _themes(self) -> tuple[str, ...]:
        names = [
            str((each.leading.get("category") or {}).get("name") or "") for each in self.bundle.locations
        ]
        codes = [self.setting.themes[folded(name)] for name in names if folded(name) in self.setting.themes]
        return tuple(dict.fromkeys(codes))

    def _contacts(self) -> Iterable[Contact]:
        """Numbers and mail boxes; a contact's name may be a person's and is not taken over, its area of work is."""
        found: dict[tuple[str, str], Contact] = {}
        for each in self.bundle.things:
            rows = each.leading.get("contacts")
            told = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
            for row in [*told, each.leading]:
                for member, kind in KINDS.items():
                    value = str(row.get(member) or "").strip()
                    same = {known for _, known in found}
                    if not value or value in same or not self._is_usable(kind, value):
                        continue
                    label = str(row.get("area_of_responsibility") or "")[:80]
                    found[kind, value] = Contact(kind, value, label)
        return found.values()

    def _is_usable(self, kind: str, value: str) -> bool:
        fits = len(value) <= 300
        if kind == "mail":
            fits = fits and _is(validate_email, value)
        elif kind == "website":
            fits = fits and _is(is_address, value)
        else:
            fits = fits and sum(sign.isdigit() for sign in value) >= 3
        if not fits:
            self.remarks.append(f"Kontakt: {value[:80]}")
        return fits

    def _registration(self) -> str:
        for each in self.bundle.locations:
            address = str(each.leading.get("appointment_url") or "")
            if address and len(address) <= 200 and _is(is_address, address):
                return address
            if address:
                self.remarks.append(f"Anmeldung: {address[:80]}")
        return ""


def _words(document: Record) -> Words:
    body = plain(str(document.get("content") or "")) or str(document.get("excerpt") or "")
    return Words(
        title=str(document.get("title") or "")[:200],
        summary=str(document.get("meta_description") or "")[:300],
        body=body,
    )


def place_of(document: Record, setting: Setting) -> Place:
    """The house; the name of a house that has none is its street there, coordinates beyond the globe are left out."""
    at: Record = document.get("location") or {}
    name, street = str(at.get("name") or ""), str(at.get("address") or "")
    latitude, longitude = (_number(at.get(member)) for member in ("latitude", "longitude"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        latitude = longitude = None
    step_free = document.get("barrier_free")
    return Place(
        name="" if name == street else name[:160],
        street=street[:160],
        postcode=str(at.get("postcode") or "")[:10],
        town=str(at.get("town") or "")[:80],
        district=setting.districts.get(folded(str(at.get("region") or "")), ""),
        latitude=latitude,
        longitude=longitude,
        step_free=step_free if isinstance(step_free, bool) else None,
    )


def moment_of(value: Any, zone: str) -> dt.datetime | None:
    """In the town's zone, where a moment without one is meant."""
    try:
        found = dt.datetime.fromisoformat(str(value))
    except ValueError:
        return None
    here = ZoneInfo(zone)
    return found.replace(tzinfo=here) if found.tzinfo is None else found.astimezone(here)


def last_day(slots: Iterable[Timed]) -> dt.date | None:
    """The day after which nothing takes place any more; nothing where there is no end."""
    rules = [cast("Slot", each.when) for each in slots]
    ends = [each.on if each.rhythm is Rhythm.ONCE else each.valid_until for each in rules]
    known = [each for each in ends if each]
    return max(known) if known and len(known) == len(ends) else None


def _without(weeks: Sequence[Timed], dates: Sequence[Slot]) -> list[Timed]:
    """Opening hours that a series of dates tells more exactly are that series alone."""
    left = []
    for each in weeks:
        slot = cast("Slot", each.when)
        days = set(slot.days or EVERY_DAY)
        for date in dates:
            if date.rhythm is Rhythm.WEEKLY and (date.opens, date.closes) == (slot.opens, slot.closes):
                days -= date.days or EVERY_DAY
        if days == set(slot.days or EVERY_DAY):
            left.append(each)
        elif days:
            left.append(replace(each, when=replace(slot, days=frozenset(days))))
    return left


def _once(day: dt.date, opens: dt.time | None, closes: dt.time | None) -> Slot:
    return Slot(
        on=day,
        opens=opens.replace(second=0, microsecond=0) if opens else None,
        closes=closes.replace(second=0, microsecond=0) if closes else None,
        rhythm=Rhythm.ONCE,
        on_public_holidays=Observance.OPEN,
    )


def _number(value: Any) -> float | None:
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        return None


def _is(check: Any, value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True
