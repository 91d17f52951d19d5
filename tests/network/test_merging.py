"""Two rows become one in every room, and exactly two again."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.accounts.models import Assignment
from marlerweg.formats.models import Body, Seat
from marlerweg.foundation.decisions import Refused
from marlerweg.network import actions
from marlerweg.network.models import Organisation, Person
from marlerweg.network.queries import merging
from marlerweg.network.queries.duplicates import possible_organisations, possible_people
from marlerweg.network.rules.merging import Merged, Take, stands_in_the_way, suggested, taken
from tests.cast import Cast
from tests.network.stage import NOW, contact, district, organisation, somebody, speaker_of

BOOKKEEPING = {"network.merge", "audit.event"}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, so that „exactly“ can be said."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower not in BOOKKEEPING:
            rows = model._base_manager.order_by("pk").values()
            tables[model._meta.label_lower] = list(rows)
    return tables


@pytest.fixture
def pair(cast: Cast) -> tuple[Organisation, Organisation]:
    kept = organisation("Café Welcome", short_name="CW", languages=["de"])
    double = organisation("Cafe Welcome e. V.", website="https://welcome.example", languages=["de", "uk"])
    kept.districts.add(district("Hüls-Nord", "21"))
    double.districts.add(district("Hüls-Nord", "21"), district("Hüls-Süd", "22"))
    contact(kept, "phone", "02365 990")
    contact(double, "phone", "+49 2365 990")
    contact(double, "mail", "post@welcome.example")
    somebody("Beispiel", at=double)
    organisation("Gruppe", part_of=double)
    body = Body.objects.create(name="Runde", kind="exchange", decision_right="informs", owner=double)
    body.co_owners.set([kept, double])
    Seat.objects.create(body=body, organisation=double, role="Gast")
    return kept, double


def test_the_preview_names_every_field_and_relation(pair: tuple[Organisation, Organisation]) -> None:
    shown = merging.preview(*pair)
    fields = {choice.name: choice for choice in shown.fields}
    assert fields["website"].suggested is Take.DUPLICATE
    assert fields["name"].suggested is Take.SURVIVOR
    assert fields["languages"].suggested is Take.BOTH
    relations = {(move.label, len(move.moving), len(move.staying)) for move in shown.relations}
    assert relations == {
        ("tätig in", 1, 1),
        ("Kontaktangaben", 1, 1),
        ("Funktionen", 1, 0),
        ("Organisationen", 1, 0),
        ("Gremien und Formate", 1, 0),
        ("gemeinsam mit", 0, 1),
        ("Sitze", 1, 0),
    }


def test_references_from_every_room_are_found_without_naming_it() -> None:
    """Whatever points to an organisation anywhere in the house is moved: no foreign key is forgotten."""
    found = {(each.model._meta.label_lower, each.column) for each in merging.references_to(Organisation)}
    pointing = {
        (model._meta.label_lower, column.attname)
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.concrete_fields
        if isinstance(column, models.ForeignKey)
        and column.related_model is Organisation
        and column.name != "merged_into"
    }
    assert pointing | {("accounts.assignment", "scope_id")} == found
    assert {"way.measure", "formats.seat", "network.position"} <= {label for label, _ in found}


def test_merging_moves_everything_and_archives_the_double(
    cast: Cast, pair: tuple[Organisation, Organisation]
) -> None:
    kept, double = pair
    speaker = speaker_of(double)
    actions.merge(kept, double, {"name": Take.DUPLICATE}, by=cast.coordinator, at=NOW)
    kept.refresh_from_db()
    double.refresh_from_db()
    assert (kept.name, kept.short_name, kept.website, kept.languages) == (
        "Cafe Welcome e. V.",
        "CW",
        "https://welcome.example",
        ["de", "uk"],
    )
    assert (double.merged_into, double.archived_at) == (kept, NOW)
    assert {each.name for each in kept.districts.all()} == {"Hüls-Nord", "Hüls-Süd"}
    assert {each.value for each in kept.contact_details.all()} == {"02365 990", "post@welcome.example"}
    assert (
        kept.positions.count() == kept.seats.count() == kept.parts.count() == kept.owned_bodies.count() == 1
    )
    assert Assignment.objects.get(user=speaker).scope_id == kept.pk


def test_undoing_restores_every_table_exactly(cast: Cast, pair: tuple[Organisation, Organisation]) -> None:
    speaker_of(pair[1])
    coordinator = cast.coordinator
    before = everything()
    row = actions.merge(*pair, {"name": Take.DUPLICATE}, by=coordinator, at=NOW)
    assert everything() != before
    assert actions.undo_merge(row, by=coordinator, at=NOW) == []
    assert everything() == before


def test_what_was_edited_since_the_merge_stays_and_is_named(
    cast: Cast, pair: tuple[Organisation, Organisation]
) -> None:
    kept, double = pair
    row = actions.merge(kept, double, {}, by=cast.coordinator, at=NOW)
    Organisation.objects.filter(pk=kept.pk).update(website="https://neu.example")
    assert actions.undo_merge(row, by=cast.coordinator, at=NOW) == ["website"]
    kept.refresh_from_db()
    assert (kept.website, kept.languages) == ("https://neu.example", ["de"])


def test_merges_are_undone_in_reverse_order(cast: Cast, pair: tuple[Organisation, Organisation]) -> None:
    kept, double = pair
    third = organisation("Welcome")
    before = everything()
    by = cast.coordinator
    before = everything()
    first = actions.merge(kept, double, {}, by=by, at=NOW)
    second = actions.merge(third, kept, {}, by=by, at=NOW.replace(hour=11))
    with pytest.raises(actions.UndoneLater):
        actions.undo_merge(first, by=by, at=NOW)
    actions.undo_merge(second, by=by, at=NOW)
    actions.undo_merge(first, by=by, at=NOW)
    assert everything() == before


def test_people_are_merged_alike_and_the_account_goes_along(cast: Cast) -> None:
    club, church = organisation("Verein"), organisation("Kirche")
    by = cast.coordinator
    kept, double = somebody("Beispiel", at=club), somebody("Beispiel", at=church, user=cast.member)
    before = everything()
    row = actions.merge(kept, double, {}, by=by, at=NOW)
    kept.refresh_from_db()
    assert kept.user == cast.member
    assert {position.organisation for position in kept.positions.all()} == {club, church}
    actions.undo_merge(row, by=by, at=NOW)
    assert everything() == before


def test_the_same_position_at_both_stays_behind(cast: Cast) -> None:
    club = organisation("Verein")
    kept, double = somebody("Beispiel", at=club), somebody("Beispiel", at=club)
    actions.merge(kept, double, {}, by=cast.coordinator, at=NOW)
    assert kept.positions.count() == double.positions.count() == 1


def test_what_cannot_be_merged(cast: Cast, pair: tuple[Organisation, Organisation]) -> None:
    kept, double = pair
    person: Any = somebody("Beispiel")
    for first, second in ((kept, kept), (kept, person)):
        with pytest.raises(actions.CannotMerge):
            actions.merge(first, second, {}, by=cast.coordinator, at=NOW)
    actions.archive_organisation(double, by=cast.coordinator, at=NOW)
    with pytest.raises(actions.CannotMerge):
        actions.merge(kept, double, {}, by=cast.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.merge(kept, double, {}, by=cast.member, at=NOW)


def test_suspicions_come_with_reasons_until_told_apart(
    cast: Cast, pair: tuple[Organisation, Organisation]
) -> None:
    (found,) = possible_organisations()
    assert {found.first, found.second} == set(pair)
    assert [str(reason) for reason in found.reasons] == ["same_name", "phone"]
    actions.tell_apart(*pair, by=cast.assistant, at=NOW)
    actions.tell_apart(*reversed(pair), by=cast.assistant, at=NOW)
    assert possible_organisations() == []


def test_a_family_name_alone_makes_nobody_a_double(cast: Cast) -> None:
    somebody("Yılmaz", given_name="Ayşe")
    somebody("Yılmaz", given_name="Mehmet")
    assert possible_people() == []
    Person.objects.create(family_name="Yılmaz", given_name="Ayşe")
    assert len(possible_people()) == 1


LISTS = st.lists(st.sampled_from(["de", "uk", "tr"]), unique=True)


@given(LISTS, LISTS)
def test_joining_lists_loses_nothing_and_doubles_nothing(first: list[str], second: list[str]) -> None:
    joined = taken(suggested(first, second), first, second)
    assert set(joined) == {*first, *second}
    assert len(joined) == len(set(joined))


def test_only_later_merges_of_the_same_rows_stand_in_the_way() -> None:
    first, second, other = Merged(1, "a", "b"), Merged(2, "c", "a"), Merged(3, "x", "y")
    assert stands_in_the_way(first, [first, second, other]) == [second]
    assert stands_in_the_way(second, [first, second, other]) == []
