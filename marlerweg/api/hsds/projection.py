"""From our offers to the records of HSDS, in one language: plain dictionaries without empty members."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import override

from marlerweg.api.hsds import profile, times
from marlerweg.api.hsds.town import Named, Town
from marlerweg.foundation.texts import best_text
from marlerweg.network.speech import SPOKEN
from marlerweg.offers.rules.conditions import Condition, Kind
from marlerweg.offers.rules.content import ACCESS, WORDS, Contact, Content, Place, Words

Record = dict[str, Any]
STATUS = {"published": "active", "paused": "temporarily closed", "ended": "defunct"}
# HSDS member of the service for our field of the text.
MEMBERS = {
    "title": "name",
    "body": "description",
    "for_whom": "eligibility_description",
    "cost_note": "fees_description",
    "registration_note": "application_process",
}
PHONES = {"phone": "voice", "mobile": "cell", "messenger": "text"}
RESTRICTED_ELSEWHERE = {Kind.AGE, Kind.RESIDENCE_STATUS, Kind.LANGUAGE_LEVEL}


@dataclass(frozen=True)
class Standing:
    """What an offer is beside its content."""

    id: UUID
    organisation: UUID | None
    state: str
    changed_at: dt.datetime | None = None
    confirmed_on: dt.date | None = None
    paused_until: dt.date | None = None
    slug: str = ""
    venues: tuple[UUID, ...] = ()
    openstreetmap: tuple[str, ...] = ()


def without_empty(record: Mapping[str, Any]) -> Record:
    """HSDS has no word for "not known" but silence."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def derived(owner: UUID, *words: object) -> str:
    """The id of a record that is no row of ours: the same for the same words, for ever."""
    return str(uuid5(owner, "/".join(map(str, words))))


def moment(at: dt.datetime | None) -> str | None:
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


