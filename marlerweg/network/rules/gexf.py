"""GEXF 1.3, the exchange format of Gephi: nodes with kind, ties with weight, kinds and what is shared."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

NAMESPACE = "http://gexf.net/1.3"


@dataclass(frozen=True, slots=True)
class GexfNode:
    key: str
    label: str
    kind: str
    group: str


@dataclass(frozen=True, slots=True)
class GexfEdge:
    source: str
    target: str
    weight: float
    kinds: str
    shared: str


def written(nodes: Iterable[GexfNode], edges: Iterable[GexfEdge], *, creator: str, description: str) -> bytes:
    """Same network, same bytes."""
    root = ET.Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = creator
    ET.SubElement(meta, "description").text = description
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    _declare(graph, "node", ["kind", "group"])
    _declare(graph, "edge", ["kinds", "shared"])
    listed = ET.SubElement(graph, "nodes")
    for node in nodes:
        element = ET.SubElement(listed, "node", {"id": node.key, "label": node.label})
        _values(element, {"kind": node.kind, "group": node.group})
    tied = ET.SubElement(graph, "edges")
    for number, edge in enumerate(edges):
        element = ET.SubElement(
            tied,
            "edge",
            {"id": str(number), "source": edge.source, "target": edge.target, "weight": f"{edge.weight:.4f}"},
        )
        _values(element, {"kinds": edge.kinds, "shared": edge.shared})
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _declare(graph: ET.Element, what: str, names: list[str]) -> None:
    attributes = ET.SubElement(graph, "attributes", {"class": what, "mode": "static"})
    for name in names:
        ET.SubElement(attributes, "attribute", {"id": name, "title": name, "type": "string"})


def _values(element: ET.Element, values: dict[str, str]) -> None:
    parent = ET.SubElement(element, "attvalues")
    for name, value in values.items():
        ET.SubElement(parent, "attvalue", {"for": name, "value": value})
