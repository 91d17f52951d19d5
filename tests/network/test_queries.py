"""Every read gives only what the viewer may see."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from marlerweg.network import queries
from marlerweg.network.models import DistrictAlias, ThemeCrosswalk, ThemeScheme
from marlerweg.network.queries.organisation import kin, with_details
from marlerweg.network.queries.person import positions_at
from marlerweg.network.queries.themes import crosswalk_table
from tests.cast import Cast
from tests.network.stage import (
    NOW,
    TODAY,
    contact,
    district,
    engagement,
    organisation,
    somebody,
    speaker_of,
    theme,
)

ANYONE = AnonymousUser()


def test_the_public_sees_listed_organisations_with_public_details(cast: Cast) -> None:
    club = organisation("Verein")
    organisation("Stille Initiative", is_listed=False)
    organisation("Alter Verein", archived_at=NOW)
    for visibility in ("public", "partners", "coordination"):
        contact(club, "mail", f"{visibility}@verein.example", visibility)

    def seen_by(viewer) -> tuple[set[str], set[str]]:
        rows = list(with_details(viewer, queries.organisations(viewer)))
        details = {str(detail) for row in rows for detail in row.contact_details.all()}
        return {row.name for row in rows}, details

    assert seen_by(ANYONE) == ({"Verein"}, {"public@verein.example"})
    assert seen_by(cast.member) == (
        {"Verein", "Stille Initiative"},
        {"public@verein.example", "partners@verein.example"},
    )
    assert len(seen_by(cast.coordinator)[1]) == len(seen_by(speaker_of(club))[1]) == 3


def test_people_are_seen_as_they_agreed(cast: Cast) -> None:
    club = organisation("Verein")
    somebody("Offen", visibility="partners")
    somebody("Leise", at=club)
    somebody("Weg", archived_at=NOW)
    assert not queries.people(ANYONE).exists()
    assert not queries.people(cast.stranger).exists()
    assert {each.family_name for each in queries.people(cast.member)} == {"Offen"}
    assert {each.family_name for each in queries.people(speaker_of(club))} == {"Offen", "Leise"}
    assert {each.family_name for each in queries.people(cast.coordinator)} == {"Offen", "Leise"}


def test_past_and_hidden_positions_do_not_show(cast: Cast) -> None:
    club = organisation("Verein")
    her = somebody("Offen", at=club, visibility="partners")
    somebody("Leise", at=club)
    assert [str(each.person) for each in positions_at(cast.member, club, TODAY)] == ["Offen"]
    her.positions.update(ends=TODAY - dt.timedelta(days=1))
    assert not positions_at(cast.member, club, TODAY)
    assert len(positions_at(cast.coordinator, club, TODAY)) == 1


def test_relatives_come_in_one_query(cast: Cast, django_assert_num_queries) -> None:
    head = organisation("Stadt")
    part = organisation("Jugendamt", part_of=head)
    office = organisation("Stadtteilbüro")
    office.run_by.add(head)
    with django_assert_num_queries(1):
        found = kin(ANYONE, head)
    assert found == {"parts": [part], "members": [], "runs": [office], "run_by": []}
    assert kin(ANYONE, office)["run_by"] == [head]


def test_huels_means_two_districts(db: None) -> None:
    north, south = district("Hüls-Nord", "21"), district("Hüls-Süd", "22")
    DistrictAlias.objects.create(name="Auf dem Hüls").districts.set([south])
    assert queries.find_district("Hüls") == [north, south]
    assert queries.find_district("auf dem hüls") == [south]
    assert queries.find_district("Atlantis") == []


def test_a_theme_is_followed_and_the_table_shows_it(db: None, django_assert_num_queries) -> None:
    now = theme("wohnen")
    old_scheme = ThemeScheme.objects.create(code="2019", name="2019")
    old = old_scheme.themes.create(code="miete", names={"de": "Miete"})
    ThemeCrosswalk.objects.create(source=old, target=now, kind="wider")
    (found,) = queries.follow(old, now.scheme)
    assert (found.theme, found.kind, found.path) == (now, "wider", (old, now))
    (back,) = queries.follow(now, old_scheme)
    assert (back.theme, back.kind_label) == (old, "enger")
    with django_assert_num_queries(2):
        (row,) = crosswalk_table(old_scheme, [now.scheme])
    assert row.cells[0][0].theme == now


def test_engagement_is_for_partners_and_runs_out(cast: Cast) -> None:
    church, club = organisation("Kirche"), organisation("Chor")
    room = engagement(church, "Gemeindesaal")
    engagement(church, "Alt", expires_on=TODAY - dt.timedelta(days=1))
    engagement(church, "Vergeben", closed_at=NOW)
    wish = engagement(club, "Probenraum", direction="sought")
    assert not queries.engagements(ANYONE, TODAY).exists()
    assert set(queries.engagements(cast.member, TODAY)) == {room, wish}
    (suggestion,) = queries.matches_for(wish, cast.member, TODAY)
    assert suggestion.engagement == room
    assert queries.matches_for(wish, ANYONE, TODAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(cast: Cast, count: int, django_assert_num_queries) -> None:
    for number in range(count):
        row = organisation(f"Verein {number}")
        row.districts.add(district("Hüls-Nord"))
        row.themes.add(theme())
        contact(row, "mail", f"{number}@verein.example")
    viewer = cast.member
    assert viewer.roles
    with django_assert_num_queries(5):
        for row in with_details(viewer, queries.organisations(viewer)):
            [*row.districts.all(), *row.addresses.all(), *row.contact_details.all()]
            [*row.themes.all()]
