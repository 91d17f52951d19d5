"""The map shows what is really shared, only to those who take part, and the same as picture, text and file."""

import io
import re
from pathlib import Path

import networkx as nx
import pytest
from django.test import Client
from django.urls import reverse

from marlerweg import network
from marlerweg.audit.models import Event
from marlerweg.foundation import sheets
from marlerweg.network import ties
from marlerweg.network.actions import register_ties
from marlerweg.network.models import Organisation, Position
from marlerweg.network.queries.networkmap import Wish, network_map
from marlerweg.network.rules.graph import Shared
from marlerweg.network.ties import TieSource
from tests.cast import Cast
from tests.network.stage import TODAY, district, organisation, somebody, theme

EVERY_KIND = list(ties.SOURCES)


@pytest.fixture(autouse=True)
def only_own_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {kind: source for kind, source in ties.SOURCES.items() if kind in {"kinship", "people"}}
    monkeypatch.setattr(ties, "SOURCES", own)


@pytest.fixture
def town(db: None) -> dict[str, Organisation]:
    rows = {name: organisation(name) for name in ("Stadt", "Jugendamt", "AWO", "Verein", "Allein")}
    rows["Jugendamt"].part_of = rows["Stadt"]
    rows["Jugendamt"].save()
    rows["AWO"].themes.add(theme())
    rows["Verein"].districts.add(district("Hüls-Nord"))
    return rows


def round_table(rows: dict[str, Organisation], *names: str, **about) -> None:
    keys = frozenset(rows[name].pk for name in names)

    def shared(viewer, today):
        return [Shared("seat", "Runder Tisch", keys, **about)]

    register_ties(TieSource("seat", "gemeinsames Gremium", shared, order=5))


def pairs(found) -> set[frozenset[str]]:
    return {frozenset({str(found.by_key[tie.first]), str(found.by_key[tie.second])}) for tie in found.ties}


def test_ties_come_from_umbrellas_bodies_and_people(cast: Cast, town: dict[str, Organisation]) -> None:
    round_table(town, "Jugendamt", "AWO")
    person = somebody("Doppelt", at=town["AWO"], visibility="partners")
    Position.objects.create(person=person, organisation=town["Verein"])
    found = network_map(cast.member, TODAY)
    assert pairs(found) == {
        frozenset({"Stadt", "Jugendamt"}),
        frozenset({"Jugendamt", "AWO"}),
        frozenset({"AWO", "Verein"}),
    }
    assert [str(row) for row in found.isolated] == ["Allein"]
    assert {str(point.organisation) for point in found.cut_points} == {"Jugendamt", "AWO"}
    (tie,) = [tie for tie in found.ties if "seat" in tie.kinds]
    assert found.said(tie) == "gemeinsames Gremium (Runder Tisch)"


def test_a_person_who_is_not_seen_ties_nobody(cast: Cast, town: dict[str, Organisation]) -> None:
    person = somebody("Leise", at=town["AWO"])
    Position.objects.create(person=person, organisation=town["Verein"])
    tie = frozenset({"AWO", "Verein"})
    assert tie in pairs(network_map(cast.coordinator, TODAY))
    assert tie not in pairs(network_map(cast.member, TODAY))
    assert all("Leise" not in line.title for line in network_map(cast.coordinator, TODAY).lines)


def test_the_map_is_narrowed_by_theme_district_kind_and_centre(
    cast: Cast, town: dict[str, Organisation]
) -> None:
    about = {"themes": frozenset({theme("sport").pk}), "districts": frozenset({district("Hüls-Nord").pk})}
    round_table(town, "Jugendamt", "AWO", **about)

    def names(wish: Wish) -> set[str]:
        return {str(row) for row in network_map(cast.coordinator, TODAY, wish).nodes}

    assert names(Wish(theme=theme("sport").pk)) == {"Jugendamt", "AWO"}
    assert names(Wish(theme=theme().pk)) == {"AWO"}
    assert names(Wish(district=district("Hüls-Nord").pk)) == {"Jugendamt", "AWO", "Verein"}
    assert names(Wish(around=town["Stadt"].pk)) == {"Stadt", "Jugendamt"}
    kinds = {
        kind
        for tie in network_map(cast.coordinator, TODAY, Wish(kinds=("kinship",))).ties
        for kind in tie.kinds
    }
    assert kinds == {"kinship"}


def test_sixty_organisations_are_drawn_told_and_found_in_the_table(cast: Cast) -> None:
    rows = {f"Verein {number:02}": organisation(f"Verein {number:02}") for number in range(60)}
    round_table(rows, *list(rows)[:30])
    client = Client()
    client.force_login(cast.member)
    page = client.get(reverse("network:map")).content.decode()
    assert page.count('class="network-map__node"') == 60
    assert page.count('class="network-map__tie ') == 2 * 60 + 1  # and one in the legend
    assert "Gezeichnet sind die 120 stärksten" in page
    assert page.count(": gemeinsames Gremium (Runder Tisch)</li>") == 30 * 29, "the table leaves nothing out"
    every = client.get(reverse("network:map"), {"alle": "on"}).content.decode()
    assert every.count('class="network-map__tie ') == 30 * 29 / 2 + 1
    assert "Gezeichnet sind" not in every
    assert "Noch ohne Verbindung" in page
    assert "Verein 59" in page
    assert ' style="' not in page


def test_every_kind_of_tie_has_a_line_of_its_own() -> None:
    """Told apart without colour too: no two kinds share a pattern."""
    style = (Path(network.__file__).parent / "static/network/map.css").read_text(encoding="utf-8")
    pattern = dict(re.findall(r"\.network-map__tie--(\w+) \{ --tie: #\w+;(.*?)\}", style))
    assert set(EVERY_KIND) <= set(pattern)
    assert len({pattern[kind] for kind in EVERY_KIND}) == len(EVERY_KIND)


def test_the_files_hold_the_same_network_and_leave_a_trace(cast: Cast, town: dict[str, Organisation]) -> None:
    round_table(town, "Jugendamt", "AWO")
    client = Client()
    client.force_login(cast.member)
    address = reverse("network:map")
    gexf = client.post(address, {"export": "gexf"}).content
    graph = nx.read_gexf(io.BytesIO(gexf), version="1.3")
    assert graph.number_of_nodes() == 5
    assert graph.number_of_edges() == 2
    csv = client.post(f"{address}?art=kinship", {"export": "csv"}).content
    records = [record for _, record in sheets.read_table(csv, "netz.csv").records()]
    assert [record["verbunden mit"] for record in records if record["verbunden mit"]] == ["Stadt"]
    assert len(records) == 4
    assert Event.objects.filter(action="network.map_exported").count() == 2


MAP = 1 + 2  # the organisations, and one query for each of this room's own sources of ties


def test_the_same_town_gives_the_same_picture_at_the_same_cost(
    cast: Cast, town: dict[str, Organisation], django_assert_num_queries
) -> None:
    viewer = cast.member
    assert viewer.roles
    with django_assert_num_queries(MAP):
        first = network_map(viewer, TODAY)
    assert first.picture == network_map(viewer, TODAY).picture
    for number in range(3):
        organisation(f"Neu {number}", part_of=town["Stadt"])
    with django_assert_num_queries(MAP):
        network_map(viewer, TODAY)