class Projection:
    """One language, one town, any number of offers."""

    def __init__(self, town: Town, language: str) -> None:
        self.town, self.language = town, language

    # --- Services ------------------------------------------------------------------------------------------------------

    def service(self, content: Content, standing: Standing) -> Record:
        """The members of one service, its organization left to the caller."""
        words, spoken = self._words(content)
        key = standing.id
        mails = [each for each in content.contacts if each.kind == "mail"]
        sites = [each for each in content.contacts if each.kind == "website"]
        age = _allowed(content, Kind.AGE)
        with override(self.language):
            record = {
                "id": str(key),
                "organization_id": str(standing.organisation) if standing.organisation else None,
                "name": words.title,
                "description": words.body or words.summary,
                "url": sites[0].value if sites else None,
                "additional_urls": self._more_urls(key, content, sites[1:]),
                "email": mails[0].value if mails else None,
                "status": STATUS.get(standing.state, "inactive"),
                "interpretation_services": self._interpreting(content),
                "application_process": words.registration_note,
                "fees_description": words.cost_note,
                "eligibility_description": words.for_whom,
                "minimum_age": age.get("from"),
                "maximum_age": age.get("to"),
                "assured_date": standing.confirmed_on.isoformat() if standing.confirmed_on else None,
                "alert": self._alert(standing),
                "last_modified": moment(standing.changed_at),
                "phones": [self._phone(key, each) for each in content.contacts if each.kind in PHONES],
                "schedules": times.schedules(key, None, content, self.town),
                "service_areas": self._areas(key, content),
                "service_at_locations": [
                    self._service_at_location(standing, number, content)
                    for number in range(len(content.venues))
                ],
                "languages": [self._language(key, code) for code in content.spoken],
                "cost_options": self._costs(key, content),
                "required_documents": self._documents(key, content),
                "contacts": [self._contact(key, each) for each in mails[1:]],
                "capacities": self._capacities(key, content),
                "attributes": self._attributes(key, content, words, spoken),
            }
        return without_empty(record)

    def _words(self, content: Content) -> tuple[Words, str]:
        texts = [_Readable(code, words.state, words) for code, words in content.texts.items()]
        text = best_text(texts, self.language)
        return (text.words, text.language) if text else (Words(), self.language)

    def _interpreting(self, content: Content) -> str | None:
        if content.interpreter is None:
            return None
        return _("Dolmetschen möglich") if content.interpreter else _("ohne Dolmetschen")

    def _alert(self, standing: Standing) -> str | None:
        if standing.state != "paused" or standing.paused_until is None:
            return None
        return _("Macht Pause bis %(day)s.") % {"day": standing.paused_until.isoformat()}

    def _more_urls(self, key: UUID, content: Content, sites: Sequence[Contact]) -> list[Record]:
        found = [(each.label, each.value) for each in sites]
        if content.registration_address:
            found.append((_("Anmeldung im Internet"), content.registration_address))
        return [
            without_empty({"id": derived(key, "url", url), "label": label, "url": url})
            for label, url in found
        ]

    def _phone(self, key: UUID, contact: Contact) -> Record:
        record = {
            "id": derived(key, "phone", contact.kind, contact.value),
            "number": contact.value,
            "type": PHONES[contact.kind],
            "description": contact.label,
            "languages": [self._language(key, code, contact.value) for code in contact.spoken],
        }
        return without_empty(record)

    def _contact(self, key: UUID, contact: Contact) -> Record:
        return without_empty(
            {"id": derived(key, "contact", contact.value), "name": contact.label, "email": contact.value}
        )

    def _language(self, key: UUID, code: str, *more: str) -> Record:
        return {
            "id": derived(key, "language", code, *more),
            "name": str(SPOKEN.get(code, code)),
            "code": code,
        }

    def _areas(self, key: UUID, content: Content) -> list[Record]:
        if content.whole_town and not content.districts:
            return [{"id": derived(key, "area"), "name": self.town.name}] if self.town.name else []
        return [
            {
                "id": derived(key, "area", code),
                "name": self.town.districts.get(code, code),
                "extent": code,
                "extent_type": "other",
            }
            for code in content.districts
        ]

    def _costs(self, key: UUID, content: Content) -> list[Record]:
        if content.cost == "unknown":
            return []
        option = {
            "free": _("kostenlos"),
            "donation": _("gegen Spende"),
            "reduced": _("mit Ermäßigung"),
            "fee": _("kostenpflichtig"),
        }[content.cost]
        amount = 0 if content.cost == "free" else content.amount
        record: Record = {"id": derived(key, "cost"), "option": option}
        if amount is not None:
            record |= {"currency": "EUR", "amount": float(amount)}
        return [record]

    def _documents(self, key: UUID, content: Content) -> list[Record]:
        return [
            {"id": derived(key, "document", code), "document": code}
            for code in _allowed(content, Kind.DOCUMENTS).get("codes", [])
        ]

    def _capacities(self, key: UUID, content: Content) -> list[Record]:
        """Only where a number can be said; the rest is an attribute."""
        available = content.places_free
        if available is None and content.capacity in {"waiting", "full"}:
            available = 0
        if available is None or content.capacity == "unknown" or content.capacity_as_of is None:
            return []
        record = {
            "id": derived(key, "capacity"),
            "unit": {"id": str(uuid5(profile.NAMESPACE, "unit/place")), "name": _("Plätze")},
            "available": available,
            "maximum": content.places_total,
            "updated": moment(content.capacity_as_of),
        }
        return [without_empty(record) | {"available": available}]

    # --- Locations -----------------------------------------------------------------------------------------------------

    def _service_at_location(self, standing: Standing, number: int, content: Content) -> Record:
        key, venue = standing.id, content.venues[number]
        record = {
            "id": str(standing.venues[number]),
            "service_id": str(key),
            "location_id": self.location_id(venue.place),
            "description": venue.note,
            "schedules": times.schedules(key, number, content, self.town),
            "location": self.location(venue.place, *standing.openstreetmap[number : number + 1]),
        }
        return without_empty(record)

    def location_id(self, place: Place) -> str:
        return place.id or str(uuid5(profile.NAMESPACE, f"place/{place}"))

    def location(self, place: Place, openstreetmap: str = "") -> Record:
        """A house with its address and what is known of access."""
        key = UUID(self.location_id(place))
        record = {
            "id": str(key),
            "location_type": "physical",
            "name": place.name,
            "transportation": place.transport,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "external_identifier": openstreetmap,
            "external_identifier_type": "OpenStreetMap" if openstreetmap else None,
            "addresses": self._addresses(key, place),
            "accessibility": self._accessibility(key, place),
            "attributes": [
                self.say(key, "location", "accessibility", f"{name}={'yes' if said else 'no'}")
                for name in ACCESS
                if (said := getattr(place, name)) is not None
            ],
        }
        return without_empty(record)

    def _addresses(self, key: UUID, place: Place) -> list[Record]:
        if not place.street or not place.town:
            return []
        record = {
            "id": derived(key, "address"),
            "location_id": str(key),
            "address_1": place.street,
            "address_2": place.addition,
            "city": place.town,
            "region": self.town.districts.get(place.district, ""),
            "state_province": self.town.state or self.town.state_code,
            "postal_code": place.postcode,
            "country": "DE",
            "address_type": "physical",
        }
        return [without_empty(record) | {"postal_code": place.postcode}]

    def _accessibility(self, key: UUID, place: Place) -> list[Record]:
        known = [(name, getattr(place, name)) for name in ACCESS if getattr(place, name) is not None]
        words = {
            "step_free": (_("stufenlos erreichbar"), _("nicht stufenlos erreichbar")),
            "lift": (_("mit Aufzug"), _("ohne Aufzug")),
            "accessible_toilet": (_("Toilette für Rollstuhl"), _("keine Toilette für Rollstuhl")),
            "hearing_loop": (_("mit Höranlage"), _("ohne Höranlage")),
            "tactile_guidance": (_("Leitsystem für Blinde"), _("kein Leitsystem für Blinde")),
            "accessible_parking": (_("Behindertenparkplatz"), _("kein Behindertenparkplatz")),
        }
        return [
            {"id": derived(key, "access", name), "description": words[name][0 if said else 1]}
            for name, said in known
        ]

    # --- Attributes ----------------------------------------------------------------------------------------------------

    def _attributes(self, key: UUID, content: Content, words: Words, spoken: str) -> list[Record]:
        terms = [self.town.terms[code] for code in content.terms if code in self.town.terms]
        themes = [self.town.themes[code] for code in content.themes if code in self.town.themes]
        found = [self._term(key, "service", each) for each in (*themes, *terms)]
        said: list[tuple[str, str, str]] = [
            *(("delivery", each, "") for each in content.delivery),
            *(("way_in", each, "") for each in content.ways_in),
            *self._conditions(content),
            *self._translations(content, spoken),
            ("summary", words.summary, ""),
            ("access_note", words.access_note, ""),
            ("text_state", words.state if content.texts else "", ""),
            ("cost", content.cost if content.cost != "unknown" else "", ""),
            ("child_care", _yes(content.child_care), ""),
            ("interpreter", _yes(content.interpreter), ""),
            ("capacity", content.capacity if content.capacity != "unknown" else "", ""),
            ("waiting_weeks", "" if content.waiting_weeks is None else str(content.waiting_weeks), ""),
            (
                "registration_until",
                content.registration_until.isoformat() if content.registration_until else "",
                "",
            ),
            ("timetable", times.as_text(content), ""),
            ("measure", content.founded_by, ""),
            *(("partner", each, "") for each in content.partners),
        ]
        return [
            *found,
            *(self.say(key, "service", code, value, label) for code, value, label in said if value),
        ]

    def _conditions(self, content: Content) -> Iterable[tuple[str, str, str]]:
        for each in content.conditions:
            if each.kind is Kind.AGE and each.restricts:
                continue
            if each.kind is Kind.RESIDENCE_STATUS:
                codes = each.allowed.get("codes", []) if each.restricts else ["none"]
                yield from (("residence_status", code, "") for code in codes)
            elif each.kind is Kind.LANGUAGE_LEVEL:
                yield "language_level", _level(each), ""
            else:
                allowed = dict(each.allowed) if each.restricts else None
                yield "condition", json.dumps(allowed, ensure_ascii=False, sort_keys=True), each.kind.value

    def _translations(self, content: Content, spoken: str) -> Iterable[tuple[str, str, str]]:
        for code, words in content.texts.items():
            if code == spoken or words.state == "draft":
                continue
            mark = f"@{code}" if words.state == "checked" else f"@{code};{words.state}"
            for name in WORDS:
                if text := getattr(words, name):
                    yield "translation", text, MEMBERS.get(name, name) + mark

    def say(self, key: UUID, entity: str, code: str, value: str, label: str = "") -> Record:
        record = {
            "id": derived(key, code, label, value),
            "link_id": str(key),
            "link_type": code,
            "link_entity": entity,
            "value": value,
            "label": label,
            "taxonomy_term": self.profile_term(code, brief=True),
        }
        return without_empty(record)

    def _term(self, key: UUID, entity: str, named: Named) -> Record:
        return {
            "id": derived(key, "term", named.id),
            "link_id": str(key),
            "taxonomy_term_id": str(named.id),
            "link_type": "taxonomy_term",
            "link_entity": entity,
            "value": named.code,
            "taxonomy_term": self.taxonomy_term(named),
        }

    # --- Taxonomies ----------------------------------------------------------------------------------------------------

    def taxonomy_term(self, named: Named) -> Record:
        record = {
            "id": str(named.id),
            "code": named.code,
            "name": named.name,
            "description": named.description or named.name,
            "parent_id": str(named.parent_id) if named.parent_id else None,
            "taxonomy": named.taxonomy,
            "taxonomy_id": str(named.taxonomy_id),
            "language": self.language,
            "term_uri": named.uri,
        }
        return without_empty(record)

    def profile_term(self, code: str, *, brief: bool = False) -> Record:
        word = profile.BY_CODE[code]
        record = {
            "id": str(word.id),
            "code": code,
            "name": word.name,
            "description": word.description,
            "taxonomy": profile.TAXONOMY_NAME,
            "taxonomy_id": str(profile.TAXONOMY_ID),
            "language": "en",
            "term_uri": f"{self.town.address}/api/hsds/profile/#{code}" if self.town.address else None,
        }
        return without_empty({**record, "taxonomy_id": None, "term_uri": None} if brief else record)


@dataclass
class _Readable:
    """A text of the content as `best_text` wants it."""

    language: str
    state: str
    words: Words


def _allowed(content: Content, kind: Kind) -> Mapping[str, Any]:
    for each in content.conditions:
        if each.kind is kind and each.restricts:
            return each.allowed
    return {}


def _yes(said: bool | None) -> str:
    return "" if said is None else ("yes" if said else "no")


def _level(condition: Condition) -> str:
    if not condition.restricts:
        return "none"
    first, last = condition.allowed.get("from", ""), condition.allowed.get("to", "")
    return f"{first}-{last}" if last else str(first)
