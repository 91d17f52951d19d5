"""Whoever sits in the town's steering group does not decide for the Kreis."""

from marlerweg.formats.models import Body
from marlerweg.way import policies
from tests.cast import Cast
from tests.way.stage import Stage


def test_a_member_of_the_towns_steering_group_decides_only_there(stage: Stage, cast: Cast) -> None:
    county = Body.objects.create(
        name="Lenkungsgruppe des Kreises",
        kind=Body.Kind.STEERING_GROUP,
        level=Body.Level.COUNTY,
        decision_right="decides",
    )
    assert policies.may_record_decision(cast.steering_member, stage.steering_group)
    assert not policies.may_record_decision(cast.steering_member, county)
    assert policies.may_record_decision(cast.coordinator, county), "the office records for every body"
