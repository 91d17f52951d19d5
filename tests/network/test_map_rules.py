"""The map: ties from shared things, weak spots, and a picture that holds still."""

import io
from itertools import pairwise
from math import dist

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.network.rules import gexf, graph, picture
from marlerweg.network.rules.graph import Shared
from marlerweg.network.rules.picture import Node

TOWN = ["amt", "awo", "diakonie", "verein", "moschee", "allein"]


def body(*organisations: str) -> Shared:
    return Shared("seat", "Runde", frozenset(organisations))


def test_a_tie_says_what_is_shared_and_how_much() -> None:
    tied = graph.ties(
        TOWN, [body("amt", "awo", "diakonie"), Shared("umbrella", "Dach", frozenset({"awo", "amt"}))]
    )
    weights = {(tie.first, tie.second): tie.weight for tie in tied}
    assert weights == {("amt", "awo"): 1.5, ("amt", "diakonie"): 0.5, ("awo", "diakonie"): 0.5}
    assert tied[0].kinds == ("seat", "umbrella")


@given(st.sets(st.sampled_from(TOWN), min_size=2))
def test_a_shared_thing_gives_everybody_one_in_all(members: set[str]) -> None:
    tied = graph.ties(TOWN, [body(*members)])
    for member in members:
        total = sum(tie.weight for tie in tied if member in {tie.first, tie.second})
        assert total == pytest.approx(1)


def test_who_is_not_on_the_map_ties_nobody() -> None:
    assert graph.ties(["amt"], [body("amt", "fremd")]) == []


def test_weak_spots_are_named() -> None:
    tied = graph.ties(
        TOWN, [body("amt", "awo", "diakonie"), body("diakonie", "verein"), body("verein", "moschee")]
    )
    found = graph.findings(TOWN, tied)
    assert found.isolated == ("allein",)
    cuts = {point.node: point.parts for point in found.cut_points}
    assert cuts == {"diakonie": (("verein", "moschee"),), "verein": (("moschee",),)}
    assert max(found.between, key=lambda node: found.between[node]) == "diakonie"
    assert found.degree["amt"] == 2
    assert ("amt", "awo", "diakonie") in found.circles


@given(
    st.lists(
        st.sets(st.integers(0, 29), min_size=2, max_size=12).map(lambda some: body(*map(str, some))),
        max_size=12,
    )
)
def test_what_is_drawn_leaves_nobody_out_and_hides_only_the_weaker(things: list[Shared]) -> None:
    nodes = [str(number) for number in range(30)]
    tied = graph.ties(nodes, things)
    drawn = graph.backbone(nodes, tied)
    assert len(drawn) == min(len(tied), graph.LINES_PER_NODE * len(nodes))
    assert drawn == [tie for tie in tied if tie in drawn]
    of_all, of_drawn = graph.graph_of(nodes, tied), graph.graph_of(nodes, drawn)
    assert list(nx.connected_components(of_all)) == list(nx.connected_components(of_drawn))
    tree = nx.maximum_spanning_tree(of_drawn)
    assert tree.size("weight") == pytest.approx(nx.maximum_spanning_tree(of_all).size("weight"))
    hidden = max((tie.weight for tie in tied if tie not in drawn), default=0)
    weaker_than_hidden = [tie for tie in drawn if tie.weight < hidden]
    assert len(weaker_than_hidden) <= tree.number_of_edges(), (
        "only where nothing stronger holds the map together"
    )


def test_a_town_without_ties_has_no_weak_spots_but_lonely_ones() -> None:
    found = graph.findings(TOWN, [])
    assert (found.isolated, found.cut_points, found.circles) == (tuple(TOWN), (), ())


# --- Picture --------------------------------------------------------------------------------------------------------

GROUPS = ["amt", "verband", "verein"]
HEADINGS = {"amt": "Ämter", "verband": "Verbände", "verein": "Vereine"}
NODES = st.lists(
    st.builds(Node, key=st.uuids(), name=st.text(min_size=1, max_size=60), group=st.sampled_from(GROUPS)),
    min_size=1,
    max_size=80,
    unique_by=lambda node: node.key,
)


