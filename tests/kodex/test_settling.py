"""The Kodex of a place pack: versions, values, fields, goals, and what became of a value."""

import pytest

from marlerweg.kodex import actions
from marlerweg.kodex.models import Goal, NamedMeasure, Value, Version
from marlerweg.kodex.rules.facts import (
    ActionFieldFact,
    GoalFact,
    NamedMeasureFact,
    ValueCrosswalkFact,
    ValueFact,
    VersionFact,
)
from marlerweg.network import actions as network
from marlerweg.network.actions.settling import Settled
from marlerweg.network.rules.facts import SchemeFact, ThemeFact

FACTS = actions.KodexFacts(
    versions=[
        VersionFact(code="2023", name="Kodex", year=2023, is_current=True),
        VersionFact(code="2020", name="Integrationskonzept", year=2020),
    ],
    values=[
        ValueFact(version="2020", code="2020-respekt", names={"de": "Wertschätzung und Respekt"}),
        ValueFact(version="2023", code="2023-respekt", names={"de": "Respekt", "en": "Respect"}),
    ],
    action_fields=[
        ActionFieldFact(version="2020", code="2020-wohnen", names={"de": "Wohnen"}, themes=["wohnen"])
    ],
    goals=[GoalFact(version="2020", code="z1", names={"de": "Teilhabe"}, action_field="2020-wohnen")],
    named_measures=[
        NamedMeasureFact(
            version="2020", code="cafe", names={"de": "Mietercafé"}, action_fields=["2020-wohnen"]
        )
    ],
    crosswalks=[ValueCrosswalkFact(source="2020-respekt", target="2023-respekt", kind="narrower")],
)


@pytest.fixture
def themes(db: None) -> None:
    network.settle_themes(
        [SchemeFact(code="jetzt", names={"de": "Jetzt"}, is_current=True)],
        [ThemeFact(scheme="jetzt", code="wohnen", names={"de": "Wohnen"})],
    )


def test_the_whole_kodex_is_settled_once(themes: None) -> None:
    assert actions.settle_kodex(FACTS) == Settled(created=8)
    assert Version.objects.get(is_current=True).code == "2023"
    goal = Goal.objects.get()
    assert goal.action_field is not None
    assert [theme.code for theme in goal.action_field.themes.all()] == ["wohnen"]
    assert NamedMeasure.objects.get().action_fields.get() == goal.action_field
    assert Value.objects.get(code="2020-respekt").leads_to.get().target.code == "2023-respekt"
    assert actions.settle_kodex(FACTS) == Settled(unchanged=8)


def test_a_version_the_town_has_put_in_use_stays_in_use(themes: None) -> None:
    actions.settle_kodex(FACTS)
    Version.objects.update(is_current=False)
    own = Version.objects.create(code="2027", name="Neuer Kodex", is_current=True)
    actions.settle_kodex(FACTS)
    assert Version.objects.get(is_current=True) == own
