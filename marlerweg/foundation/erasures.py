"""What was erased stays erased: each erasure is written down outside the database, and repeated on a backup put back.

The list holds kinds and identifiers, never a word of what was erased. Five words: kind, eraser, note, list, repeat.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction

Eraser = Callable[[str], int]
_erasers: dict[str, Eraser] = {}
NAME = "marlerweg-geloescht.jsonl"


@dataclass(frozen=True, slots=True, order=True)
class Erasure:
    at: dt.datetime
    kind: str
    identifier: str

    def line(self) -> str:
        return json.dumps({"at": self.at.isoformat(), "kind": self.kind, "id": self.identifier})


def erases(kind: str) -> Callable[[Eraser], Eraser]:
    """Register how a kind of erasure is repeated; asked twice it changes nothing the second time; returns how many rows."""

    def register(eraser: Eraser) -> Eraser:
        _erasers[kind] = eraser
        return eraser

    return register


def erases_rows(*models: str) -> None:
    """For kinds that are simply a model ("network.contactdetail"): the row with this key goes."""
    for label in models:
        erases(label)(lambda identifier, label=label: _delete(label, identifier))  # type: ignore[misc]


def _delete(label: str, identifier: str) -> int:
    found: Any = apps.get_model(label)._default_manager.filter(pk=identifier)
    return int(found.delete()[0])


def note(kind: str, identifier: object, *, at: dt.datetime) -> None:
    """Write it down once the deed is committed; an unknown kind is a mistake of the room, found at once."""
    if kind not in _erasers:
        raise KeyError(f"nothing is registered to erase {kind}")
    erasure = Erasure(at.astimezone(dt.UTC), kind, str(identifier))
    transaction.on_commit(lambda: _append([erasure], settings.ERASURES))


def _append(erasures: Iterable[Erasure], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("a", encoding="utf-8") as file:
        file.writelines(each.line() + "\n" for each in erasures)
    if is_new:
        path.chmod(0o600)


def read(*lists: Path) -> list[Erasure]:
    """The union of several copies of the list, oldest first; a line cut off by a crash is passed over."""
    return sorted({each for path in lists if path.exists() for each in _lines(path)})


def _lines(path: Path) -> Iterator[Erasure]:
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            said = json.loads(line)
            yield Erasure(dt.datetime.fromisoformat(said["at"]), said["kind"], said["id"])
        except (ValueError, KeyError, TypeError):
            continue


def keep_beside(folder: Path) -> None:
    """A copy beside the backups: whoever loses the disk must not lose the list with it."""
    if folder.resolve() == settings.ERASURES.parent.resolve():
        return
    known = set(read(folder / NAME))
    _append([each for each in read(settings.ERASURES) if each not in known], folder / NAME)


def repeat(since: dt.datetime, *lists: Path) -> dict[str, int]:
    """Erase again whatever was erased after a moment; returns rows per kind, kinds of rooms no longer there left out."""
    done: dict[str, int] = {}
    for erasure in read(settings.ERASURES, *lists):
        if erasure.at >= since and erasure.kind in _erasers:
            with transaction.atomic():
                done[erasure.kind] = done.get(erasure.kind, 0) + _erasers[erasure.kind](erasure.identifier)
    return done
