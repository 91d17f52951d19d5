"""From a service of HSDS to an offer's content: what we have a field for; the rest is kept beside it by the caller."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from marlerweg.api.hsds import profile
from marlerweg.api.hsds.projection import MEMBERS, Standing, derived
from marlerweg.api.hsds.town import Town
from marlerweg.foundation import languages
from marlerweg.network.speech import SPOKEN
from marlerweg.offers.rules.conditions import Condition, Kind, flaws
from marlerweg.offers.rules.content import (
    ACCESS,
    Contact,
    Content,
    Place,
    Timed,
    Venue,
    Words,
    from_plain,
)
from marlerweg.offers.rules.times import open_referral
from marlerweg.offers.rules.times.schedule import Unusable

Record = Mapping[str, Any]
STATES = {"active": "published", "temporarily closed": "paused", "defunct": "ended", "inactive": "draft"}
KINDS = {"cell": "mobile", "mobile": "mobile", "text": "messenger", "sms": "messenger"}
OURS = {str(word.id): word.code for word in profile.WORDS}
FIELDS = {member: name for name, member in MEMBERS.items()}
YES = {"yes": True, "no": False}


@dataclass
class Understood:
    """`ids` leads from the ids we would derive to those the source uses; `remarks` say what stays unread, and where."""

    content: Content
    standing: Standing
    ids: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def understand(service: Record, town: Town, language: str = "de") -> Understood:
    """One service, checked for shape before; never raises for what it cannot read, but says so."""
    return _Reader(service, town, language).read()


class _Reader:
    def __init__(self, service: Record, town: Town, language: str) -> None:
        self.service, self.town, self.language = service, town, language
        self.key = UUID(str(service["id"]))
        self.ids: dict[str, str] = {}
        self.remarks: list[str] = []
        self.said: dict[str, list[tuple[str, str]]] = {}

    def read(self) -> Understood:
        terms, themes = self._attributes()
        venues = self._venues()
        content = Content(
            texts=self._texts(),
            themes=tuple(themes),
            terms=tuple(terms),
            partners=tuple(value for value, _ in self.said.get("partner", [])),
            conditions=tuple(self._conditions()),
            spoken=self._spoken(),
            interpreter=YES.get(self._one("interpreter")),
            child_care=YES.get(self._one("child_care")),
            delivery=tuple(value for value, _ in self.said.get("delivery", [])),
            ways_in=tuple(value for value, _ in self.said.get("way_in", [])),
            registration_until=_day(self._one("registration_until")),
            contacts=tuple(self._contacts()),
            venues=venues,
            founded_by=self._one("measure"),
            **self._areas(),
            **self._cost(),
            **self._capacity(),
        )
        content = self._with_times(content)
        return Understood(content, self._standing(), self.ids, self.remarks)

    def _standing(self) -> Standing:
        organisation = (self.service.get("organization") or {}).get("id") or self.service.get(
            "organization_id"
        )
        return Standing(
            id=self.key,
            organisation=UUID(str(organisation)) if organisation else None,
            state=STATES[self.service["status"]],
            changed_at=_moment(self.service.get("last_modified")),
            confirmed_on=_day(self.service.get("assured_date")),
            venues=tuple(UUID(str(each["id"])) for each in self._located()),
        )

    # --- Words -------------------------------------------------------------------------------------------------------

    def _texts(self) -> dict[str, Words]:
        own = {name: str(self.service.get(member) or "") for name, member in MEMBERS.items()}
        own |= {name: self._one(name) for name in ("summary", "access_note")}
        texts: dict[str, dict[str, str]] = {self.language: own}
        for value, label in self.said.get("translation", []):
            member, _, mark = label.partition("@")
            code, _, state = mark.partition(";")
            name = FIELDS.get(member, member)
            if code not in languages.BY_CODE or name not in Words.__dataclass_fields__:
                self.remarks.append(f"attributes: {label}")
                continue
            texts.setdefault(code, {})[name] = value
            texts[code]["state"] = state or "checked"
        state = self._one("text_state")
        if state in {"machine", "outdated"}:
            texts[self.language]["state"] = state
        return {code: _fitting(words) for code, words in texts.items()}

    def _one(self, code: str) -> str:
        found = self.said.get(code)
        return found[0][0] if found else ""

    def _spoken(self) -> tuple[str, ...]:
        found = []
        for each in self.service.get("languages") or []:
            code = _language(each)
            if code is None:
                self.remarks.append(f"languages: {each.get('code') or each.get('name')}")
                continue
            self.ids[derived(self.key, "language", code)] = str(each["id"])
            found.append(code)
        return tuple(dict.fromkeys(found))

    # --- Attributes --------------------------------------------------------------------------------------------------

    def _attributes(self) -> tuple[list[str], list[str]]:
        terms = {str(named.id): code for code, named in self.town.terms.items()}
        themes = {str(named.id): code for code, named in self.town.themes.items()}
        chosen: tuple[list[str], list[str]] = ([], [])
        for each in self.service.get("attributes") or []:
            term = each.get("taxonomy_term") or {}
            key = str(each.get("taxonomy_term_id") or term.get("id") or "")
            for number, known in enumerate((terms, themes)):
                if key in known:
                    chosen[number].append(known[key])
                    self.ids[derived(self.key, "term", key)] = str(each["id"])
            if key in OURS and each.get("value") is not None:
                value, label = str(each["value"]), str(each.get("label") or "")
                self.said.setdefault(OURS[key], []).append((value, label))
                self.ids[derived(self.key, OURS[key], label, value)] = str(each["id"])
        return chosen

    def _conditions(self) -> list[Condition]:
        """Each kind once; what does not fit our closed list stays beside the offer."""
        given: dict[str, Mapping[str, Any] | None] = {}
        years = {
            name: int(self.service[member])
            for name, member in (("from", "minimum_age"), ("to", "maximum_age"))
            if self.service.get(member) is not None
        }
        if years:
            given[Kind.AGE] = years
        if statuses := [value for value, _ in self.said.get("residence_status", [])]:
            given[Kind.RESIDENCE_STATUS] = None if statuses == ["none"] else {"codes": statuses}
        if level := self._one("language_level"):
            first, _, last = level.partition("-")
            limits = {name: value for name, value in (("from", first), ("to", last)) if value}
            given[Kind.LANGUAGE_LEVEL] = None if level == "none" else limits
        if documents := self.service.get("required_documents"):
            given[Kind.DOCUMENTS] = {"codes": [each.get("document") for each in documents]}
            for each in documents:
                self.ids[derived(self.key, "document", each.get("document"))] = str(each["id"])
        for value, label in self.said.get("condition", []):
            try:
                given[label] = json.loads(value)
            except ValueError:
                self.remarks.append(f"attributes: condition {label}")
        return self._sound(given)

    def _sound(self, given: Mapping[str, Mapping[str, Any] | None]) -> list[Condition]:
        sound = []
        for kind, allowed in given.items():
            if flaws(kind, allowed or {}, restricts=allowed is not None):
                self.remarks.append(f"condition: {kind}")
            else:
                sound.append(Condition(Kind(kind), allowed is not None, allowed or {}))
        return sound

    # --- Contacts ----------------------------------------------------------------------------------------------------

    def _contacts(self) -> list[Contact]:
        found: list[Contact] = []
        for each in self.service.get("phones") or []:
            kind = KINDS.get(str(each.get("type") or "").lower(), "phone")
            codes = [code for row in each.get("languages") or [] if (code := _language(row))]
            contact = Contact(kind, each["number"], str(each.get("description") or ""), tuple(codes))
            if len(contact.label) > 80 or len(contact.value) > 300:
                contact = replace(contact, label=contact.label[:80], value=contact.value[:300])
            self.ids[derived(self.key, "phone", kind, contact.value)] = str(each["id"])
            found.append(contact)
        if mail := self.service.get("email"):
            found.append(Contact("mail", mail))
        for each in self.service.get("contacts") or []:
            if each.get("email"):
                self.ids[derived(self.key, "contact", each["email"])] = str(each["id"])
                found.append(Contact("mail", each["email"], str(each.get("name") or "")[:80]))
        if url := self.service.get("url"):
            found.append(Contact("website", url))
        for each in self.service.get("additional_urls") or []:
            self.ids[derived(self.key, "url", each["url"])] = str(each["id"])
            found.append(Contact("website", each["url"], str(each.get("label") or "")[:80]))
        return list({(each.kind, each.value): each for each in found}.values())

    # --- Where and when ----------------------------------------------------------------------------------------------

    def _located(self) -> list[Record]:
        """Services at physical locations; others are kept unread."""
        rows = self.service.get("service_at_locations") or []
        found = []
        for each in rows:
            location = each.get("location") or {}
            if location.get("location_type") == "physical" and _id_of(each, location):
                found.append(each)
        return found

    def _venues(self) -> tuple[Venue, ...]:
        venues = []
        for each in self._located():
            place = place_of(each["location"], self.town)
            venues.append(Venue(place, str(each.get("description") or "")[:200]))
        return tuple(venues)

    def _with_times(self, content: Content) -> Content:
        """Our own rules where the source speaks our profile, else its schedules as far as they can be read."""
        if told := self._one("timetable"):
            try:
                known = json.loads(told)
                rules = from_plain({"slots": known["slots"], "changes": known["changes"]})
            except (ValueError, KeyError, TypeError):
                self.remarks.append("attributes: timetable")
            else:
                return replace(content, slots=rules.slots, changes=rules.changes)
        slots: list[Timed] = []
        sources: list[tuple[int | None, Any]] = [(None, self.service.get("schedules"))]
        sources += [(number, each.get("schedules")) for number, each in enumerate(self._located())]
        for venue, schedules in sources:
            slots += self._slots(venue, schedules or [])
        return replace(content, slots=tuple(slots))

    def _slots(self, venue: int | None, schedules: Sequence[Record]) -> list[Timed]:
        found = []
        for number, each in enumerate(schedules):
            try:
                timetable = open_referral.read([each], zone=self.town.zone, state_code=self.town.state_code)
            except (open_referral.Unreadable, Unusable) as unread:
                where = "schedules" if venue is None else f"service_at_locations[{venue}].schedules"
                self.remarks.append(f"{where}[{number}]: {unread}")
                continue
            found += [Timed(slot, venue) for slot in timetable.slots]
        return found

    def _areas(self) -> dict[str, Any]:
        codes = []
        for each in self.service.get("service_areas") or []:
            code = str(each.get("extent") or "")
            if code in self.town.districts:
                codes.append(code)
                self.ids[derived(self.key, "area", code)] = str(each["id"])
            elif each.get("name") == self.town.name:
                self.ids[derived(self.key, "area")] = str(each["id"])
        return {"districts": tuple(codes), "whole_town": not codes}

    def _cost(self) -> dict[str, Any]:
        options = self.service.get("cost_options") or []
        kind = self._one("cost")
        if len(options) != 1:
            return {"cost": kind or "unknown"}
        only = options[0]
        self.ids[derived(self.key, "cost")] = str(only["id"])
        amount = _amount(only.get("amount"))
        if not kind and amount is not None:
            kind = "free" if amount == 0 else "fee"
        euros = str(only.get("currency") or "EUR").upper() == "EUR"
        if amount and (not euros or amount >= 1_000_000):
            self.remarks.append("cost_options")
            return {"cost": "fee"}
        return {"cost": kind or "unknown", "amount": amount or None}

    def _capacity(self) -> dict[str, Any]:
        rows = self.service.get("capacities") or []
        weeks = self._one("waiting_weeks")
        found: dict[str, Any] = {"waiting_weeks": int(weeks) if weeks.isdigit() else None}
        state = self._one("capacity")
        if len(rows) == 1 and (at := _moment(rows[0].get("updated"))):
            self.ids[derived(self.key, "capacity")] = str(rows[0]["id"])
            free, most = int(rows[0]["available"]), rows[0].get("maximum")
            found |= {"places_free": free, "places_total": int(most) if most is not None else None}
            found |= {"capacity": state or ("free" if free > 0 else "full"), "capacity_as_of": at}
            if most is not None and free > most:
                self.remarks.append("capacities")
                return {"waiting_weeks": found["waiting_weeks"]}
        return found


def place_of(location: Record, town: Town) -> Place:
    """The house; coordinates beyond the globe are left out."""
    address: Record = next(iter(location.get("addresses") or []), {})
    latitude, longitude = location.get("latitude"), location.get("longitude")
    if not (latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180):
        latitude = longitude = None
    districts = {name: code for code, name in town.districts.items()}
    facts = {}
    for each in location.get("attributes") or []:
        term = each.get("taxonomy_term") or {}
        if OURS.get(str(each.get("taxonomy_term_id") or term.get("id") or "")) == "accessibility":
            name, _, said = str(each.get("value") or "").partition("=")
            if name in ACCESS and said in YES:
                facts[name] = YES[said]
    return Place(
        id=str(location["id"]),
        name=str(location.get("name") or "")[:160],
        street=str(address.get("address_1") or "")[:160],
        addition=str(address.get("address_2") or "")[:160],
        postcode=str(address.get("postal_code") or "")[:10],
        town=str(address.get("city") or "")[:80],
        district=districts.get(str(address.get("region") or ""), ""),
        latitude=latitude,
        longitude=longitude,
        transport=str(location.get("transportation") or "")[:200],
        **facts,
    )


def _fitting(words: Mapping[str, Any]) -> Words:
    """Title and sentence within their columns."""
    return Words(
        **{**words, "title": words.get("title", "")[:200], "summary": words.get("summary", "")[:300]}
    )


def _id_of(*records: Record) -> bool:
    return all(each.get("id") for each in records)


def _language(row: Record) -> str | None:
    code = str(row.get("code") or "").lower()
    for candidate in (code, code.partition("-")[0]):
        if candidate in SPOKEN:
            return candidate
    return None


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _moment(value: Any) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
    return found.replace(tzinfo=dt.UTC) if found and found.tzinfo is None else found


def _amount(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
