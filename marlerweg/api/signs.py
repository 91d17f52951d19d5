"""How far a job is, said beside the database: on SQLite nobody else can write while a source is taken in.

One small file per job in a folder that pages and workers share; without the folder there is no progress, and no harm.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class Sign:
    """`at` is when it was given."""

    done: int
    at: datetime


def _path(key: UUID, kind: str) -> Path:
    return Path(settings.TAKING_FOLDER) / f"{key}.{kind}"


def give(key: UUID, done: int) -> None:
    path = _path(key, "done")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(str(done))
        fresh.replace(path)
    except OSError:
        return


def last(key: UUID) -> Sign | None:
    path = _path(key, "done")
    try:
        return Sign(int(path.read_text() or 0), datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except (OSError, ValueError):
        return None


def ask_to_stop(key: UUID) -> None:
    """Heard within about a second, also by a worker that holds the database."""
    path = _path(key, "stop")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return


def is_asked_to_stop(key: UUID) -> bool:
    return _path(key, "stop").exists()


def forget(key: UUID) -> None:
    for kind in ("done", "stop"):
        _path(key, kind).unlink(missing_ok=True)
