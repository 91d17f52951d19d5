"""Documents a town sends: accessible PDF from plain values.

Five words: document, block, text, fonts, render.
"""

from marlerweg.foundation.documents.blocks import (
    Attachment,
    Block,
    BulletList,
    Callout,
    Colours,
    Column,
    Document,
    Figure,
    Heading,
    KeyFacts,
    PageBreak,
    Paragraph,
    Slip,
    Slips,
    Table,
)
from marlerweg.foundation.documents.fonts import prepare_fonts
from marlerweg.foundation.documents.render import render
from marlerweg.foundation.documents.text import Emphasis, Inline, Link, Strong, Text

__all__ = [
    "Attachment",
    "Block",
    "BulletList",
    "Callout",
    "Colours",
    "Column",
    "Document",
    "Emphasis",
    "Figure",
    "Heading",
    "Inline",
    "KeyFacts",
    "Link",
    "PageBreak",
    "Paragraph",
    "Slip",
    "Slips",
    "Strong",
    "Table",
    "Text",
    "prepare_fonts",
    "render",
]
