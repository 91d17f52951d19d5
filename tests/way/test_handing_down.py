"""Rooms below show what the Way knows: measures beside the values they serve, ties between those who act together."""

import pytest

from marlerweg.kodex import serving
from marlerweg.network import ties
from marlerweg.way import actions, handing_down
from marlerweg.way.models import Measure, Need
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage


@pytest.fixture
def need(stage: Stage, cast: Cast) -> Need:
    return actions.open_need(
        "Wohnungen fehlen", theme=stage.housing, districts=[stage.north], by=cast.coordinator, at=NOW
    )


@pytest.fixture
def measure(need: Need, stage: Stage, cast: Cast) -> Measure:
    return actions.plan_measure(
        "Beratung",
        needs=[need],
        responsible=stage.office,
        partners=[stage.welfare],
        values=[stage.respect],
        districts=[stage.north],
        by=cast.coordinator,
        at=NOW,
        on=TODAY,
    )


def test_the_kodex_sees_what_serves_it_and_what_serves_nothing(
    measure: Measure, need: Need, stage: Stage, cast: Cast
) -> None:
    actions.plan_measure(
        "Anderes", needs=[need], responsible=stage.office, by=cast.coordinator, at=NOW, on=TODAY
    )
    found = {each.label.split()[0]: each for each in serving.all_for(cast.coordinator)}
    assert found[measure.number].values == {stage.respect.pk}
    assert [each.values for each in found.values()].count(frozenset()) == 1
    assert measure.number in found[measure.number].address


def test_a_member_sees_only_its_own(measure: Measure, cast: Cast) -> None:
    assert list(handing_down.measures_serving(cast.coordinator))
    assert list(handing_down.measures_serving(cast.member)) == []


def test_responsible_and_partners_are_tied(measure: Measure, stage: Stage, cast: Cast) -> None:
    (shared,) = handing_down.shared_measures(cast.coordinator, TODAY)
    assert shared.organisations == {stage.office.pk, stage.welfare.pk}
    assert (shared.themes, shared.districts) == ({stage.housing.pk}, {stage.north.pk})
    measure.status = Measure.Status.ENDED
    measure.save()
    assert list(handing_down.shared_measures(cast.coordinator, TODAY)) == []


def test_who_proposes_and_who_helps_are_tied_until_the_offer_is_withdrawn(
    need: Need, stage: Stage, cast: Cast
) -> None:
    approach = actions.propose(need, "Eine Beratung", by=cast.coordinator, at=NOW, organisation=stage.office)
    offer = actions.offer_help(approach, stage.welfare, "einen Raum", by=cast.coordinator, at=NOW)
    (shared,) = handing_down.shared_approaches(cast.coordinator, TODAY)
    assert shared.organisations == {stage.office.pk, stage.welfare.pk}
    assert "Beratung" not in shared.label
    actions.withdraw_help(offer, by=cast.coordinator, at=NOW)
    assert list(handing_down.shared_approaches(cast.coordinator, TODAY)) == []


def test_those_who_carry_out_one_decision_are_tied(need: Need, stage: Stage, cast: Cast) -> None:
    actions.make_ready(need, by=cast.coordinator, at=NOW)
    decision = actions.decide(
        need, "accept", body=stage.steering_group, on=TODAY, by=cast.coordinator, at=NOW
    )
    for organisation in (stage.office, stage.welfare):
        actions.plan_measure(
            "Teil",
            needs=[need],
            responsible=organisation,
            decision=decision,
            by=cast.coordinator,
            at=NOW,
            on=TODAY,
        )
    (shared,) = handing_down.shared_decisions(cast.coordinator, TODAY)
    assert shared.organisations == {stage.office.pk, stage.welfare.pk}


def test_the_network_asks_the_way() -> None:
    assert {"measure", "help", "decision"} <= {source.kind for source in ties.sources()}