@given(NODES, st.randoms())
def test_same_organisations_same_picture(nodes, random) -> None:
    shuffled = list(nodes)
    random.shuffle(shuffled)
    assert picture.draw(nodes, GROUPS, HEADINGS) == picture.draw(shuffled, GROUPS, HEADINGS)


@given(NODES)
def test_no_name_covers_another(nodes) -> None:
    drawn = picture.draw(nodes, GROUPS, HEADINGS)
    for side in (True, False):
        heights = sorted(spot.y for spot in drawn.spots if spot.on_right is side)
        assert all(below - above >= picture.SLOT - 0.001 for above, below in pairwise(heights))
    assert all(
        picture.LABEL_WIDTH <= spot.label_x <= drawn.width - picture.LABEL_WIDTH for spot in drawn.spots
    )
    assert all(0 < spot.y < drawn.height for spot in drawn.spots)
    assert set(drawn.places) == {node.key for node in nodes}


@given(NODES, st.builds(Node, key=st.uuids(), name=st.text(min_size=1), group=st.sampled_from(GROUPS)))
def test_a_newcomer_moves_nobody_far(nodes, newcomer) -> None:
    before = picture.draw(nodes, GROUPS, HEADINGS)
    after = picture.draw([*nodes, newcomer], GROUPS, HEADINGS)
    order = [spot.key for spot in before.spots if spot.key]
    assert [spot.key for spot in after.spots if spot.key and spot.key != newcomer.key] == order
    for key in order:
        old, new = before.places[key], after.places[key]
        assert abs(new.y - old.y) <= 3 * picture.SLOT


def test_in_a_town_of_sixty_a_newcomer_moves_nobody_by_more_than_half_a_name() -> None:
    town = [Node(str(number), f"Verein {number:02}", GROUPS[number % 3]) for number in range(60)]
    before = picture.draw(town, GROUPS, HEADINGS).places
    for group in GROUPS:
        for name in ("A", "Verein 30", "Z"):
            after = picture.draw([*town, Node("neu", name, group)], GROUPS, HEADINGS).places
            moved = [dist((before[key].x, before[key].y), (after[key].x, after[key].y)) for key in before]
            assert max(moved) < picture.LABEL_WIDTH / 2
            assert sum(moved) / len(moved) < picture.SLOT


def test_headings_stand_above_their_groups_on_both_sides() -> None:
    town = [Node(str(number), f"Verein {number:02}", GROUPS[number % 3]) for number in range(60)]
    drawn = picture.draw(town, GROUPS, HEADINGS)
    for on_right in (True, False):
        side = sorted((spot for spot in drawn.spots if spot.on_right is on_right), key=lambda spot: spot.y)
        current = ""
        for spot in side:
            if spot.key is None:
                current = spot.group
            assert spot.group == current


def test_long_names_end_in_an_ellipsis() -> None:
    assert picture.shortened("x" * 60) == "x" * 35 + "…"
    assert picture.shortened("Kurz") == "Kurz"


def test_strong_ties_are_wider_but_never_cover_the_rest() -> None:
    assert picture.stroke(0.1) < picture.stroke(1) < picture.stroke(4) <= 5 == picture.stroke(1000)


# --- Export ---------------------------------------------------------------------------------------------------------


def test_gephi_reads_what_we_write() -> None:
    nodes = [
        gexf.GexfNode("1", "Jugendamt & Söhne", "office", "amt"),
        gexf.GexfNode("2", "AWO", "welfare", "v"),
    ]
    edges = [gexf.GexfEdge("1", "2", 0.5, "seat", "Runde <1>")]
    content = gexf.written(nodes, edges, creator="Marler Weg", description="Netz")
    assert content == gexf.written(nodes, edges, creator="Marler Weg", description="Netz")
    read = nx.read_gexf(io.BytesIO(content), version="1.3")
    assert read.nodes["1"]["label"] == "Jugendamt & Söhne"
    assert read.edges["1", "2"]["weight"] == 0.5
    assert read.edges["1", "2"]["shared"] == "Runde <1>"
