"""The search over everything public: each room hands up what it finds, the portal shows it on one page.

A room registers a `Source` in its `AppConfig.ready`. It is never told who asks, so it can only answer with what
everybody may read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from marlerweg.foundation.searching import few
from marlerweg.foundation.words import Text


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One hit: a line above the title, the title, a sentence; `language` is that of title and sentence.

    `also` holds the same thing in other languages: it is found by them, and not shown.
    """

    title: str
    href: str
    text: str = ""
    above: Text = ""
    language: str = "de"
    also: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Found:
    """The best hits, how many there are at least, and the question as it was probably meant."""

    things: Sequence[Thing]
    total: int
    meant: str = ""


Search = Callable[[str, str, int], Found]


@dataclass(frozen=True)
class Source:
    """`search` gets words, the reader's language and how many hits are shown; `route` is the room's own page for all of them."""

    label: Text
    order: int
    search: Search
    route: str
    word: str = ""

    def address(self, words: str) -> str:
        """The room's own page, with the words where it can search."""
        return reverse(self.route) + (f"?{urlencode({self.word: words})}" if self.word else "")


SOURCES: list[Source] = []


def register(*sources: Source) -> None:
    """Called from a room's `AppConfig.ready`; registering the same source again changes nothing."""
    for source in sources:
        if source not in SOURCES:
            SOURCES.append(source)


def find(words: str, language: str, most: int) -> list[tuple[Source, Found]]:
    """Every room's hits in the order of the menu; rooms without any are left out."""
    found = [
        (source, source.search(words, language, most))
        for source in sorted(SOURCES, key=lambda source: source.order)
    ]
    return [(source, hits) for source, hits in found if hits.things]


def best(words: str, language: str, most: int, things: Iterable[Thing]) -> Found:
    """For rooms without an index: the things in which the words occur, best first."""
    question = few.asked(words, language)
    scored = [(points, thing) for thing in things if (points := _score(question, thing))]
    scored.sort(key=lambda pair: -pair[0])
    return Found([thing for _, thing in scored[:most]], len(scored))


def _score(question: Sequence[str], thing: Thing) -> int:
    own = few.score(question, thing.title, f"{thing.above} {thing.text}", thing.language)
    return max([own, *(few.score(question, "", text, language) for text, language in thing.also)])
