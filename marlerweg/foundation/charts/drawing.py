"""A small drawing: elements that know their ink by name, written for the screen or for paper.

On the screen inks are `currentColor` and custom properties, so a chart follows light, dark and forced colours
without a stylesheet of its own; on paper they are plain colours, because a PDF resolves no variables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b
from html import escape
from textwrap import wrap
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from marlerweg.foundation.scripts import direction_of

Anchor = Literal["start", "middle", "end"]
FONT_SIZE = 14.0
SMALL = 12.0
LINE_HEIGHT = 1.3
AVERAGE_GLYPH = 0.56
OTHER_SIDE = {"start": "end", "end": "start"}


class Ink(StrEnum):
    """What a mark means; which colour that is, a look decides."""

    NONE = "none"
    TEXT = "text"
    GROUND = "ground"
    SERIES_1 = "series-1"
    SERIES_2 = "series-2"
    SERIES_3 = "series-3"
    SERIES_4 = "series-4"
    SERIES_5 = "series-5"
    SERIES_6 = "series-6"


SERIES = (Ink.SERIES_1, Ink.SERIES_2, Ink.SERIES_3, Ink.SERIES_4, Ink.SERIES_5, Ink.SERIES_6)
# Each has a contrast of at least 3 to white and to the dark ground (WCAG 1.4.11), so one set serves both.
SERIES_COLOURS = ("#4672c4", "#c25a14", "#178468", "#9a55b8", "#8a7300", "#c4416e")


@dataclass(frozen=True)
class Look:
    inks: Mapping[Ink, str]
    on_paper: bool = False


SCREEN = Look(
    {Ink.NONE: "none", Ink.TEXT: "currentColor"}
    | {Ink.GROUND: "var(--kern-color-layout-background-default, Canvas)"}
    | {
        ink: f"var(--chart-{number}, {colour})"
        for number, (ink, colour) in enumerate(zip(SERIES, SERIES_COLOURS, strict=True), start=1)
    }
)


def paper(series: Sequence[str] = SERIES_COLOURS) -> Look:
    """Plain colours for a PDF; missing series are taken from the house's own."""
    colours = (*series, *SERIES_COLOURS[len(series) :])
    inks = {Ink.NONE: "none", Ink.TEXT: "#1a1a1a", Ink.GROUND: "#ffffff"}
    return Look(inks | dict(zip(SERIES, colours, strict=False)), on_paper=True)


@dataclass(frozen=True)
class Fill:
    """The filling of a series: its colour, and from the second on a hatch of its own."""

    series: int


Value = str | float | Ink | Fill


@dataclass(frozen=True)
class Element:
    tag: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    content: str | Sequence[Element] = ()


