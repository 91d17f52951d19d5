"""What a document consists of: a head, and blocks that follow each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from marlerweg.foundation.documents.text import Text

Align = Literal["start", "center", "end"]
Tone = Literal["info", "success", "warning", "danger"]
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
DEEPEST_HEADING = 4


@dataclass(frozen=True)
class Heading:
    level: int
    text: Text

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ValueError(f"A heading stands on level 1 to {DEEPEST_HEADING}, not {self.level}.")


@dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclass(frozen=True)
class BulletList:
    items: Sequence[Text]
    numbered: bool = False


@dataclass(frozen=True)
class KeyFacts:
    """Pairs of term and description, such as „Verantwortlich: Jugendamt“."""

    facts: Sequence[tuple[str, Text]]


@dataclass(frozen=True)
class Column:
    """One column of a table; `share` is its part of the free width, without it the content decides."""

    title: str
    align: Align = "start"
    share: float | None = None


@dataclass(frozen=True)
class Table:
    """A table with its caption; `upper_header` are rows (text, columns spanned) above the columns' titles."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Text]]
    upper_header: Sequence[Sequence[tuple[str, int]]] = ()

    def __post_init__(self) -> None:
        width = len(self.columns)
        if any(len(row) != width for row in self.rows):
            raise ValueError(f"Every row of „{self.caption}“ needs {width} cells.")
        if any(sum(span for _, span in row) != width for row in self.upper_header):
            raise ValueError(f"Every header row of „{self.caption}“ spans {width} columns.")


@dataclass(frozen=True)
class Figure:
    """A drawing and the words that say the same to those who cannot see it."""

    svg: str
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A figure without alternative text cannot stand in an accessible document.")
        if re.search(
            r"<!DOCTYPE|<!ENTITY|<(?:\w+:)?(?:script|foreignObject|image)\b", self.svg, re.IGNORECASE
        ):
            raise ValueError("A figure brings drawing only: no scripts, entities or outside images.")


@dataclass(frozen=True)
class Callout:
    title: str
    text: Text
    tone: Tone = "info"


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Slip:
    """One card to be cut out: a name in large letters, lines below it, and a code with the words that stand for it."""

    name: str
    lines: Sequence[str] = ()
    above: str = ""
    code_svg: str = ""
    code_alt: str = ""

    def __post_init__(self) -> None:
        if self.code_svg and not self.code_alt.strip():
            raise ValueError("A code without alternative text cannot stand in an accessible document.")


@dataclass(frozen=True)
class Slips:
    """Badges, table cards and the like: equal frames in a grid, none broken over two pages."""

    slips: Sequence[Slip]
    columns: int = 2
    height_mm: int = 55
    size_pt: int = 18


Block = Heading | Paragraph | BulletList | KeyFacts | Table | Figure | Callout | PageBreak | Slips


@dataclass(frozen=True)
class Colours:
    """The town's two colours as hex; they are darkened for text where white paper asks for it."""

    primary: str = "#171a2b"
    accent: str = "#2d4b9a"

    def __post_init__(self) -> None:
        for colour in (self.primary, self.accent):
            if not HEX_COLOUR.fullmatch(colour):
                raise ValueError(f"{colour!r} is no colour like #1a2b3c.")


@dataclass(frozen=True)
class Attachment:
    """A text file inside the PDF, such as the figures of a chart as CSV (that is what PDF/A-3 is for)."""

    name: str
    content: str
    media_type: str
    description: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[\w][\w. -]*", self.name):
            raise ValueError(f"{self.name!r} is no plain file name.")


@dataclass(frozen=True)
class Document:
    title: str
    town: str
    date: dt.date
    blocks: Sequence[Block] = ()
    subtitle: str = ""
    language: str = "de"
    sender: str = ""
    recipient: Sequence[str] = ()
    reference: str = ""
    colours: Colours = field(default_factory=Colours)
    contents: bool = False
    attachments: Sequence[Attachment] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A document without a title cannot be told from others by a screen reader.")
