"""A map of equal tiles: each district a square near its place, so that a small one is seen as well as a large one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marlerweg.foundation.charts.bars import WIDTH
from marlerweg.foundation.charts.drawing import (
    SMALL,
    Chart,
    ChartTable,
    Element,
    Ink,
    lines_of,
    rect,
    text,
)
from marlerweg.foundation.numbers import number
from marlerweg.foundation.scripts import direction_of

# Up to here black on white and white on black stay readable above the tint.
DEEPEST_TINT = 0.55
CLASSES_AT_MOST = 7
TILE_HEIGHT = 78.0
SEAM = 6.0


@dataclass(frozen=True)
class Tile:
    """A district at a row and a column counted from 0; `said` replaces the number, e.g. „unter 5“."""

    name: str
    row: int
    column: int
    value: float | None = None
    said: str = ""


def tile_map(
    *,
    title: str,
    description: str,
    language: str,
    columns: tuple[str, str],
    tiles: Sequence[Tile],
    bounds: Sequence[float],
    unit: str = "",
    digits: int | None = None,
    missing: str = "–",
    width: float = WIDTH,
) -> Chart:
    """Draw tiles tinted by class; a class shows as a tint and as a row of filled pips, and each value as text.

    `bounds` are the inner borders of the classes, lowest first: (10, 20) makes „below 10“, „10 to below 20“,
    „from 20“. A tile without value stays empty with a dashed edge.
    """
    if list(bounds) != sorted(set(bounds)) or len(bounds) >= CLASSES_AT_MOST:
        raise ValueError(f"The borders of at most {CLASSES_AT_MOST} classes rise from step to step.")
    if len({(tile.row, tile.column) for tile in tiles}) < len(tiles):
        raise ValueError("Two tiles lie on the same place.")
    across = 1 + max((tile.column for tile in tiles), default=0)
    down = 1 + max((tile.row for tile in tiles), default=0)
    side = (width - SEAM * (across - 1)) / across
    said = {tile.name: tile.said or _said(tile.value, language, unit, digits, missing) for tile in tiles}
    elements: list[Element] = []
    for tile in tiles:
        # A chart is turned round for Arabic, the town is not: east stays on the right.
        column = across - 1 - tile.column if direction_of(language) == "rtl" else tile.column
        place = (column * (side + SEAM), tile.row * (TILE_HEIGHT + SEAM))
        elements += _tile(tile, said[tile.name], place, side, bounds)
    y = down * (TILE_HEIGHT + SEAM) + 8
    elements += _legend(y, bounds, language, unit, digits)
    table = ChartTable(title, columns, tuple((tile.name, said[tile.name]) for tile in tiles))
    height = y + 20 * (len(bounds) + 1)
    return Chart(title, description, language, width, height, elements, table)


def _said(value: float | None, language: str, unit: str, digits: int | None, missing: str) -> str:
    return missing if value is None else number(value, language, unit=unit, digits=digits)


def _tint(class_: int, bounds: Sequence[float]) -> float:
    return DEEPEST_TINT * (class_ + 1) / (len(bounds) + 1)


def _tile(
    tile: Tile, said: str, place: tuple[float, float], side: float, bounds: Sequence[float]
) -> Iterator[Element]:
    x, y = place
    if tile.value is None or tile.said:
        yield rect(
            x + 1, y + 1, side - 2, TILE_HEIGHT - 2, fill=Ink.NONE, stroke=Ink.TEXT, stroke_dasharray="4 3"
        )
    else:
        class_ = bisect_right(bounds, tile.value)
        tint = _tint(class_, bounds)
        yield rect(x, y, side, TILE_HEIGHT, fill=Ink.SERIES_1, fill_opacity=tint)
        yield rect(x, y, side, TILE_HEIGHT, fill=Ink.NONE, stroke=Ink.TEXT, stroke_opacity=0.4)
        yield from _pips(x + 7, y + TILE_HEIGHT - 13, class_, len(bounds) + 1)
    for index, words in enumerate(lines_of(tile.name, side - 10, font_size=SMALL)[:2]):
        yield text(x + 7, y + 17 + index * 14, words, font_size=SMALL)
    yield text(x + 7, y + 52, said, font_size=SMALL + 2, font_weight=600)


def _pips(x: float, y: float, class_: int, classes: int) -> Iterator[Element]:
    for index in range(classes):
        ink = Ink.TEXT if index <= class_ else Ink.NONE
        yield rect(x + index * 10, y, 7, 7, fill=ink, stroke=Ink.TEXT, stroke_width=1)


def _legend(
    y: float, bounds: Sequence[float], language: str, unit: str, digits: int | None
) -> Iterator[Element]:
    borders = [number(bound, language, unit=unit, digits=digits) for bound in bounds]
    classes = len(bounds) + 1
    for class_ in range(classes):
        top = y + class_ * 20
        low = borders[class_ - 1] if class_ else ""
        high = borders[class_] if class_ < len(borders) else ""
        words = f"{low} – < {high}" if low and high else f"< {high}" if high else f"≥ {low}" if low else ""
        yield rect(0, top, 22, 14, fill=Ink.SERIES_1, fill_opacity=_tint(class_, bounds))
        yield from _pips(30, top + 3, class_, classes)
        yield text(30 + classes * 10 + 8, top + 12, words, font_size=SMALL)
