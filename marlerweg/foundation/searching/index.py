"""The index as the rest of the house sees it: open, fill, search. A cache; it may be thrown away at any time."""

import json
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any

from marlerweg.foundation.searching import engine
from marlerweg.foundation.searching.analysis import VERSION, Analyzer
from marlerweg.foundation.searching.asking import Answer, AskedWord, Asking, Known
from marlerweg.foundation.searching.engine import Engine, Found
from marlerweg.foundation.searching.explaining import explained
from marlerweg.foundation.searching.generations import Generations
from marlerweg.foundation.searching.lexicon import Lexicon
from marlerweg.foundation.searching.results import Correction, Document, Filters, Hit, Results
from marlerweg.foundation.searching.scripts import base_language
from marlerweg.foundation.searching.vocabulary import Vocabulary
from marlerweg.foundation.searching.words import words

ABOUT = "about.json"
# After this share of the texts has changed, spelling and compounds learn the new words.
STALE_VOCABULARY = 0.02
TIE = 0.2
# Rarity in so many steps; and how much of what was asked, rarity counted, a document must be about.
STEPS = 4
ENOUGH = 0.4
NO_FILTERS = Filters()


@dataclass
class Shelf:
    """One generation as one process has it open."""

    folder: Path
    engine: Engine
    seen: int
    analyzer: Analyzer
    learned_from: int


