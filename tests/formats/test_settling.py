"""Bodies of a place pack: their seats follow the pack, those that people added stay."""

import dataclasses
import datetime as dt

import pytest

from marlerweg.formats import actions
from marlerweg.formats.models import Body, Seat
from marlerweg.formats.queries import past_seats, seats_on
from marlerweg.formats.rules.facts import BodyFact, SeatFact
from marlerweg.network import actions as network
from marlerweg.network.actions.settling import Settled
from marlerweg.network.models import Organisation
from marlerweg.network.rules.facts import OrganisationFact
from tests.cast import Cast

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


WITHOUT = dataclasses.replace(GROUP, seats=[SeatFact(role="Kitas")])
DAY, LATER, AFTER = dt.date(2026, 3, 1), dt.date(2026, 6, 1), dt.date(2026, 6, 2)


@pytest.fixture
def organisations(db: None) -> None:
    network.settle_organisations(
        [
            OrganisationFact(key="dezernat", name="Sozialdezernat", kind="office"),
            OrganisationFact(key="awo", name="AWO", kind="welfare"),
        ]
    )


def test_bodies_may_name_others_that_come_later(organisations: None) -> None:
    assert actions.settle_bodies([GROUP, SERIES], on=DAY) == Settled(created=2)
    group = Body.objects.get(key="ag")
    assert group.parent == Body.objects.get(key="reihe")
    assert [str(each) for each in group.co_owners.all()] == ["AWO"]
    assert {(str(seat), seat.count) for seat in group.seats.all()} == {
        ("AWO (Delegierte)", 2),
        ("Schulen", 1),
    }
    assert actions.settle_bodies([GROUP, SERIES], on=DAY) == Settled(unchanged=2)


def test_seats_of_the_pack_follow_it_and_added_ones_stay(organisations: None) -> None:
    actions.settle_bodies([GROUP, SERIES], on=DAY)
    added = Seat.objects.create(
        body=Body.objects.get(key="ag"), organisation=Organisation.objects.get(key="dezernat")
    )
    actions.settle_bodies([WITHOUT], on=LATER)
    assert set(seats_on(AFTER).values_list("role", flat=True)) == {"Kitas", ""}
    assert seats_on(AFTER).filter(pk=added.pk).exists()


def test_a_seat_that_left_the_pack_is_ended_and_known_for_ever(organisations: None) -> None:
    actions.settle_bodies([GROUP, SERIES], on=DAY)
    actions.settle_bodies([WITHOUT], on=LATER)
    gone = Seat.objects.get(role="Delegierte")
    assert (gone.ends, str(gone)) == (LATER, "AWO (Delegierte)")
    assert gone in seats_on(DAY)
    assert gone in past_seats(gone.body, AFTER)


def test_a_seat_that_comes_back_begins_anew_beside_its_past(organisations: None) -> None:
    actions.settle_bodies([GROUP, SERIES], on=DAY)
    actions.settle_bodies([WITHOUT], on=LATER)
    actions.settle_bodies([GROUP], on=AFTER)
    body, tomorrow = Body.objects.get(key="ag"), AFTER + dt.timedelta(days=1)
    assert sorted(seats_on(tomorrow).values_list("role", flat=True)) == ["Delegierte", "Schulen"]
    past = past_seats(body, tomorrow).values_list("role", flat=True)
    assert sorted(past) == ["Delegierte", "Kitas", "Schulen"]


def test_taken_out_and_put_back_on_the_same_day_is_a_mistake_and_no_history(organisations: None) -> None:
    actions.settle_bodies([GROUP, SERIES], on=DAY)
    actions.settle_bodies([WITHOUT], on=LATER)
    actions.settle_bodies([GROUP], on=LATER)
    assert list(Seat.objects.filter(role="Delegierte").values_list("ends", flat=True)) == [None]


def test_what_the_town_ended_itself_is_not_opened_again(organisations: None, cast: Cast) -> None:
    actions.settle_bodies([GROUP, SERIES], on=DAY)
    actions.end_seat(Seat.objects.get(role="Delegierte"), on=DAY, by=cast.coordinator)
    actions.settle_bodies([dataclasses.replace(GROUP, meetings_per_year=6)], on=AFTER)
    assert list(Seat.objects.filter(role="Delegierte").values_list("ends", flat=True)) == [DAY]