@dataclass(frozen=True)
class ChartTable:
    """The same facts as text; `aligns` has "start" or "end" for each column."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def aligns(self) -> tuple[Literal["start", "end"], ...]:
        numbers: list[Literal["start", "end"]] = ["end"] * (len(self.columns) - 1)
        return ("start", *numbers)


@dataclass(frozen=True)
class Chart:
    """A drawing with its words and the table that stands beside it."""

    title: str
    description: str
    language: str
    width: float
    height: float
    elements: Sequence[Element]
    table: ChartTable

    @property
    def svg(self) -> SafeString:
        return self.drawn(SCREEN)

    @property
    def paper_svg(self) -> SafeString:
        return self.drawn(paper())

    @property
    def alt(self) -> str:
        return f"{self.title}. {self.description}" if self.description else self.title

    def drawn(self, look: Look) -> SafeString:
        """Write the chart in a look; every word in it has been escaped."""
        pen = Pen(look, self._key(), self.width, is_turned=direction_of(self.language) == "rtl")
        return mark_safe("".join(pen.written(self._root(look))))

    def _root(self, look: Look) -> Element:
        key = self._key()
        labels = f"{key}-title {key}-desc" if self.description else f"{key}-title"
        attributes: dict[str, Value] = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_short(self.width)} {_short(self.height)}",
            "width": self.width,
            "height": self.height,
            "class": "chart",
            "role": "img",
            "lang": self.language,
            "aria-labelledby": labels,
            "font-size": FONT_SIZE,
            "fill": Ink.TEXT,
        }
        if not look.on_paper:
            attributes["direction"] = direction_of(self.language)
        words = [Element("title", {"id": f"{key}-title"}, self.title)]
        if self.description:
            words.append(Element("desc", {"id": f"{key}-desc"}, self.description))
        return Element("svg", attributes, [*words, _patterns(key), *self.elements])

    def _key(self) -> str:
        """The same chart keeps its ids, different charts on one page never share them."""
        said = repr((self.title, self.description, self.language, self.table))
        return "chart-" + blake2b(said.encode("utf-8", "replace"), digest_size=5).hexdigest()


@dataclass(frozen=True)
class Pen:
    """Writes elements in a look, and turns them round for languages that run from right to left."""

    look: Look
    key: str
    width: float
    is_turned: bool

    def written(self, element: Element) -> Iterator[str]:
        yield f"<{element.tag}"
        for name, value in self._attributes(element).items():
            yield f' {name}="{escape(self._value(value))}"'
        yield ">"
        if isinstance(element.content, str):
            yield escape(readable(element.content), quote=False)
        else:
            pen = replace(self, is_turned=False) if element.tag == "defs" else self
            for child in element.content:
                yield from pen.written(child)
        yield f"</{element.tag}>"

    def _value(self, value: Value) -> str:
        match value:
            case Ink():
                return self.look.inks[value]
            case Fill(series):
                return (
                    f"url(#{self.key}-{series})" if series in HATCHES else self.look.inks[SERIES[series - 1]]
                )
            case str():
                return readable(value)
            case _:
                return _short(value)

    def _attributes(self, element: Element) -> Mapping[str, Value]:
        if not self.is_turned or element.tag == "svg":
            return element.attributes
        turned = {name: self._turned(name, value, element) for name, value in element.attributes.items()}
        if element.tag == "text" and self.look.on_paper:
            anchor = str(turned.get("text-anchor", "start"))
            turned["text-anchor"] = OTHER_SIDE.get(anchor, anchor)
        return turned

    def _turned(self, name: str, value: Value, element: Element) -> Value:
        if name == "points" and isinstance(value, str):
            pairs = (pair.split(",") for pair in value.split())
            return " ".join(f"{_short(self.width - float(x))},{y}" for x, y in pairs)
        if name in {"x", "x1", "x2", "cx"} and isinstance(value, int | float):
            extent = element.attributes.get("width", 0) if name == "x" else 0
            return self.width - value - (extent if isinstance(extent, int | float) else 0)
        return value


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def readable(text: str) -> str:
    """Without the characters that XML forbids or that turn the text's direction around."""
    return "".join(
        c for c in text if unicodedata.category(c) not in {"Cc", "Cs", "Co"} and not "\u202a" <= c <= "\u202e"
    )


# Lines, not colours alone, tell the series apart; the first stays plain.
HATCHES: Mapping[int, str] = {
    2: "M-1 9 9 -1M-3 3 3 -3M5 11 11 5",
    3: "M-1 4H9",
    4: "M-1 -1 9 9M-3 5 3 11M5 -3 11 3",
    5: "M4 -1V9",
    6: "M-1 4H9M4 -1V9",
}


def _patterns(key: str) -> Element:
    return Element("defs", {}, [_pattern(f"{key}-{number}", number) for number in HATCHES])


def _pattern(name: str, number: int) -> Element:
    return Element(
        "pattern",
        {"id": name, "width": 8, "height": 8, "patternUnits": "userSpaceOnUse"},
        [
            Element("rect", {"x": -1, "y": -1, "width": 10, "height": 10, "fill": SERIES[number - 1]}),
            Element(
                "path", {"d": HATCHES[number], "stroke": Ink.GROUND, "stroke-width": 1.5, "fill": Ink.NONE}
            ),
        ],
    )


def text(x: float, y: float, content: str, **attributes: Value) -> Element:
    """A line of words; `text_anchor` and `font_size` are given with underscores."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return Element("text", {"x": x, "y": y, **named}, content)


def rect(x: float, y: float, width: float, height: float, **attributes: Value) -> Element:
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return Element("rect", {"x": x, "y": y, "width": width, "height": height, **named})


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Value) -> Element:
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return Element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": Ink.TEXT, **named})


def lines_of(words: str, width: float, *, font_size: float = FONT_SIZE) -> list[str]:
    """Break words into lines of about this width; a word longer than a line stays whole."""
    return wrap(words, max(8, int(width / (font_size * AVERAGE_GLYPH))), break_long_words=False) or [""]


def paragraph(x: float, y: float, lines: Sequence[str], *, font_size: float = FONT_SIZE) -> list[Element]:
    """Lines under each other; `y` is the first one's baseline."""
    return [
        text(x, y + index * font_size * LINE_HEIGHT, words, font_size=font_size)
        for index, words in enumerate(lines)
    ]
