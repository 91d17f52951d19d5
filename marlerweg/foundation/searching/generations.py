"""Folders that follow one another: built aside, then made current in one step, so that a kill leaves the old one whole.

`current` names the folder in use. One writer at a time holds the lock; readers never wait.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

POINTER, LOCK, PREFIX = "current", "writer.lock", "generation-"


class Generations:
    """All generations live in one folder, which is made if it is missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def current(self) -> Path | None:
        """None before the first one is finished, or if somebody removed it."""
        with suppress(FileNotFoundError):
            path = self.folder / (self.folder / POINTER).read_text(encoding="utf-8").strip()
            if path.name.startswith(PREFIX) and path.is_dir():
                return path
        return None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Waits until no other process writes; the lock falls with the process that holds it."""
        with (self.folder / LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def next(self) -> Iterator[Path]:
        """An empty folder to build in; becomes current when the block ends without an error. Ask for `writing` first."""
        current = self.current()
        number = 1 + max((int(path.name.removeprefix(PREFIX)) for path in self._all()), default=0)
        built = self.folder / f"{PREFIX}{number:09d}"
        built.mkdir()
        try:
            yield built
        except BaseException:
            shutil.rmtree(built, ignore_errors=True)
            raise
        self._point_to(built)
        self._remove_all_but({built, current})

    def _point_to(self, built: Path) -> None:
        beside = self.folder / f"{POINTER}.new"
        with beside.open("w", encoding="utf-8") as file:
            file.write(built.name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / POINTER)

    def _remove_all_but(self, kept: set[Path | None]) -> None:
        """The one before stays: readers may be opening it at this moment."""
        for path in self._all():
            if path not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def _all(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if path.name.startswith(PREFIX) and path.is_dir()]
