"""The index and what it knows of the database's state, side by side in one folder; no database in here.

`known.json` is written before and after every change: before, the ids about to change are struck out; so a process that
is killed in between leaves ids in doubt and never a wrong belief. Readers never wait, writers queue at a lock file.
"""

import fcntl
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marlerweg.foundation.searching import Document, Index
from marlerweg.offers.finding.lexicon import Words, lexicon_with

KNOWN, LOCK = "known.json", "step.lock"


@dataclass
class Known:
    """`state` is the database's as of the last complete step, `stamps` the state of every offer in the index."""

    state: str = ""
    stamps: dict[str, str] = field(default_factory=dict)
    taxonomy: Words = field(default_factory=dict)


class Store:
    """One per process and folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._seen = -1
        self._known = Known()
        self._index: Index | None = None

    def known(self) -> Known:
        """As last written by any process; a broken file counts as knowing nothing."""
        try:
            seen = (self.folder / KNOWN).stat().st_mtime_ns
            if seen != self._seen:
                before = self._known.taxonomy
                read = json.loads((self.folder / KNOWN).read_text(encoding="utf-8"))
                self._known, self._seen = Known(**read), seen
                if self._known.taxonomy != before:
                    self._index = None
        except (OSError, ValueError, TypeError):
            self._known, self._seen = Known(), -1
        return self._known

    @property
    def index(self) -> Index:
        """Opened anew when the town's word lists changed."""
        known = self.known()
        if self._index is None:
            self._index = Index.open(self.folder / "index", lexicon_with(known.taxonomy))
        return self._index

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[bool]:
        """True for the one writer; without waiting, False for whoever comes second."""
        with (self.folder / LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True

    def rebuild(
        self, documents: Iterable[Document], stamps: Mapping[str, str], state: str, taxonomy: Words
    ) -> None:
        """Everything anew, aside; a kill before the end leaves the old index answering. Ask for `writing` first."""
        self._note(Known("", {}, taxonomy))
        self._index = None
        self.index.replace(documents)
        self._note(Known(state, dict(stamps), taxonomy))

    def change(
        self, documents: Sequence[Document], stamps: Mapping[str, str], gone: Collection[str], state: str
    ) -> None:
        """These offers take the place of what the index has of them, those gone leave. Ask for `writing` first."""
        known = self.known()
        touched = {*stamps, *gone}
        left = {key: stamp for key, stamp in known.stamps.items() if key not in touched}
        self._note(Known("", left, known.taxonomy))
        index, filled = self.index, {document.id for document in documents}
        if emptied := touched - filled:
            index.remove(emptied)
        if documents:
            index.add(documents)
        self._note(Known(state, {**left, **stamps}, known.taxonomy))

    def _note(self, known: Known) -> None:
        beside = self.folder / f"{KNOWN}.new"
        plain: dict[str, Any] = {"state": known.state, "stamps": known.stamps, "taxonomy": known.taxonomy}
        beside.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        beside.replace(self.folder / KNOWN)
