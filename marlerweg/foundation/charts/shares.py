"""Parts of a whole as one bar, and the way of many through steps."""

from __future__ import annotations

from collections.abc import Sequence

from marlerweg.foundation.charts.bars import BAR, ROOM_FOR_VALUE, WIDTH
from marlerweg.foundation.charts.drawing import (
    FONT_SIZE,
    LINE_HEIGHT,
    SERIES,
    SMALL,
    Chart,
    ChartTable,
    Element,
    Fill,
    Ink,
    line,
    lines_of,
    paragraph,
    rect,
    text,
)
from marlerweg.foundation.numbers import number

TALL = 30.0


def share_bar(
    *,
    title: str,
    description: str,
    language: str,
    columns: tuple[str, str, str],
    parts: Sequence[tuple[str, float]],
    width: float = WIDTH,
) -> Chart:
    """Draw one bar of 100 % and name every part below it with its count and share.

    `columns` head the table: part, count, share.
    """
    if not 1 <= len(parts) <= len(SERIES):
        raise ValueError(f"A share bar tells 1 to {len(SERIES)} parts apart, not {len(parts)}.")
    whole = sum(value for _, value in parts)
    if whole <= 0 or any(value < 0 for _, value in parts):
        raise ValueError("Parts of a whole need a whole above zero.")
    rows = tuple(
        (name, number(value, language), number(value / whole * 100, language, unit="%", digits=1))
        for name, value in parts
    )
    elements: list[Element] = []
    x, y = 0.0, TALL + 10
    for index, ((name, value), (_, count, share)) in enumerate(zip(parts, rows, strict=True), start=1):
        length = value / whole * width
        if length > 0:
            # A seam in the ground's colour keeps neighbours apart for those who see no colour.
            elements.append(rect(x, 0, length, TALL, fill=Fill(index), stroke=Ink.GROUND, stroke_width=1.5))
        x += length
        words = lines_of(f"{name}: {count} ({share})", width - 24)
        elements += [rect(0, y + 3, 16, 12, fill=Fill(index)), *paragraph(24, y + FONT_SIZE, words)]
        y += len(words) * FONT_SIZE * LINE_HEIGHT + 4
    return Chart(title, description, language, width, y, elements, ChartTable(title, columns, rows))


def path_steps(
    *,
    title: str,
    description: str,
    language: str,
    columns: tuple[str, str, str],
    steps: Sequence[tuple[str, int]],
    width: float = WIDTH,
) -> Chart:
    """Draw how many reached each step of a way; the share is that of the first step.

    `columns` head the table: step, count, share of the first. A later step may have more than an earlier one,
    since people join on the way.
    """
    if not steps or any(count < 0 for _, count in steps):
        raise ValueError("A way needs steps, and no step has fewer than nobody.")
    first = steps[0][1]
    highest = max(count for _, count in steps) or 1
    rows = tuple(
        (
            name,
            number(count, language),
            number(count / first * 100, language, unit="%", digits=0) if first else "–",
        )
        for name, count in steps
    )
    elements: list[Element] = []
    y = 0.0
    for index, ((name, count), (_, said, share)) in enumerate(zip(steps, rows, strict=True), start=1):
        words = lines_of(f"{index}. {name}", width - 30)
        elements += paragraph(26, y + FONT_SIZE, words)
        top = y + len(words) * FONT_SIZE * LINE_HEIGHT + 3
        length = count / highest * (width - ROOM_FOR_VALUE - 46)
        if length > 0:
            elements.append(rect(26, top, length, BAR, fill=Ink.SERIES_1))
        elements.append(text(26 + length + 6, top + BAR - 4.5, f"{said} · {share}", font_size=SMALL + 1))
        elements.append(Element("circle", {"cx": 8, "cy": y + 9, "r": 5, "fill": Ink.SERIES_1}))
        below = top + BAR + 14
        if index < len(steps):
            elements.append(line(8, y + 16, 8, below + 2, stroke=Ink.SERIES_1, stroke_width=2))
        y = below
    return Chart(title, description, language, width, y - 8, elements, ChartTable(title, columns, rows))
