"""What a backup says about itself, and which differences to its content are found out."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 1
NAME = "manifest.json"
CHUNK = 1 << 20


class Unfit(Exception):
    """Its sentence tells the operator why a backup cannot be used; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One database as it was: `rows` counts every table."""

    name: str
    engine: str
    size: int
    sha256: str
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    taken_at: str
    version: str
    databases: dict[str, Copy]
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)


def read(text: bytes) -> Manifest:
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise Unfit(f"Die Sicherung hat das Format {content['format']}; diese Version versteht {FORMAT}.")
        copies = {alias: Copy(**copy) for alias, copy in content["databases"].items()}
        return Manifest(content["taken_at"], content["version"], copies)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Unfit("Das Verzeichnis der Sicherung (manifest.json) ist nicht lesbar.") from problem


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def compare(expected: Copy, found: dict[str, int]) -> None:
    """Every table with every row, no table more."""
    for table in sorted(expected.rows.keys() | found.keys()):
        before, after = expected.rows.get(table), found.get(table)
        if before != after:
            raise Unfit(f"Die Tabelle {table} hat {after} statt {before} Zeilen.")