class Index:
    """Thread-safe; several processes may search, one at a time writes and the others wait for it."""

    def __init__(self, folder: Path, lexicon: Lexicon | None = None) -> None:
        self._generations = Generations(folder)
        self._lexicon = lexicon or Lexicon()
        self._about = {"version": VERSION, "lexicon": _digest(self._lexicon)}
        self._shelf: Shelf | None = None
        self._opening = threading.Lock()

    @classmethod
    def open(cls, folder: Path, lexicon: Lexicon | None = None) -> "Index":
        return cls(folder, lexicon)

    @property
    def needs_rebuild(self) -> bool:
        """True while empty, and after the analysis or the lexicon has changed; searches go on with what is there."""
        current = self._generations.current()
        if current is None:
            return True
        try:
            return bool(json.loads((current / ABOUT).read_text(encoding="utf-8")) != self._about)
        except (OSError, ValueError):
            return True

    def __len__(self) -> int:
        """Number of texts."""
        shelf = self._open()
        return shelf.engine.texts if shelf else 0

    # writing

    def replace(self, documents: Iterable[Document]) -> None:
        """Everything anew, aside, then switched to at once; a kill before that leaves the old index as it was."""
        kept = documents if isinstance(documents, Collection) else list(documents)
        with self._generations.writing(), self._generations.next() as folder:
            analyzer = Analyzer(Vocabulary(_counted(kept), self._lexicon), self._lexicon)
            Engine(folder).write(kept, analyzer, bulk=True)
            (folder / ABOUT).write_text(json.dumps(self._about), encoding="utf-8")

    def add(self, documents: Iterable[Document]) -> None:
        """These documents take the place of all texts that had one of their ids; others stay."""
        kept = list(documents)
        self._change(kept, {document.id for document in kept})

    def remove(self, ids: Iterable[str]) -> None:
        self._change([], set(ids))

    def _change(self, documents: Sequence[Document], removed: Collection[str]) -> None:
        if self._generations.current() is None:
            self.replace([])
        with self._generations.writing():
            shelf = self._open()
            if shelf is None:
                raise RuntimeError("the index vanished while it was written")
            shelf.engine.write(documents, shelf.analyzer, removed=removed)

    # reading

    def search(
        self,
        query: str,
        languages: Sequence[str] = ("de",),
        filters: Filters = NO_FILTERS,
        limit: int = 10,
        *,
        counts: Collection[str] = (),
        correct: bool = True,
    ) -> Results:
        """The best ids for the query; without words in it, all ids that the filters leave, in no special order."""
        shelf = self._open()
        if shelf is None:
            return Results((), 0, {name: {} for name in counts})
        asked = self._read(shelf, query, languages, correct=correct)
        sought = _Sought(shelf.engine, asked)
        hits = sought.best(filters, limit)
        return Results(
            tuple(
                Hit(hit.id, hit.language, round(hit.score, 4), explained(asked, hit.language, hit.behind))
                for hit in hits
            ),
            sought.total(filters),
            sought.counts(filters, counts),
            _correction(query, asked),
            tuple(word.surface for word in asked if not word.answers),
        )

    def matching(
        self, query: str, languages: Sequence[str] = ("de",), filters: Filters = NO_FILTERS
    ) -> list[str]:
        """All ids that `search` would count, the best first: for a database to filter and page by."""
        shelf = self._open()
        if shelf is None:
            return []
        return _Sought(shelf.engine, self._read(shelf, query, languages, correct=True)).ids(filters)

    def suggest(self, query: str, languages: Sequence[str] = ("de",), limit: int = 8) -> list[str]:
        """The query with its last word completed, the commonest words first."""
        shelf = self._open()
        typed = words(query)
        if shelf is None or not typed or query[-1:].isspace():
            return []
        before = query[: query.rindex(typed[-1])] if typed[-1] in query else ""
        order = dict.fromkeys(map(base_language, languages))
        found = [
            word
            for language in order
            for word in shelf.analyzer.vocabulary.of(language).completions(typed[-1], limit)
        ]
        return [before + word for word in dict.fromkeys(found)][:limit]

    def warm_up(self, languages: Iterable[str]) -> None:
        """Learns these languages now rather than at their first query, which would take a third of a second longer."""
        if shelf := self._open():
            for language in map(base_language, languages):
                shelf.analyzer.mentions([], language)
                shelf.analyzer.vocabulary.of(language).learn_all()

    @staticmethod
    def _read(shelf: Shelf, query: str, languages: Sequence[str], *, correct: bool) -> list[AskedWord]:
        known = Known(shelf.engine.frequency, shelf.engine.texts_in, shelf.engine.languages())
        return Asking(shelf.analyzer, known, [base_language(language) for language in languages]).read(
            query, correct=correct
        )

    def _open(self) -> Shelf | None:
        """The current generation with its last commit; looks at two small files, opens only what is new."""
        folder = self._generations.current()
        if folder is None:
            return None
        with self._opening:
            seen = _commit_seen(folder)
            if self._shelf is None or self._shelf.folder != folder:
                opened = Engine(folder)
                self._shelf = Shelf(folder, opened, seen, self._analyzer(opened), opened.texts)
            elif self._shelf.seen != seen:
                self._shelf.engine.refresh()
                self._shelf.seen = seen
                self._learn(self._shelf)
            return self._shelf

    def _analyzer(self, opened: Engine) -> Analyzer:
        return Analyzer(Vocabulary(opened.counted_words(), self._lexicon), self._lexicon)

    def _learn(self, shelf: Shelf) -> None:
        if abs(shelf.engine.texts - shelf.learned_from) > STALE_VOCABULARY * shelf.learned_from:
            shelf.analyzer = self._analyzer(shelf.engine)
            shelf.learned_from = shelf.engine.texts


