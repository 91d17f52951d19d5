"""New offers of a list, gathered row by row and written together at the end: the number of statements does not grow with the list."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from marlerweg.accounts.models import User
from marlerweg.network.models import Organisation
from marlerweg.network.rules.folding import folded, folded_street
from marlerweg.offers.actions.bulk import NewOffer, create_many, known_words, slug_for
from marlerweg.offers.models import Foreign, Offer, Place
from marlerweg.offers.queries.contents import place_of
from marlerweg.offers.rules import content as plain
from marlerweg.offers.rules.content import Content

Mark = tuple[str, str]


@dataclass
class Gathering:
    """`write` ends it; until then nothing of it is in the tables, except places that `write_places` was asked for."""

    by: User | None
    at: datetime
    offers: list[NewOffer] = field(default_factory=list)
    origins: list[Foreign] = field(default_factory=list)
    new_places: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = known_words()
        self.taken = set(Offer.objects.values_list("slug", flat=True))
        self.places: dict[Mark, list[Place]] = {}
        for place in Place.objects.select_related("district").order_by("pk"):
            self.places.setdefault(_mark(place.name, place.street), []).append(place)

    def add(self, organisation: Organisation, content: Content, origin: Foreign) -> None:
        """A draft, and what it was in the list."""
        venues = tuple(replace(each, place=place_of(self._place(each.place))) for each in content.venues)
        new = NewOffer(
            id=uuid.uuid4(),
            slug=slug_for(content.german.title or organisation.name, self.taken),
            organisation=organisation.pk,
            content=replace(content, venues=venues),
            state=Offer.State.DRAFT,
            changed_at=self.at,
        )
        origin.offer_id = new.id
        self.offers.append(new)
        self.origins.append(origin)

    def write(self) -> None:
        self.write_places()
        if self.offers:
            create_many(self.offers, self.words, by=self.by, at=self.at, deed="imported")
            Foreign.objects.bulk_create(self.origins)
        self.offers, self.origins = [], []

    def write_places(self) -> None:
        Place.objects.bulk_create(self.new_places)
        self.new_places = []

    def _place(self, wanted: plain.Place) -> Place:
        """As `places.find_or_add` finds it, against what was read once."""
        known = self.places.setdefault(_mark(wanted.name, wanted.street), [])
        for place in known:
            if not wanted.postcode or place.postcode == wanted.postcode:
                return place
        place = Place(
            **_facts(wanted), district=self.words.districts.get(wanted.district), changed_at=self.at
        )
        known.append(place)
        self.new_places.append(place)
        return place


def _facts(wanted: plain.Place) -> Mapping[str, object]:
    names = set(plain.Place.__dataclass_fields__) - {"id", "district"}
    return {name: getattr(wanted, name) for name in names}


def _mark(name: str, street: str) -> Mark:
    return folded(name), folded_street(street)
