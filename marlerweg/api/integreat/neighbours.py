"""Houses and organisations of an import: known by an earlier run, found by their name, or founded."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from marlerweg.api.alike import Alike, Theirs
from marlerweg.api.integreat import SYSTEM
from marlerweg.api.integreat.gathering import Bundle, Record
from marlerweg.api.integreat.understanding import Understood
from marlerweg.network.models import Organisation
from marlerweg.network.rules.folding import folded, folded_street
from marlerweg.offers import actions
from marlerweg.offers.actions.bulk import KnownWords
from marlerweg.offers.actions.places import FACTS
from marlerweg.offers.models import Foreign, Place
from marlerweg.offers.rules import content as plain

Facts = dict[str, Any]
WEBSITE, NOWHERE = 200, "None"


@dataclass
class Houses:
    """`known` by the source's id: our row and the facts the source told last."""

    origin: str
    at: dt.datetime
    words: KnownWords
    known: dict[str, tuple[UUID, Facts]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = Foreign.objects.filter(system=SYSTEM, origin=self.origin, kind="place")
        self.known = {row.key: (row.place_id, row.unknown["facts"]) for row in rows if row.place_id}
        self.by_mark = {
            (postcode, folded(name), folded_street(street)): key
            for key, postcode, name, street in Place.objects.values_list("pk", "postcode", "name", "street")
        }
        self.met: set[str] = set()
        self.new: list[Place] = []
        self.links: list[Foreign] = []

    def place(self, key: str, told: plain.Place) -> UUID:
        """Our row; what the source now says otherwise is written unless it was changed here too."""
        facts = facts_of(told)
        if key not in self.known:
            self.known[key] = self._found(told, facts), facts
            self.links.append(self._link(key))
        elif key not in self.met and self.known[key][1] != facts:
            self._follow(key, facts)
        self.met.add(key)
        return self.known[key][0]

    def _found(self, told: plain.Place, facts: Facts) -> UUID:
        mark = (told.postcode, folded(told.name), folded_street(told.street))
        if mark in self.by_mark and any(mark[1:]):
            return self.by_mark[mark]
        columns = {**facts, "district": self.words.districts.get(facts["district"])}
        row = Place(changed_at=self.at, **columns)
        self.new.append(row)
        self.by_mark[mark] = row.pk
        return row.pk

    def _follow(self, key: str, facts: Facts) -> None:
        row = Place.objects.select_related("district").get(pk=self.known[key][0])
        before, now = self.known[key][1], facts_of_row(row)
        differing = {name: value for name, value in facts.items() if before.get(name) != value}
        changed = {name: value for name, value in differing.items() if now[name] == before.get(name)}
        kept = [name for name, value in differing.items() if name not in changed and now[name] != value]
        if changed:
            actions.edit_place(row, changed, by=None, at=self.at, expected_version=row.version)
        if kept:
            said = {"place": row, "names": ", ".join(kept)}
            self.remarks.append(_("Der Ort „%(place)s“ wurde hier geändert und bleibt: %(names)s.") % said)
        self.known[key] = row.pk, facts
        Foreign.objects.filter(system=SYSTEM, origin=self.origin, kind="place", key=key).update(
            unknown={"facts": facts}, taken_at=self.at
        )

    def _link(self, key: str) -> Foreign:
        place, facts = self.known[key]
        return Foreign(
            system=SYSTEM,
            origin=self.origin,
            kind="place",
            key=key,
            place_id=place,
            unknown={"facts": facts},
            taken_at=self.at,
        )

    def write(self) -> None:
        Place.objects.bulk_create(self.new)
        Foreign.objects.bulk_create(self.links)
        self.new, self.links = [], []


def facts_of(told: plain.Place) -> Facts:
    """Only what this source can tell of a house."""
    names = ("name", "street", "postcode", "town", "district", "latitude", "longitude", "step_free")
    return {name: getattr(told, name) for name in names}


def facts_of_row(row: Place) -> Facts:
    facts = {name: getattr(row, name) for name in FACTS}
    return {**facts, "district": row.district.key if row.district else ""}


def placed(read: Understood, keys: Mapping[str, UUID]) -> plain.Content:
    """With our ids for the houses; two that are one here become one door."""
    venues: list[plain.Venue] = []
    doors: dict[int, int] = {}
    for number, (key, venue) in enumerate(zip(read.places, read.content.venues, strict=True)):
        at = replace(venue, place=replace(venue.place, id=str(keys[key])))
        if at not in venues:
            venues.append(at)
        doors[number] = venues.index(at)
    slots = tuple(
        replace(each, venue=None if each.venue is None or len(venues) < 2 else doors[each.venue])
        for each in read.content.slots
    )
    return replace(read.content, venues=tuple(venues), slots=slots)


class Organisations:
    """Who runs a place or event; where the source does not say, whoever bears its name, or the source's publisher."""

    def __init__(self, origin: str, publisher: str, at: dt.datetime, alike: Alike) -> None:
        self.origin, self.publisher, self.at, self.alike = origin, publisher, at, alike
        self.remarks: list[str] = []
        rows = list(Organisation.objects.filter(merged_into=None).values_list("pk", "name", "short_name"))
        self.by_name = {folded(short): key for key, _name, short in rows if short}
        self.by_name |= {folded(name): key for key, name, _short in rows}
        kept = Foreign.objects.filter(system=SYSTEM, origin=origin, kind="organization")
        columns = kept.values_list("key", "organisation", "organisation__merged_into")
        self.known = {key: merged or found for key, found, merged in columns if found}
        at_places = Foreign.objects.filter(
            system=SYSTEM, origin=origin, kind="locations", offer__isnull=False
        )
        self.at_place: dict[str, UUID] = {
            str(place): organisation
            for place, organisation in at_places.values_list("unknown__at", "offer__organisation")
            if place
        }
        self.founded: list[Organisation] = []
        self.links: list[Foreign] = []

    def of(self, bundle: Bundle) -> UUID:
        document = bundle.first.leading
        told = document.get("organization")
        at = str((document.get("location") or {}).get("id"))
        if isinstance(told, Mapping) and told.get("name"):
            found = self._told(told)
        elif bundle.locations:
            found = self._named(bundle.first.title, is_listed=False)
        else:
            found = self.at_place.get(at) or self._named(self.publisher, is_listed=True)
        if bundle.locations and at != NOWHERE:
            self.at_place[at] = found
        return found

    def _told(self, told: Record) -> UUID:
        key = str(told.get("id") or told.get("slug") or folded(str(told["name"])))
        if key not in self.known:
            website = str(told.get("website") or "")
            website = website if len(website) <= WEBSITE else ""
            found = self.alike.same.get(key)
            if found is None:
                name = str(told["name"])
                if folded(name) not in self.by_name:
                    self.remarks.append(self.alike.remark(Theirs(key, name[:200], website)))
                found = self._named(name, is_listed=True, website=website)
            self.known[key] = found
            self.links.append(
                Foreign(
                    system=SYSTEM,
                    origin=self.origin,
                    kind="organization",
                    key=key,
                    organisation_id=found,
                    unknown={"document": dict(told)},
                    taken_at=self.at,
                )
            )
        return self.known[key]

    def _named(self, name: str, *, is_listed: bool, website: str = "") -> UUID:
        if folded(name) not in self.by_name:
            row = Organisation(name=name[:200], website=website, is_listed=is_listed)
            self.founded.append(row)
            self.by_name[folded(name)] = row.pk
        return self.by_name[folded(name)]

    def write(self) -> None:
        Organisation.objects.bulk_create(self.founded)
        Foreign.objects.bulk_create(self.links)
        self.founded, self.links = [], []
