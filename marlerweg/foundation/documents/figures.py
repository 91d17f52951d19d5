"""Drawings on paper: shapes stay SVG, words are lifted out and set by Typst on the same spot.

Typst's SVG reader cannot give each part of a shaped Arabic letter its character, and PDF/UA refuses the whole
document for one such glyph. Typst itself can; and lifted words can be searched and copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
TEXT = f"{{{SVG}}}text"
TSPAN = f"{{{SVG}}}tspan"
POINTS_PER_PIXEL = 0.75
DEFAULT_FONT_SIZE = 16.0
INHERITED = ("fill", "font-size", "font-weight", "text-anchor")
HEX = re.compile(r"#[0-9a-fA-F]{6}")
BOLD = frozenset({"bold", "600", "700", "800", "900"})

ET.register_namespace("", SVG)


@dataclass(frozen=True)
class Frame:
    """The drawing's own coordinates: where they begin, how far they reach."""

    left: float
    top: float
    width: float
    height: float


def lifted(svg: str) -> dict[str, Any]:
    """Split a drawing into shapes and words: `svg`, `labels`, and its size in points.

    Raises ValueError for what is no SVG with a `viewBox`, or for words at no plain place (turned, stretched,
    or placed letter by letter): those could not be set.
    """
    try:
        root = ET.fromstring(svg)  # noqa: S314 - Figure refuses document types and entities
    except ET.ParseError as error:
        raise ValueError(f"The figure is no well-formed SVG: {error}") from error
    frame = _frame(root)
    labels = list(_lift(root, frame, {}))
    return {
        "svg": ET.tostring(root, encoding="unicode"),
        "labels": labels,
        "width": _number(root.get("width"), frame.width) * POINTS_PER_PIXEL,
        "frame": [frame.width, frame.height],
    }


def _frame(root: ET.Element) -> Frame:
    numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if root.tag != f"{{{SVG}}}svg" or len(numbers) != 4:
        raise ValueError("A figure is an SVG with a viewBox.")
    return Frame(*(float(number) for number in numbers))


def _lift(element: ET.Element, frame: Frame, given: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Take the words out of an element's children, deepest last; `given` is what they inherit."""
    own = given | {name: value for name in (*INHERITED, "transform") if (value := element.get(name))}
    for child in list(element):
        if child.tag == TEXT:
            yield _label(child, frame, own)
            element.remove(child)
        else:
            yield from _lift(child, frame, own)


def _label(element: ET.Element, frame: Frame, given: dict[str, str]) -> dict[str, Any]:
    own = given | {name: value for name in INHERITED if (value := element.get(name))}
    words = "".join(element.itertext())
    parts = [child for child in element.iter() if child is not element]
    if "transform" in {*own, *element.keys()} or any(
        c.tag != TSPAN or c.get("x") or c.get("y") for c in parts
    ):
        raise ValueError(f"„{words}“ stands at no plain place in the figure.")
    fill = own.get("fill", "")
    return {
        "text": words,
        "x": _number(element.get("x"), 0) - frame.left,
        "y": _number(element.get("y"), 0) - frame.top,
        "size": _number(own.get("font-size"), DEFAULT_FONT_SIZE),
        "anchor": own.get("text-anchor", "start"),
        "bold": own.get("font-weight", "") in BOLD,
        "fill": fill if HEX.fullmatch(fill) else "#000000",
    }


def _number(written: str | None, otherwise: float) -> float:
    """The number of „12“ or „12px“; shares of an unknown whole count as not given."""
    found = re.fullmatch(r"\s*(-?[\d.]+)(?:px)?\s*", written or "")
    return float(found[1]) if found else otherwise
