"""The index as the rest of the house sees it: open, fill, search. A cache; it may be thrown away at any time."""

import json
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from marlerweg.foundation.searching.analysis import VERSION, Analyzer
from marlerweg.foundation.searching.aside import Aside
from marlerweg.foundation.searching.asked import AskedWord
from marlerweg.foundation.searching.asking import Asking, Known
from marlerweg.foundation.searching.engine import Engine
from marlerweg.foundation.searching.explaining import explained
from marlerweg.foundation.searching.generations import Generations
from marlerweg.foundation.searching.lexicon import Lexicon
from marlerweg.foundation.searching.results import Correction, Document, Filters, Hit, Results
from marlerweg.foundation.searching.scripts import base_language
from marlerweg.foundation.searching.sought import Sought
from marlerweg.foundation.searching.vocabulary import Vocabulary
from marlerweg.foundation.searching.words import words

ABOUT = "about.json"
# After this share of the texts has changed, spelling and compounds learn the new words.
STALE_VOCABULARY = 0.02
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
        with self._generations.writing(), self._generations.next() as folder, Aside(folder) as aside:
            analyzer = Analyzer(Vocabulary(_counted(aside.noting(documents)), self._lexicon), self._lexicon)
            Engine(folder).write(aside, analyzer, bulk=True)
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
        sought = Sought(shelf.engine, asked)
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
        return Sought(shelf.engine, self._read(shelf, query, languages, correct=True)).ids(filters)

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


def _correction(query: str, asked: Sequence[AskedWord]) -> Correction | None:
    changed = {word.surface: word.correction for word in asked if word.correction}
    for typed, meant in changed.items():
        query = query.replace(typed, meant, 1)
    return Correction(query, changed) if changed else None


def _counted(documents: Iterable[Document]) -> Iterator[tuple[str, str, int]]:
    counted: dict[tuple[str, str], int] = {}
    for document in documents:
        language = base_language(document.language)
        texts = " ".join([document.title, document.body, *document.fields.values()])
        for surface in set(words(texts)):
            counted[language, surface] = counted.get((language, surface), 0) + 1
    return ((language, surface, count) for (language, surface), count in counted.items())


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
