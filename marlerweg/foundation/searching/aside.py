"""Documents set aside on their first way through, in a file without a name: nobody is asked for them twice.

The words of all texts must be known before the first text is written. Asking the database again costs more time than the
writing, a list of them memory without end.
"""

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from marlerweg.foundation.searching.results import Document


class Aside:
    """The file is gone when the block ends, and when the process is killed."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by the block

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def noting(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Hands them through."""
        for document in documents:
            pickle.dump(document, self._file, pickle.HIGHEST_PROTOCOL)
            yield document

    def __iter__(self) -> Iterator[Document]:
        self._file.seek(0)
        while self._file.peek(1):
            yield pickle.load(self._file)  # noqa: S301 - written a moment ago, by us, and without a name