class _Sought:
    """A query ready for the engine: strictly what is about enough of the words, or else, to fill a page, what is near."""

    def __init__(self, opened: Engine, asked: Sequence[AskedWord]) -> None:
        self._engine = opened
        clauses = [
            engine.best_of(
                [engine.any_of([opened.term(*term) for term in answer.terms]) for answer in word.answers], TIE
            )
            for word in asked
            if word.answers
        ]
        self._empty = bool(asked) and not clauses
        self._loose = engine.any_of(clauses) if clauses else engine.everything()
        self._strict = engine.both(self._loose, *_about_enough(asked)) if clauses else self._loose

    def query(self, filters: Filters, *, but: str = "") -> object:
        return engine.both(self._strict, *engine.restrictions(filters, but=but))

    def best(self, filters: Filters, limit: int) -> list[Found]:
        if self._empty:
            return []
        found = self._engine.best(self.query(filters), limit)
        if len(found) < limit and self._loose is not self._strict:
            known = {hit.id for hit in found}
            more = self._engine.best(engine.both(self._loose, *engine.restrictions(filters)), limit)
            found += [hit for hit in more if hit.id not in known]
        return found[:limit]

    def ids(self, filters: Filters) -> list[str]:
        return [] if self._empty else self._engine.ids(self.query(filters))

    def total(self, filters: Filters) -> int:
        return 0 if self._empty else self._engine.total(self.query(filters))

    def counts(self, filters: Filters, names: Collection[str]) -> dict[str, dict[str, int]]:
        """Each facet as if nothing had been chosen in it: what choosing another value would show."""
        counted: dict[str, dict[str, int]] = {name: {} for name in names}
        if self._empty:
            return counted
        free = [name for name in names if name not in filters.facets]
        counted.update(self._engine.counts(self.query(filters), free) if free else {})
        for name in set(names) - set(free):
            counted.update(self._engine.counts(self.query(filters, but=name), [name]))
        return counted


def _about_enough(asked: Sequence[AskedWord]) -> list[Any]:
    """What a document must be about: things that together make up a good part of what was asked, rare ones more."""
    things = _things(asked)
    heaviest = max(word.weight for word in asked)
    steps = [max(1, round(STEPS * max(word.weight for word in thing) / heaviest)) for thing in things]
    clauses = [
        engine.only(clause)
        for thing, step in zip(things, steps, strict=True)
        if (clause := _about(thing)) is not None
        for _ in range(step)
    ]
    least = max(1, ceil(ENOUGH * sum(steps)))
    return [engine.any_of(clauses, least)] if len(clauses) >= least else [engine.nothing()]


def _things(asked: Sequence[AskedWord]) -> list[list[AskedWord]]:
    """Single words, and phrases that are one thing."""
    things: list[list[AskedWord]] = []
    for word in asked:
        if not any(word is other for thing in things for other in thing):
            things.append([word, *(other for other in word.beside if other in asked)])
    return things


def _about(thing: Sequence[AskedWord]) -> Any | None:
    """Documents that name the thing or, of a phrase, say all words, one less of a long one; None if no answer would do."""
    ways = [_ways(answer) for word in thing for answer in word.answers if answer.needed and answer.concept]
    said = [engine.any_of(says) for word in thing if (says := _says(word))]
    least = len(thing) - (len(thing) > 2)
    if len(said) >= least:
        ways.append(engine.both(*said) if len(said) == least else engine.any_of(said, least))
    return engine.any_of(ways) if ways else None


def _says(word: AskedWord) -> list[Any]:
    return [_ways(answer) for answer in word.answers if answer.needed and not answer.concept]


def _ways(answer: Answer) -> Any:
    return engine.both(*(engine.any_of([engine.has(text) for text in group]) for group in answer.needed))


def _correction(query: str, asked: Sequence[AskedWord]) -> Correction | None:
    changed = {word.surface: word.correction for word in asked if word.correction}
    for typed, meant in changed.items():
        query = query.replace(typed, meant, 1)
    return Correction(query, changed) if changed else None


def _counted(documents: Iterable[Document]) -> list[tuple[str, str, int]]:
    counted: dict[tuple[str, str], int] = {}
    for document in documents:
        language = base_language(document.language)
        texts = " ".join([document.title, document.body, *document.fields.values()])
        for surface in set(words(texts)):
            counted[language, surface] = counted.get((language, surface), 0) + 1
    return [(language, surface, count) for (language, surface), count in counted.items()]


def _commit_seen(folder: Path) -> int:
    """Changes with every commit."""
    try:
        return (folder / "meta.json").stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _digest(lexicon: Lexicon) -> str:
    written = sorted(
        (one.name, [(each, one.forms(each)) for each in sorted(one.languages)], one.broader)
        for one in lexicon
    )
    return sha256(json.dumps(written, ensure_ascii=False).encode()).hexdigest()
