"""Pairs that may be the same, and what became of such suspicions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from marlerweg.network.models import ContactDetail, Distinction, Merge, Organisation, Person
from marlerweg.network.queries.places import town
from marlerweg.network.rules import duplicates, merging
from marlerweg.network.rules.duplicates import Record, Suspicion, Why
from marlerweg.network.rules.folding import folded, folded_street, folded_website

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
    rows = Organisation.objects.filter(archived_at=None).prefetch_related(
        "addresses", "contact_details", "run_by"
    )
    by_key = {row.pk: row for row in rows}
    here = town()
    found = duplicates.suspicions(
        (organisation_record(row) for row in by_key.values()),
        _distinct(Organisation),
        common=[here.name, here.county] if here else [],
    )
    return _pairs(found, by_key)


def possible_people() -> list[Pair]:
    rows = Person.objects.filter(archived_at=None).prefetch_related("contact_details")
    by_key = {row.pk: row for row in rows}
    found = duplicates.suspicions((person_record(row) for row in by_key.values()), _distinct(Person))
    return _pairs([each for each in found if _says_more_than_family(each)], by_key)


def organisation_record(row: Organisation) -> Record:
    details = set(_details(row.contact_details.all()))
    if row.website:
        details.add((Why.WEBSITE, folded_website(row.website)))
    details |= {
        (Why.ADDRESS, f"{folded_street(address.street)} {folded(address.place)}")
        for address in row.addresses.all()
        if address.street
    }
    relatives = {row.part_of_id, row.umbrella_id, *(each.pk for each in row.run_by.all())} - {None}
    return Record(row.pk, row.name, row.short_name, frozenset(details), frozenset(relatives))


def person_record(row: Person) -> Record:
    return Record(
        row.pk,
        f"{row.given_name} {row.family_name}",
        details=frozenset(_details(row.contact_details.all())),
    )


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


def _details(rows: Iterable[ContactDetail]) -> Iterable[tuple[Why, str]]:
    for detail in rows:
        kind = ContactDetail.Kind(detail.kind)
        if kind in REASONS and detail.folded:
            yield REASONS[kind], detail.folded


def _distinct(model: type[Organisation | Person]) -> list[frozenset[Any]]:
    pairs = Distinction.objects.filter(kind=model._meta.label_lower).values_list("first_id", "second_id")
    return [frozenset(pair) for pair in pairs]


def _says_more_than_family(suspicion: Suspicion) -> bool:
    """A shared family name or office number alone says nothing about people."""
    return Why.SAME_NAME in suspicion.reasons or (len(suspicion.reasons) > 1 or Why.MAIL in suspicion.reasons)


def _pairs(found: list[Suspicion], by_key: dict[Any, Any]) -> list[Pair]:
    return [Pair(by_key[each.first], by_key[each.second], each.reasons) for each in found]
