"""Bodies of a place pack: their seats follow the pack, those that people added stay."""

import dataclasses

import pytest

from marlerweg.formats import actions
from marlerweg.formats.models import Body, Seat
from marlerweg.formats.rules.facts import BodyFact, SeatFact
from marlerweg.network import actions as network
from marlerweg.network.actions.settling import Settled
from marlerweg.network.models import Organisation
from marlerweg.network.rules.facts import OrganisationFact

SERIES = BodyFact(
    key="reihe", name="Tagungsreihe", kind="conference", decision_right="advises", owner="dezernat"
)
GROUP = BodyFact(
    key="ag",
    name="Arbeitsgruppe",
    kind="working_group",
    decision_right="advises",
    parent="reihe",
    co_owners=["awo"],
    meetings_per_year=4,
    seats=[SeatFact(role="Delegierte", organisation="awo", count=2), SeatFact(role="Schulen")],
)


@pytest.fixture
def organisations(db: None) -> None:
    network.settle_organisations(
        [
            OrganisationFact(key="dezernat", name="Sozialdezernat", kind="office"),
            OrganisationFact(key="awo", name="AWO", kind="welfare"),
        ]
    )


def test_bodies_may_name_others_that_come_later(organisations: None) -> None:
    assert actions.settle_bodies([GROUP, SERIES]) == Settled(created=2)
    group = Body.objects.get(key="ag")
    assert group.parent == Body.objects.get(key="reihe")
    assert [str(each) for each in group.co_owners.all()] == ["AWO"]
    assert {(str(seat), seat.count) for seat in group.seats.all()} == {
        ("AWO (Delegierte)", 2),
        ("Schulen", 1),
    }
    assert actions.settle_bodies([GROUP, SERIES]) == Settled(unchanged=2)


def test_seats_of_the_pack_follow_it_and_added_ones_stay(organisations: None) -> None:
    actions.settle_bodies([GROUP, SERIES])
    added = Seat.objects.create(
        body=Body.objects.get(key="ag"), organisation=Organisation.objects.get(key="dezernat")
    )
    actions.settle_bodies([dataclasses.replace(GROUP, seats=[SeatFact(role="Kitas")])])
    assert set(Seat.objects.values_list("role", flat=True)) == {"Kitas", ""}
    assert Seat.objects.filter(pk=added.pk).exists()
