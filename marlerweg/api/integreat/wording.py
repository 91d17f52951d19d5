"""HTML of an editor there as plain text of ours, and as HTML without anything that could do harm."""

import re
from html.parser import HTMLParser

import nh3

BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "tr",
        "blockquote",
        "figure",
        "hr",
    ]
)


def cleaned(html: str) -> str:
    """What may be given to others: text, structure, links, pictures; no scripts, frames, styles, handlers."""
    return nh3.clean(html, link_rel=None)


def plain(html: str) -> str:
    """Paragraphs as lines with a blank one between, items with a dot, links with their address behind them."""
    reader = _Reader()
    reader.feed(cleaned(html))
    reader.close()
    lines = (re.sub(r"[ \t\r\f\v\xa0]+", " ", line).strip() for line in "".join(reader.said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.said.append("\n\n")
        elif tag == "br":
            self.said.append("\n")
        elif tag == "li":
            self.said.append("\n• ")
        elif tag in {"td", "th"}:
            self.said.append(" ")
        elif tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.said)))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.said.append("\n\n")
        elif tag == "a" and self.links:
            address, since = self.links.pop()
            told = "".join(self.said[since:])
            bare = address.removeprefix("mailto:").removeprefix("tel:")
            if address and bare.rstrip("/") not in told and not address.startswith("#"):
                self.said.append(f" ({bare})")

    def handle_data(self, data: str) -> None:
        self.said.append(re.sub(r"\s+", " ", data))
