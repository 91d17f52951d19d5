"""From a document to PDF/UA-1 and PDF/A-3a bytes, by Typst; data goes in as JSON and is never markup."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import Any

from typst import Compiler

from marlerweg.foundation.colours import darkened_for_white
from marlerweg.foundation.documents.blocks import (
    Attachment,
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    Heading,
    KeyFacts,
    PageBreak,
    Paragraph,
    Slips,
    Table,
)
from marlerweg.foundation.documents.figures import lifted
from marlerweg.foundation.documents.fonts import families_in, fonts_in, glyphs_in
from marlerweg.foundation.documents.text import settable, spans_of, with_steady_numbers
from marlerweg.foundation.documents.words import is_hyphenated, long_date, words_in
from marlerweg.foundation.scripts import direction_of, primary

TEMPLATE = Path(__file__).with_name("document.typ")
NO_TEXT = frozenset({"svg", "url", "kind", "style", "align", "tone", "anchor", "fill"})
Plain = dict[str, Any]


def render(document: Document, *, fonts_folder: Path) -> bytes:
    """Set the document; the same document gives the same bytes, its date included.

    `fonts_folder` was filled by `prepare_fonts`. A page takes about 30 ms.
    """
    plain = _plain(document, glyphs_in(fonts_folder)) | {"families": families_in(fonts_folder)}
    inputs = {"document": json.dumps(plain, ensure_ascii=False)}
    compiler = Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts_in(fonts_folder), sys_inputs=inputs)
    noon = dt.datetime.combine(document.date, dt.time(12), tzinfo=dt.UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=noon)
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no single PDF.")
    return pdf


def _plain(document: Document, glyphs: Container[int]) -> Plain:
    words = words_in(document.language)
    head: Plain = {
        "title": document.title,
        "subtitle": document.subtitle,
        "town": document.town,
        "sender": document.sender,
        "recipient": list(document.recipient),
        "reference": document.reference,
        "date": long_date(document.date, document.language),
        "words": words._asdict(),
        "blocks": list(_blocks(document.blocks)),
    }
    direction = direction_of(document.language)
    set_head: Plain = _every_text(head, lambda text: _set_text(text, glyphs, direction))
    return set_head | {
        "language": primary(document.language),
        "direction": direction,
        "hyphenate": is_hyphenated(document.language),
        "iso_date": [document.date.year, document.date.month, document.date.day],
        "colours": {
            "primary": darkened_for_white(document.colours.primary),
            "accent": darkened_for_white(document.colours.accent),
            "band": document.colours.accent,
        },
        "contents": document.contents,
        "attachments": [_attachment(attachment) for attachment in document.attachments],
    }


def _set_text(text: str, glyphs: Container[int], direction: str) -> str:
    safe = settable(text, glyphs)
    return with_steady_numbers(safe) if direction == "rtl" else safe


def _every_text(value: Any, change: Callable[[str], str]) -> Any:
    """Change every text wherever it stands; drawings, addresses and words of the template stay as they are."""
    match value:
        case str():
            return change(value)
        case list():
            return [_every_text(item, change) for item in value]
        case dict():
            return {key: item if key in NO_TEXT else _every_text(item, change) for key, item in value.items()}
        case _:
            return value


def _blocks(blocks: Sequence[Block]) -> Iterator[Plain]:
    """Give the blocks as plain values; a heading that skips a level moves up, as PDF/UA forbids gaps."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            yield {"kind": "heading", "level": level, "text": spans_of(block.text)}
        else:
            yield _block(block)


def _block(block: Block) -> Plain:
    match block:
        case Paragraph(text):
            plain: Plain = {"kind": "paragraph", "text": spans_of(text)}
        case BulletList(items, numbered):
            plain = {"kind": "list", "numbered": numbered, "items": [spans_of(item) for item in items]}
        case KeyFacts(facts):
            plain = {"kind": "facts", "facts": [[term, spans_of(text)] for term, text in facts]}
        case Table():
            plain = _table(block)
        case Figure(svg, alt, caption):
            plain = {"kind": "figure", "alt": alt, "caption": caption} | lifted(svg)
        case Callout(title, text, tone):
            plain = {"kind": "callout", "title": title, "text": spans_of(text), "tone": tone}
        case PageBreak():
            plain = {"kind": "pagebreak"}
        case Slips():
            plain = _slips(block)
        case Heading():
            raise TypeError("A heading needs to know the heading before it.")
    return plain


def _table(table: Table) -> Plain:
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": [
            {"title": column.title, "align": column.align, "share": column.share} for column in table.columns
        ],
        "upper_header": [[list(cell) for cell in row] for row in table.upper_header],
        "rows": [[spans_of(cell) for cell in row] for row in table.rows],
    }


def _slips(block: Slips) -> Plain:
    return {
        "kind": "slips",
        "columns": block.columns,
        "height": block.height_mm,
        "size": block.size_pt,
        "slips": [
            {
                "name": slip.name,
                "above": slip.above,
                "lines": list(slip.lines),
                "svg": slip.code_svg,
                "alt": slip.code_alt,
            }
            for slip in block.slips
        ],
    }


def _attachment(attachment: Attachment) -> Plain:
    return {
        "name": attachment.name,
        "content": attachment.content,
        "media_type": attachment.media_type,
        "description": attachment.description,
    }
