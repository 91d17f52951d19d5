"""The network of organisations as a graph: ties from shared things, its weak spots and its circles."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import networkx as nx

# More lines than this per organisation cover each other.
LINES_PER_NODE = 2
# How much lies between others costs nodes times ties; beyond this it is estimated from a fixed sample.
EXACT, SAMPLE = 200, 60


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that ties organisations: a body, a measure, an umbrella. Rooms above hand these down.

    `kind` is the key of its source, `label` what a reader calls it, `themes` and `districts` what it is about.
    """

    kind: str
    label: str
    organisations: frozenset[Hashable]
    themes: frozenset[Hashable] = frozenset()
    districts: frozenset[Hashable] = frozenset()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two organisations and everything they share; `first` stands before `second` in the order of nodes."""

    first: Hashable
    second: Hashable
    weight: float
    shared: tuple[Shared, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.kind for each in self.shared))


@dataclass(frozen=True, slots=True)
class CutPoint:
    """Without this organisation each of `parts` would have no way to the rest."""

    node: Hashable
    parts: tuple[tuple[Hashable, ...], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    isolated: tuple[Hashable, ...]
    cut_points: tuple[CutPoint, ...]
    circles: tuple[tuple[Hashable, ...], ...]
    between: Mapping[Hashable, float]
    degree: Mapping[Hashable, int]


def ties(nodes: Sequence[Hashable], things: Iterable[Shared]) -> list[Tie]:
    """One tie per pair. A thing that n share adds 1/(n-1) to each pair: to everybody one in all, however large the round.

    The weighting is Newman's for co-authorship (Phys. Rev. E 64, 016132, 2001).
    """
    place = {node: number for number, node in enumerate(nodes)}
    together: dict[tuple[int, int], list[Shared]] = defaultdict(list)
    for thing in things:
        present = sorted(place[node] for node in thing.organisations if node in place)
        for pair in combinations(present, 2):
            together[pair].append(thing)
    return [
        Tie(
            nodes[first],
            nodes[second],
            sum(1 / (len([node for node in thing.organisations if node in place]) - 1) for thing in shared),
            tuple(shared),
        )
        for (first, second), shared in sorted(together.items())
    ]


def findings(nodes: Sequence[Hashable], tied: Sequence[Tie]) -> Findings:
    """What a reader would look for in the picture; same input, same answer."""
    graph = graph_of(nodes, tied)
    distance = {(tie.first, tie.second): 1 / tie.weight for tie in tied}
    nx.set_edge_attributes(graph, distance, "distance")
    sample = SAMPLE if len(nodes) > EXACT else None
    return Findings(
        isolated=tuple(node for node in nodes if graph.degree(node) == 0),
        cut_points=tuple(_cut_points(graph, nodes)),
        circles=_circles(graph, nodes),
        between=dict(nx.betweenness_centrality(graph, k=sample, weight="distance", seed=1)),
        degree=dict(graph.degree()),
    )


def graph_of(nodes: Sequence[Hashable], tied: Sequence[Tie]) -> Any:
    graph: Any = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((tie.first, tie.second, tie.weight) for tie in tied)
    return graph


def backbone(nodes: Sequence[Hashable], tied: Sequence[Tie]) -> list[Tie]:
    """The ties to draw where all of them would cover each other, in their order.

    A tree of the strongest ties holds together all that hangs together, so that no organisation with a tie stands
    without a line and no bridge is missing; then come the strongest of the others, two lines per organisation in all.
    """
    most = LINES_PER_NODE * len(nodes)
    if len(tied) <= most:
        return list(tied)
    pairs = {frozenset((tie.first, tie.second)): tie for tie in tied}
    tree = nx.maximum_spanning_edges(graph_of(nodes, tied), algorithm="kruskal", data=False)
    drawn = {frozenset(pair) for pair in tree}
    others = sorted((pair for pair in pairs if pair not in drawn), key=lambda pair: -pairs[pair].weight)
    drawn.update(others[: most - len(drawn)])
    return [tie for pair, tie in pairs.items() if pair in drawn]


def _cut_points(graph: Any, nodes: Sequence[Hashable]) -> list[CutPoint]:
    """The parts that would be cut off: all but the largest."""
    points = set(nx.articulation_points(graph))
    return [CutPoint(node, _parts_without(graph, node, nodes)) for node in nodes if node in points]


def _parts_without(graph: Any, node: Hashable, nodes: Sequence[Hashable]) -> tuple[tuple[Hashable, ...], ...]:
    place = {each: number for number, each in enumerate(nodes)}
    around = graph.subgraph(nx.node_connected_component(graph, node) - {node})
    parts = [tuple(sorted(part, key=place.__getitem__)) for part in nx.connected_components(around)]
    parts.sort(key=lambda part: (-len(part), place[part[0]]))
    return tuple(parts[1:])


def _circles(graph: Any, nodes: Sequence[Hashable]) -> tuple[tuple[Hashable, ...], ...]:
    """Groups that have more to do with each other than with the rest (greedy modularity), of at least three."""
    if graph.number_of_edges() == 0:
        return ()
    place = {node: number for number, node in enumerate(nodes)}
    found = nx.community.greedy_modularity_communities(graph, weight="weight")
    circles = [tuple(sorted(circle, key=place.__getitem__)) for circle in found if len(circle) > 2]
    return tuple(sorted(circles, key=lambda circle: (-len(circle), place[circle[0]])))
