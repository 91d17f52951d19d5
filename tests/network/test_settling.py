"""A place pack is settled once, as often as it is read; what the town edits since is not undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.audit.models import Event
from marlerweg.network import actions
from marlerweg.network.actions.settling import Settled
from marlerweg.network.models import District, DistrictAlias, Organisation, Theme, ThemeScheme, Town
from marlerweg.network.rules.facts import (
    AliasFact,
    CrosswalkFact,
    DistrictFact,
    OrganisationFact,
    SchemeFact,
    ThemeFact,
    TownFact,
)

NORTH = DistrictFact(key="21", code="huels-nord", name="Hüls-Nord", tile=(3, 1), sources=["M-CODE"])
SOUTH = DistrictFact(key="22", code="huels-sued", name="Hüls-Süd", tile=(3, 2))
HUELS = AliasFact(name="Hüls", districts=["huels-nord", "huels-sued"], inferred=True)
NOWHERE = AliasFact(name="Enkesiedlung", open_questions=["Zu welchem Stadtteil gehört sie?"])
TOWN = TownFact(
    pack="quelle", name="Quelle", programme_name="Quellenweg", official_key="05999001", colour="#00538a"
)
OFFICE = OrganisationFact(
    key="jugendamt",
    name="Jugendamt",
    kind="office",
    part_of="stadt",
    street="Am Markt 1",
    district="huels-nord",
)
CITY = OrganisationFact(key="stadt", name="Stadt Quelle", kind="municipality")


@pytest.fixture
def districts(db: None) -> Settled:
    return actions.settle_districts([NORTH, SOUTH], [HUELS, NOWHERE])


def test_districts_come_with_the_names_people_use(districts: Settled) -> None:
    assert districts == Settled(created=4)
    assert {district.name for district in DistrictAlias.objects.get(name="Hüls").districts.all()} == {
        "Hüls-Nord",
        "Hüls-Süd",
    }
    assert not DistrictAlias.objects.get(name="Enkesiedlung").districts.exists()
    assert District.objects.get(key="21").sources == ["M-CODE"]


def test_settling_twice_changes_nothing_and_records_nothing(districts: Settled) -> None:
    before = Event.objects.count()
    assert before == 1
    assert actions.settle_districts([NORTH, SOUTH], [HUELS, NOWHERE]) == Settled(unchanged=4)
    assert Event.objects.count() == before


def test_an_edit_of_the_town_survives_until_the_pack_itself_changes(districts: Settled) -> None:
    District.objects.filter(key="21").update(name="Hüls Nord")
    actions.settle_districts([NORTH])
    assert District.objects.get(key="21").name == "Hüls Nord"
    changed = DistrictFact(key="21", code="huels-nord", name="Hüls (Nord)", tile=(3, 1))
    assert actions.settle_districts([changed]) == Settled(changed=1)
    assert District.objects.get(key="21").name == "Hüls (Nord)"


def test_organisations_may_name_others_that_come_later(districts: Settled) -> None:
    actions.settle_town(TOWN)
    assert actions.settle_organisations([OFFICE, CITY]) == Settled(created=2)
    office = Organisation.objects.get(key="jugendamt")
    assert office.part_of == Organisation.objects.get(key="stadt")
    address = office.addresses.get()
    assert (address.street, address.place, str(address.district)) == ("Am Markt 1", "Quelle", "Hüls-Nord")
    assert office.is_listed


def test_an_unknown_reference_leaves_nothing_half_done(districts: Settled) -> None:
    lost = OrganisationFact(key="verein", name="Verein", kind="association", umbrella="gibt-es-nicht")
    with pytest.raises(actions.UnknownKey, match="gibt-es-nicht"):
        actions.settle_organisations([CITY, lost])
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_exactly_one_scheme_is_in_use_and_another_may_take_its_place() -> None:
    old = SchemeFact(code="2022", names={"de": "Liste 2022"}, is_current=True)
    actions.settle_themes([old], [])
    new = SchemeFact(code="2023", names={"de": "Liste 2023", "en": "List 2023"}, is_current=True)
    actions.settle_themes([new], [ThemeFact(scheme="2023", code="wohnen", names={"de": "Wohnen"})])
    assert ThemeScheme.objects.get(is_current=True).code == "2023"
    assert Theme.objects.get().scheme.translations == {"en": "List 2023"}


@pytest.mark.django_db
def test_crosswalks_lead_from_theme_to_theme() -> None:
    schemes = [SchemeFact(code="a", names={"de": "A"}), SchemeFact(code="b", names={"de": "B"})]
    themes = [
        ThemeFact(scheme="a", code="familien", names={"de": "Familien"}),
        ThemeFact(scheme="b", code="kita", names={"de": "Kita"}),
    ]
    crossing = CrosswalkFact(source="familien", target="kita", kind="narrower", sources=["setzung"])
    assert actions.settle_themes(schemes, themes, [crossing]) == Settled(created=5)
    walk = Theme.objects.get(code="familien").leads_to.get()
    assert (walk.target.code, walk.kind, walk.sources) == ("kita", "narrower", ["setzung"])


@pytest.mark.django_db
def test_another_pack_takes_the_place_of_the_former() -> None:
    actions.settle_town(TOWN)
    actions.settle_town(
        TownFact(pack="neu", name="Neustadt", programme_name="N", official_key="0", colour="#111111")
    )
    assert Town.objects.get().name == "Neustadt"


@given(st.text(), st.text())
def test_digests_tell_facts_apart(first: str, second: str) -> None:
    one, other = (AliasFact(name="Hüls", note=note) for note in (first, second))
    assert (one.digest() == other.digest()) == (first == second)
