"""Bars that lie: the words stand above each bar, so that long German words need no slanted axis."""

from __future__ import annotations

from collections.abc import Sequence

from marlerweg.foundation.charts.drawing import (
    FONT_SIZE,
    LINE_HEIGHT,
    SERIES,
    SMALL,
    Chart,
    ChartTable,
    Element,
    Fill,
    lines_of,
    paragraph,
    rect,
    text,
)
from marlerweg.foundation.numbers import number

WIDTH = 480.0
BAR = 18.0
GAP = 14.0
ROOM_FOR_VALUE = 84.0


def bars(
    *,
    title: str,
    description: str,
    language: str,
    label: str,
    series: Sequence[str],
    rows: Sequence[tuple[str, Sequence[float | None]]],
    unit: str = "",
    digits: int | None = None,
    missing: str = "–",
    width: float = WIDTH,
) -> Chart:
    """Draw a group of bars for each row, one bar for each series, all from zero.

    `label` heads the first column of the table, `series` the others; a value of None is written as `missing`
    and draws nothing. Values below zero are refused: lengths cannot show them.
    """
    _check(series, rows)
    written = [
        [missing if value is None else number(value, language, unit=unit, digits=digits) for value in values]
        for _, values in rows
    ]
    scale = (width - ROOM_FOR_VALUE) / (
        max((v for _, vs in rows for v in vs if v is not None), default=0) or 1
    )
    elements, y = legend(series, width) if len(series) > 1 else ([], 0.0)
    for (words, values), said in zip(rows, written, strict=True):
        lines = lines_of(words, width)
        elements += paragraph(0, y + FONT_SIZE, lines)
        y += len(lines) * FONT_SIZE * LINE_HEIGHT + 3
        for index, (value, label_text) in enumerate(zip(values, said, strict=True), start=1):
            elements += _bar(y, (value or 0) * scale, label_text, index)
            y += BAR + 2
        y += GAP
    table = ChartTable(
        title, (label, *series), tuple((words, *said) for (words, _), said in zip(rows, written, strict=True))
    )
    return Chart(title, description, language, width, max(y - GAP + 4, FONT_SIZE), elements, table)


def _check(series: Sequence[str], rows: Sequence[tuple[str, Sequence[float | None]]]) -> None:
    if not 1 <= len(series) <= len(SERIES):
        raise ValueError(f"A chart tells 1 to {len(SERIES)} series apart, not {len(series)}.")
    for words, values in rows:
        if len(values) != len(series):
            raise ValueError(f"„{words}“ needs {len(series)} values.")
        if any(value is not None and value < 0 for value in values):
            raise ValueError(f"„{words}“ has a value below zero.")


def _bar(y: float, length: float, said: str, series: int) -> list[Element]:
    value = text(length + 6, y + BAR - 4.5, said, font_size=SMALL + 1)
    return [rect(0, y, length, BAR, fill=Fill(series)), value] if length > 0 else [value]


def legend(words: Sequence[str], width: float) -> tuple[list[Element], float]:
    """Name each series beside its filling; gives the marks and the height they take."""
    elements: list[Element] = []
    y = 0.0
    for index, name in enumerate(words, start=1):
        lines = lines_of(name, width - 24, font_size=SMALL + 1)
        elements += [
            rect(0, y + 2, 16, 12, fill=Fill(index)),
            *paragraph(24, y + 12.5, lines, font_size=SMALL + 1),
        ]
        y += len(lines) * (SMALL + 1) * LINE_HEIGHT + 3
    return elements, y + 8
