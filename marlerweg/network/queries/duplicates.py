"""Pairs that may be the same, and what became of such suspicions."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from marlerweg.network.models import Address, ContactDetail, Distinction, Merge, Organisation, Person
from marlerweg.network.queries.places import town
from marlerweg.network.rules import duplicates, merging
from marlerweg.network.rules.duplicates import Record, Suspicion, Why
from marlerweg.network.rules.folding import folded, folded_street, folded_website

Detail = tuple[Why, str]
REASONS = {
    ContactDetail.Kind.PHONE: Why.PHONE,
    ContactDetail.Kind.MOBILE: Why.PHONE,
    ContactDetail.Kind.MAIL: Why.MAIL,
    ContactDetail.Kind.WEBSITE: Why.WEBSITE,
}


@dataclass(frozen=True)
class Pair:
    """Two rows that may be the same, and the reasons."""

    first: Any
    second: Any
    reasons: tuple[Why, ...]


def possible_organisations() -> list[Pair]:
    """Active organisations that may be one; a handful of queries however many there are."""
    rows = Organisation.objects.filter(archived_at=None).only(
        "name", "short_name", "website", "part_of", "umbrella"
    )
    by_key = {row.pk: row for row in rows}
    details, relatives = details_of("organisation"), carriers()
    for key, street, place in Address.objects.exclude(street="").values_list(
        "organisation", "street", "place"
    ):
        details[key].add((Why.ADDRESS, f"{folded_street(street)} {folded(place)}"))
    here = town()
    found = duplicates.suspicions(
        (organisation_record(row, details[row.pk], relatives[row.pk]) for row in by_key.values()),
        _distinct(Organisation),
        common=[here.name, here.county] if here else [],
    )
    return _pairs(found, by_key)


def possible_people() -> list[Pair]:
    rows = Person.objects.filter(archived_at=None).only("title", "given_name", "family_name")
    by_key = {row.pk: row for row in rows}
    details = details_of("person")
    records = (
        Record(row.pk, f"{row.given_name} {row.family_name}", details=frozenset(details[row.pk]))
        for row in by_key.values()
    )
    found = duplicates.suspicions(records, _distinct(Person))
    return _pairs([each for each in found if _says_more_than_family(each)], by_key)


def organisation_record(row: Organisation, details: set[Detail], carriers: set[UUID]) -> Record:
    if row.website:
        details.add((Why.WEBSITE, folded_website(row.website)))
    relatives = {row.part_of_id, row.umbrella_id, *carriers} - {None}
    return Record(row.pk, row.name, row.short_name, frozenset(details), frozenset(relatives))


def details_of(owner: str) -> dict[UUID, set[Detail]]:
    """By owner, in comparable form: only the columns that are compared are read."""
    found: dict[UUID, set[Detail]] = defaultdict(set)
    rows = ContactDetail.objects.filter(kind__in=REASONS, **{f"{owner}__isnull": False}).exclude(folded="")
    for key, kind, value in rows.order_by().values_list(owner, "kind", "folded"):
        found[key].add((REASONS[ContactDetail.Kind(kind)], value))
    return found


def carriers() -> dict[UUID, set[UUID]]:
    """Who is run by whom."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Organisation.run_by.through.objects.values_list("from_organisation", "to_organisation")
    for key, carrier in rows:
        found[key].add(carrier)
    return found


def merges() -> QuerySet[Merge]:
    return Merge.objects.select_related("merged_by")


def later_merges(of: Merge) -> list[Merge]:
    """Merges of the same rows that must be undone before this one."""
    standing = {merge.pk: merge for merge in Merge.objects.filter(kind=of.kind, undone_at=None)}
    rows = {
        key: merging.Merged((merge.merged_at, str(key)), merge.survivor_id, merge.duplicate_id)
        for key, merge in standing.items()
    }
    own = merging.Merged((of.merged_at, str(of.pk)), of.survivor_id, of.duplicate_id)
    in_the_way = merging.stands_in_the_way(own, rows.values())
    return [standing[key] for key, row in rows.items() if row in in_the_way]


def _distinct(model: type[Organisation | Person]) -> list[frozenset[Any]]:
    pairs = Distinction.objects.filter(kind=model._meta.label_lower).values_list("first_id", "second_id")
    return [frozenset(pair) for pair in pairs]


def _says_more_than_family(suspicion: Suspicion) -> bool:
    """A shared family name or office number alone says nothing about people."""
    return Why.SAME_NAME in suspicion.reasons or (len(suspicion.reasons) > 1 or Why.MAIL in suspicion.reasons)


def _pairs(found: list[Suspicion], by_key: dict[Any, Any]) -> list[Pair]:
    return [Pair(by_key[each.first], by_key[each.second], each.reasons) for each in found]
