"""The network map: who is tied to whom by what, drawn and told."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from marlerweg.network import ties as registered
from marlerweg.network.families import FAMILIES, family_of, label_of
from marlerweg.network.models import Organisation
from marlerweg.network.policies import Viewer
from marlerweg.network.queries.organisation import organisations
from marlerweg.network.rules import graph, picture
from marlerweg.network.rules.graph import Shared, Tie
from marlerweg.network.rules.picture import Node, Picture, Spot


@dataclass(frozen=True)
class Wish:
    """What part of the network is asked for; empty means all of it."""

    theme: UUID | None = None
    district: UUID | None = None
    kinds: tuple[str, ...] = ()
    around: UUID | None = None
    every_line: bool = False


@dataclass(frozen=True)
class Line:
    """One drawn tie."""

    path: str
    width: str
    kind: str
    title: str


@dataclass(frozen=True)
class Telling:
    """One organisation in words: whom it is tied to and by what."""

    organisation: Organisation
    tied: list[tuple[Organisation, str]]
    between: float

    @property
    def ties(self) -> int:
        return len(self.tied)


@dataclass(frozen=True)
class CutPoint:
    organisation: Organisation
    parts: list[list[Organisation]]


@dataclass(frozen=True)
class NetworkMap:
    """The same network as a picture and as a text."""

    nodes: list[Organisation]
    ties: list[Tie]
    kinds: dict[str, str] = field(default_factory=dict)
    every_line: bool = False

    @cached_property
    def by_key(self) -> dict[object, Organisation]:
        return {node.pk: node for node in self.nodes}

    @cached_property
    def findings(self) -> graph.Findings:
        return graph.findings([node.pk for node in self.nodes], self.ties)

    @cached_property
    def picture(self) -> Picture:
        nodes = [Node(node.pk, str(node), family_of(node.kind)) for node in self.nodes]
        headings = {family: label_of(family) for family in FAMILIES}
        return picture.draw(nodes, list(FAMILIES), headings)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.picture.width:.0f} {self.picture.height:.0f}"

    @cached_property
    def drawn(self) -> list[Tie]:
        """The strongest, if all would cover each other and not all are asked for; the text always tells of all."""
        if self.every_line:
            return self.ties
        return graph.backbone([node.pk for node in self.nodes], self.ties)

    @cached_property
    def lines(self) -> list[Line]:
        """Weak ties first, so that strong ones lie on top."""
        places = self.picture.places
        ordered = sorted(self.drawn, key=lambda tie: tie.weight)
        return [self._line(tie, places[tie.first], places[tie.second]) for tie in ordered]

    def _line(self, tie: Tie, first: Spot, second: Spot) -> Line:
        names = f"{self.by_key[tie.first]} – {self.by_key[tie.second]}"
        return Line(
            path=picture.curve(self.picture, first, second),
            width=f"{picture.stroke(tie.weight):.2f}",
            kind=tie.kinds[0],
            title=f"{names}: {self.said(tie)}",
        )

    def said(self, tie: Tie) -> str:
        """What two share, in words: kinds with their things."""
        things: dict[str, list[str]] = defaultdict(list)
        for each in tie.shared:
            if each.label not in things[each.kind]:
                things[each.kind].append(each.label)
        parts = []
        for kind, labels in things.items():
            named = ", ".join(label for label in labels if label)
            parts.append(f"{self.kinds.get(kind, kind)} ({named})" if named else self.kinds.get(kind, kind))
        return "; ".join(parts)

    @property
    def shown_kinds(self) -> list[tuple[str, str]]:
        """Kinds that occur, for the legend."""
        present = {kind for tie in self.drawn for kind in tie.kinds}
        return [(kind, label) for kind, label in self.kinds.items() if kind in present]

    @cached_property
    def tellings(self) -> list[Telling]:
        tied: dict[object, list[tuple[Organisation, str]]] = defaultdict(list)
        for tie in self.ties:
            tied[tie.first].append((self.by_key[tie.second], self.said(tie)))
            tied[tie.second].append((self.by_key[tie.first], self.said(tie)))
        between = self.findings.between
        return [Telling(node, tied[node.pk], between[node.pk]) for node in self.nodes]

    @cached_property
    def isolated(self) -> list[Organisation]:
        return [self.by_key[key] for key in self.findings.isolated]

    @cached_property
    def cut_points(self) -> list[CutPoint]:
        return [
            CutPoint(self.by_key[point.node], [[self.by_key[key] for key in part] for part in point.parts])
            for point in self.findings.cut_points
        ]

    @cached_property
    def circles(self) -> list[list[Organisation]]:
        return [[self.by_key[key] for key in circle] for circle in self.findings.circles]

    @cached_property
    def bridges(self) -> list[Telling]:
        """The five over which most shortest ways lead."""
        ranked = sorted(self.tellings, key=lambda each: (-each.between, str(each.organisation)))
        return [each for each in ranked[:5] if each.between > 0]


def in_order(viewer: Viewer) -> list[Organisation]:
    """All organisations the viewer may see; one query."""
    return sorted(organisations(viewer), key=lambda row: (str(row).casefold(), str(row.pk)))


def network_map(
    viewer: Viewer, today: date, wish: Wish | None = None, *, nodes: list[Organisation] | None = None
) -> NetworkMap:
    """What the viewer may see of the network, narrowed by the wish; the number of queries does not grow with it.

    Who has read `in_order` already hands it in.
    """
    wish = wish or Wish()
    nodes = in_order(viewer) if nodes is None else nodes
    things = [
        thing
        for source in registered.sources()
        if not wish.kinds or source.kind in wish.kinds
        for thing in source.shared(viewer, today)
    ]
    nodes, things = narrowed(nodes, things, wish)
    found = NetworkMap(
        nodes,
        graph.ties([node.pk for node in nodes], things),
        {source.kind: str(source.label) for source in registered.sources()},
        wish.every_line,
    )
    return _around(found, wish.around) if wish.around else found


def narrowed(
    nodes: list[Organisation], things: list[Shared], wish: Wish
) -> tuple[list[Organisation], list[Shared]]:
    """Only what is about the theme and the district, and who works there; what is bound to no place counts everywhere."""
    if wish.theme:
        things = [thing for thing in things if wish.theme in thing.themes]
        nodes = _concerned(nodes, things, _having(Organisation.objects.filter(themes=wish.theme)))
    if wish.district:
        about = [thing for thing in things if wish.district in thing.districts]
        nodes = _concerned(nodes, about, _having(Organisation.objects.filter(districts=wish.district)))
        things = [thing for thing in things if not thing.districts or wish.district in thing.districts]
    return nodes, things


def _concerned(nodes: list[Organisation], things: list[Shared], active: set[Hashable]) -> list[Organisation]:
    wanted = active.union(*(thing.organisations for thing in things))
    return [node for node in nodes if node.pk in wanted]


def _having(rows: QuerySet[Organisation]) -> set[Hashable]:
    return set(rows.values_list("pk", flat=True))


def _around(whole: NetworkMap, centre: UUID) -> NetworkMap:
    """One organisation and its neighbours, with the ties among them."""
    near = {centre}
    for tie in whole.ties:
        if centre in {tie.first, tie.second}:
            near |= {tie.first, tie.second}  # type: ignore[arg-type]
    return NetworkMap(
        [node for node in whole.nodes if node.pk in near],
        [tie for tie in whole.ties if tie.first in near and tie.second in near],
        whole.kinds,
        whole.every_line,
    )
