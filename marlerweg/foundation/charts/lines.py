"""Lines over time, honest about gaps and about breaks in what was counted; and the sparkline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, log10

from babel.dates import format_skeleton

from marlerweg.foundation.charts.drawing import (
    LINE_HEIGHT,
    SERIES,
    SMALL,
    Chart,
    ChartTable,
    Element,
    Ink,
    Value,
    line,
    lines_of,
    paragraph,
    text,
)
from marlerweg.foundation.numbers import number
from marlerweg.foundation.scripts import primary

WIDTH = 480.0
PLOT_HEIGHT = 200.0
DASHES = ("none", "7 4", "2 3", "10 3 2 3", "1 2", "12 5")
LABELS_AT_MOST = 6
Moment = int | dt.date


@dataclass(frozen=True)
class Break:
    """From this moment on something else was counted; the line is not drawn across it."""

    at: Moment
    words: str


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Plane:
    """Where a moment and a value lie in the drawing."""

    left: float
    top: float
    width: float
    height: float
    first: float
    last: float
    highest: float

    def x(self, moment: Moment) -> float:
        span = (self.last - self.first) or 1
        return self.left + (_place(moment) - self.first) / span * self.width

    def y(self, value: float) -> float:
        return self.top + self.height * (1 - value / self.highest)


def lines(
    *,
    title: str,
    description: str,
    language: str,
    label: str,
    moments: Sequence[Moment],
    series: Sequence[Series],
    breaks: Sequence[Break] = (),
    unit: str = "",
    digits: int | None = None,
    missing: str = "–",
    width: float = WIDTH,
) -> Chart:
    """Draw values of zero and above at moments (years or dates), from zero; None is a gap, never a bridge."""
    _check(moments, series)
    head, top = _key(series, width) if len(series) > 1 else ([], 0.0)
    notes, notes_height = _notes(breaks, width, language)
    steps = nice_steps(max((v for s in series for v in s.values if v is not None), default=1))
    scale = [number(step, language, unit=unit, digits=None) for step in steps]
    left = max(len(words) for words in scale) * SMALL * 0.6 + 8
    right = max(12.0, len(_moment(moments[-1], language)) * SMALL * 0.3 + 4)
    plane = Plane(
        left, top + 10, width - left - right, PLOT_HEIGHT, _place(moments[0]), _place(moments[-1]), steps[-1]
    )
    elements = [*head, *_grid(plane, steps, scale), *_axis(plane, moments, language)]
    elements += [
        mark for number_, each in enumerate(breaks, start=1) for mark in _break(plane, each, number_)
    ]
    for index, each in enumerate(series):
        elements += _line(plane, moments, each.values, breaks, index)
    base = plane.top + plane.height + 30
    elements += [_shifted(note, base) for note in notes]
    said = [
        (_moment(m, language), *(_said(s.values[i], language, unit, digits, missing) for s in series))
        for i, m in enumerate(moments)
    ]
    table = ChartTable(title, (label, *(s.name for s in series)), tuple(said))
    return Chart(title, description, language, width, base + notes_height, elements, table)


def sparkline(
    *,
    title: str,
    language: str,
    label: str,
    moments: Sequence[Moment],
    values: Sequence[float | None],
    description: str = "",
    unit: str = "",
    digits: int | None = None,
    missing: str = "–",
    width: float = 120.0,
    height: float = 28.0,
) -> Chart:
    """Draw the course alone, between its own lowest and highest value; for the words beside a number."""
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    plane = Plane(3, 3, width - 6, height - 6, _place(moments[0]), _place(moments[-1]), (high - low) or 1)
    above = [None if value is None else value - low for value in values]
    elements = list(_line(plane, moments, above, (), 0, marks=False))
    last = next((i for i in reversed(range(len(above))) if above[i] is not None), None)
    if last is not None:
        place = (plane.x(moments[last]), plane.y(above[last] or 0))
        elements.append(Element("circle", {"cx": place[0], "cy": place[1], "r": 3, "fill": Ink.SERIES_1}))
    said = [
        (_moment(moment, language), _said(value, language, unit, digits, missing))
        for moment, value in zip(moments, values, strict=True)
    ]
    table = ChartTable(title, (label, title), tuple(said))
    return Chart(title, description, language, width, height, elements, table)


def nice_steps(highest: float, *, about: int = 4) -> list[float]:
    """Round steps from zero to at least `highest`: 0, 50, 100, 150."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / about
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))
    count = int(-(-highest // step))
    return [step * index for index in range(count + 1)]


def _check(moments: Sequence[Moment], series: Sequence[Series]) -> None:
    if not moments or [_place(m) for m in moments] != sorted({_place(m) for m in moments}):
        raise ValueError("The moments of a line stand in order and each once.")
    if not 1 <= len(series) <= len(SERIES):
        raise ValueError(f"A chart tells 1 to {len(SERIES)} series apart, not {len(series)}.")
    for each in series:
        if len(each.values) != len(moments):
            raise ValueError(f"„{each.name}“ needs {len(moments)} values.")
        if any(value is not None and value < 0 for value in each.values):
            raise ValueError(f"„{each.name}“ has a value below zero.")


def _place(moment: Moment) -> float:
    return float(moment.toordinal() if isinstance(moment, dt.date) else moment)


def _moment(moment: Moment, language: str) -> str:
    if isinstance(moment, int):
        return str(moment)
    return format_skeleton("yMMM", moment, locale=primary(language))


def _said(value: float | None, language: str, unit: str, digits: int | None, missing: str) -> str:
    return missing if value is None else number(value, language, unit=unit, digits=digits)


def _grid(plane: Plane, steps: Sequence[float], scale: Sequence[str]) -> Iterator[Element]:
    for step, words in zip(steps, scale, strict=True):
        y = plane.y(step)
        yield line(plane.left, y, plane.left + plane.width, y, stroke_opacity=0.25 if step else 0.8)
        yield text(plane.left - 8, y + 4, words, text_anchor="end", font_size=SMALL)


def _axis(plane: Plane, moments: Sequence[Moment], language: str) -> Iterator[Element]:
    stride = -(-len(moments) // LABELS_AT_MOST)
    for moment in moments[::stride]:
        x, y = plane.x(moment), plane.top + plane.height
        yield line(x, y, x, y + 4, stroke_opacity=0.8)
        yield text(x, y + 18, _moment(moment, language), text_anchor="middle", font_size=SMALL)


def _break(plane: Plane, each: Break, number_: int) -> Iterator[Element]:
    x = plane.x(each.at)
    yield line(x, plane.top, x, plane.top + plane.height, stroke_dasharray="4 4", stroke_opacity=0.8)
    yield text(x + 4, plane.top + 4, f"({number_})", font_size=SMALL)


def _notes(breaks: Sequence[Break], width: float, language: str) -> tuple[list[Element], float]:
    elements: list[Element] = []
    height = 0.0
    for index, each in enumerate(breaks, start=1):
        words = lines_of(f"({index}) {_moment(each.at, language)}: {each.words}", width, font_size=SMALL)
        elements += paragraph(0, height + SMALL, words, font_size=SMALL)
        height += len(words) * SMALL * LINE_HEIGHT
    return elements, height + (6 if breaks else 0)


def _shifted(element: Element, by: float) -> Element:
    y = element.attributes["y"]
    return Element(
        element.tag,
        {**element.attributes, "y": by + (y if isinstance(y, int | float) else 0)},
        element.content,
    )


def _line(
    plane: Plane,
    moments: Sequence[Moment],
    values: Sequence[float | None],
    breaks: Sequence[Break],
    index: int,
    *,
    marks: bool = True,
) -> Iterator[Element]:
    """Give a stretch of line for every run of known values between gaps and breaks, and a mark for each value."""
    ink = SERIES[index]
    for stretch in _stretches(moments, values, breaks):
        points = " ".join(f"{plane.x(m):.2f},{plane.y(v):.2f}" for m, v in stretch)
        stroke: dict[str, Value] = {"stroke": ink, "stroke-width": 2.5, "stroke-dasharray": DASHES[index]}
        yield Element("polyline", {"points": points, "fill": Ink.NONE, **stroke})
        for m, v in stretch if marks else ():
            yield mark(plane.x(m), plane.y(v), index)


def _stretches(
    moments: Sequence[Moment], values: Sequence[float | None], breaks: Sequence[Break]
) -> Iterator[list[tuple[Moment, float]]]:
    def part(pair: tuple[Moment, float | None]) -> tuple[bool, int]:
        return pair[1] is not None, sum(_place(each.at) <= _place(pair[0]) for each in breaks)

    for (known, _), run in groupby(zip(moments, values, strict=True), key=part):
        if known:
            yield [(moment, value) for moment, value in run if value is not None]


def mark(x: float, y: float, index: int) -> Element:
    """A dot, a square or a diamond, so that shape tells what colour tells."""
    ink = SERIES[index]
    if index % 3 == 0:
        return Element("circle", {"cx": x, "cy": y, "r": 3.5, "fill": ink})
    if index % 3 == 1:
        return Element("rect", {"x": x - 3.5, "y": y - 3.5, "width": 7, "height": 7, "fill": ink})
    points = " ".join(f"{x + dx:.2f},{y + dy:.2f}" for dx, dy in ((0, -5), (5, 0), (0, 5), (-5, 0)))
    return Element("polygon", {"points": points, "fill": ink})


def _key(series: Sequence[Series], width: float) -> tuple[list[Element], float]:
    elements: list[Element] = []
    y = 0.0
    for index, each in enumerate(series):
        words = lines_of(each.name, width - 40, font_size=SMALL + 1)
        stroke: dict[str, Value] = {
            "stroke": SERIES[index],
            "stroke-width": 2.5,
            "stroke-dasharray": DASHES[index],
        }
        elements.append(Element("line", {"x1": 0, "y1": y + 8, "x2": 30, "y2": y + 8, **stroke}))
        elements += [mark(15, y + 8, index), *paragraph(40, y + 12.5, words, font_size=SMALL + 1)]
        y += len(words) * (SMALL + 1) * LINE_HEIGHT + 3
    return elements, y + 8
