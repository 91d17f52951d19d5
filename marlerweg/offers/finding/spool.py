"""Searches that found nothing, on their way from reading pages to the counting job: one file, one line each, no person.

A GET writes nothing into the database. A line is short, so the system appends it whole whoever else does the same.
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from marlerweg.offers.rules.finding import as_wording, may_be_counted

MOST_BYTES = 2_000_000


class Wording(NamedTuple):
    """`month` is its first day, ISO; `filters` the names and values that were set."""

    month: str
    language: str
    words: str
    filters: str


def _file() -> Path:
    return Path(settings.SEARCH_FOLDER) / "without-hits.jsonl"


def note(words: str, language: str, filters: Mapping[str, str], *, at: datetime) -> None:
    """Dropped at once if it may point at a person; a full disk or a flood drops it too."""
    if not may_be_counted(words):
        return
    narrowed = "&".join(f"{key}={value}" for key, value in sorted(filters.items()))[:200]
    line = json.dumps([f"{at:%Y-%m}-01", language, as_wording(words), narrowed], ensure_ascii=False)
    path = _file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MOST_BYTES:
            return
        with path.open("a", encoding="utf-8") as lines:
            lines.write(line + "\n")
    except OSError:
        return


def take() -> Counter[Wording]:
    """What was noted since the last time; the file is moved away first, so nothing is counted twice."""
    taken = _file().with_suffix(".taken")
    try:
        if not taken.exists():
            _file().replace(taken)
        lines = taken.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return Counter()
    return Counter(
        Wording(*json.loads(line)) for line in lines if line.startswith("[") and line.endswith("]")
    )


def counted() -> None:
    """What was taken is in the database now."""
    _file().with_suffix(".taken").unlink(missing_ok=True)
