"""What the interface reads: public offers and the organisations behind them, filtered as HSDS asks."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import Avg, Prefetch, Q, QuerySet

from marlerweg.api.hsds import profile
from marlerweg.api.hsds.projection import Projection, Record, Standing
from marlerweg.api.hsds.town import Named, Town
from marlerweg.foundation import clock, languages
from marlerweg.network.models import (
    Address,
    ContactDetail,
    District,
    Organisation,
    Theme,
    ThemeScheme,
    Visibility,
)
from marlerweg.network.queries import town as town_of_the_pack
from marlerweg.offers.finding import step
from marlerweg.offers.models import Offer, Place, SchoolHoliday, Term, Venue, Vocabulary
from marlerweg.offers.queries.finding import Wish
from marlerweg.offers.queries.whole import public_offers, with_everything

REMEMBERED_SECONDS = 60
METRES_PER_DEGREE = 111_320.0


# --- The town ----------------------------------------------------------------------------------------------------------


def town(language: str, address: str) -> Town:
    """Names of districts, terms and themes change seldom: each process remembers them for a minute."""
    key = f"hsds-town-{language}-{address}"
    found = caches["process"].get(key)
    if not isinstance(found, Town) or found.today != clock.today():
        found = _read_town(language, address)
        caches["process"].set(key, found, REMEMBERED_SECONDS)
    return found


def _read_town(language: str, address: str) -> Town:
    here = town_of_the_pack()
    return Town(
        name=here.name if here else "",
        state=here.state if here else "",
        state_code=(here.state_code if here else "") or "NW",
        zone=here.time_zone if here else "Europe/Berlin",
        address=address,
        today=clock.today(),
        districts=dict(District.objects.values_list("key", "name")),
        terms={
            f"{term.vocabulary.subject}/{term.code}": named_term(term, language)
            for term in Term.objects.select_related("vocabulary").order_by("vocabulary__is_current")
        },
        themes={
            theme.code: named_theme(theme, language)
            for theme in Theme.objects.select_related("scheme").order_by("scheme__is_current")
        },
        school_holidays=tuple(
            (each.name, each.first, each.last) for each in SchoolHoliday.objects.order_by("first")
        ),
    )


def named_term(term: Term, language: str) -> Named:
    spoken = languages.best(language, term.descriptions)
    return Named(
        term.pk,
        term.code,
        term.name_in(language),
        term.descriptions[spoken] if spoken else term.name_in(language),
        str(term.vocabulary),
        term.vocabulary_id,
        term.parent_id,
    )


def named_theme(theme: Theme, language: str) -> Named:
    name = theme.name_in(language)
    return Named(theme.pk, theme.code, name, name, theme.scheme.name, theme.scheme_id)


# --- Filters -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """All of these must hold; `ids` are those a full-text search found, best first."""

    ids: tuple[str, ...] | None = None
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: dt.datetime | None = None


def searched(words: str, language: str) -> tuple[str, ...] | None:
    """Ids of what the public search finds, or nothing said where nothing is asked."""
    if not words.strip():
        return None
    wish = Wish(words=words, language=language)
    step.keep_in_step()
    return tuple(step.store().index.matching(wish.words, wish.reads))


def offers(wanted: Wanted) -> QuerySet[Offer]:
    """In the order of their last change, so that a harvester may stop where it left off."""
    rows = public_offers()
    if wanted.ids is not None:
        rows = rows.filter(pk__in=wanted.ids)
    if wanted.organization_id:
        rows = rows.filter(Q(organisation=wanted.organization_id) | Q(partners=wanted.organization_id))
    if wanted.modified_after:
        rows = rows.filter(changed_at__gte=wanted.modified_after)
    if wanted.taxonomy_term_id:
        rows = rows.filter(Q(terms=wanted.taxonomy_term_id) | Q(themes=wanted.taxonomy_term_id))
    if wanted.taxonomy_id and wanted.taxonomy_id != profile.TAXONOMY_ID:
        rows = rows.filter(Q(terms__vocabulary=wanted.taxonomy_id) | Q(themes__scheme=wanted.taxonomy_id))
    return rows.order_by("changed_at", "pk").distinct()


def venues(wanted: Wanted) -> QuerySet[Venue]:
    rows = Venue.objects.filter(offer__in=offers(wanted).order_by().values("pk"))
    return rows.select_related("place__district").order_by("offer__changed_at", "pk")


def near(rows: QuerySet[Venue], postcode: str, metres: float | None) -> QuerySet[Venue]:
    """Without a distance: there, or for people from there. With one: within it, measured from the postcode's middle.

    Distances are great-circle distances on a sphere, within 0.5 % of the truth.
    """
    at = Place.objects.filter(postcode=postcode)
    if metres is None:
        districts = at.exclude(district=None).values("district")
        serves = Q(offer__districts__in=districts) | (Q(offer__whole_town=True) & Q(offer__districts=None))
        return rows.filter(
            Q(place__postcode=postcode) | serves if at.exists() else Q(place__postcode=postcode)
        )
    middle = at.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if middle["latitude"] is None or middle["longitude"] is None:
        return rows.none()
    here = (middle["latitude"], middle["longitude"])
    reach = metres / METRES_PER_DEGREE
    wide = reach / max(0.01, cos(radians(here[0])))
    box = Place.objects.filter(
        latitude__range=(here[0] - reach, here[0] + reach),
        longitude__range=(here[1] - wide, here[1] + wide),
    )
    points = box.values_list("pk", "latitude", "longitude")
    return rows.filter(place__in=[key for key, *point in points if metres_between(here, point) <= metres])


def metres_between(one: Iterable[Any], other: Iterable[Any]) -> float:
    """Haversine; points as (latitude, longitude) in degrees."""
    (first_latitude, first_longitude), (latitude, longitude) = (
        [radians(value) for value in point] for point in (one, other)
    )
    half = sin((latitude - first_latitude) / 2) ** 2 + (
        cos(first_latitude) * cos(latitude) * sin((longitude - first_longitude) / 2) ** 2
    )
    return 2 * 6_371_000 * asin(sqrt(half))


def organisations(wanted: Wanted, words: str = "") -> QuerySet[Organisation]:
    """Those the network shows to everybody, and those that have public offers."""
    serving = offers(Wanted(taxonomy_term_id=wanted.taxonomy_term_id, taxonomy_id=wanted.taxonomy_id))
    rows = Organisation.objects.filter(archived_at=None, merged_into=None)
    own = Q(pk__in=serving.order_by().values("organisation"))
    narrowed = wanted.taxonomy_term_id or wanted.taxonomy_id
    rows = rows.filter(own if narrowed else own | Q(is_listed=True))
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(short_name__icontains=word) | Q(tasks__icontains=word))
    return with_public_contact(rows).order_by("name", "pk")


def with_public_contact(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return rows.prefetch_related(
        Prefetch(
            "contact_details",
            ContactDetail.objects.filter(visibility=Visibility.PUBLIC),
            to_attr="public_contacts",
        ),
        Prefetch(
            "addresses",
            Address.objects.filter(visibility=Visibility.PUBLIC).select_related("district"),
            to_attr="public_addresses",
        ),
    )


# --- Records -----------------------------------------------------------------------------------------------------------


def whole(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    return with_everything(rows).prefetch_related(
        Prefetch(
            "organisation__addresses",
            Address.objects.filter(visibility=Visibility.PUBLIC).select_related("district"),
            to_attr="public_addresses",
        ),
    )


def standing(offer: Offer) -> Standing:
    return Standing(
        id=offer.pk,
        organisation=offer.organisation_id,
        state=offer.state,
        changed_at=offer.changed_at,
        confirmed_on=clock.day_of(offer.confirmed_at) if offer.confirmed_at else None,
        paused_until=offer.paused_until,
        slug=offer.slug,
        venues=tuple(venue.pk for venue in offer.venues.all()),
        openstreetmap=tuple(venue.place.openstreetmap for venue in offer.venues.all()),
    )


def taxonomies(language: str) -> list[Record]:
    """Our vocabularies and lists of themes in use, those that offers still refer to, and the profile's own."""
    return [
        *(
            {
                "id": str(each.pk),
                "name": str(each),
                "description": each.get_subject_display(),
                "version": each.code,
            }
            for each in Vocabulary.objects.order_by("subject", "code")
        ),
        *(
            {"id": str(each.pk), "name": each.name, "description": each.name, "version": each.code}
            for each in ThemeScheme.objects.filter(Q(is_current=True) | Q(themes__offers__isnull=False))
            .distinct()
            .order_by("code")
        ),
        {
            "id": str(profile.TAXONOMY_ID),
            "name": profile.TAXONOMY_NAME,
            "description": profile.TAXONOMY_DESCRIPTION,
        },
    ]


def taxonomy_terms(language: str, address: str) -> list[Record]:
    here = Projection(town(language, address), language)
    schemes = {UUID(each["id"]) for each in taxonomies(language)}
    terms = Term.objects.select_related("vocabulary").order_by("vocabulary__subject", "position", "pk")
    themes = Theme.objects.filter(scheme__in=schemes).select_related("scheme").order_by("position", "pk")
    return [
        *(here.taxonomy_term(named_term(each, language)) for each in terms),
        *(here.taxonomy_term(named_theme(each, language)) for each in themes),
        *(here.profile_term(word.code) for word in profile.WORDS),
    ]
