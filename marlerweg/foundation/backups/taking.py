"""Taking a backup: it appears whole and verified, or not at all."""

import datetime as dt
import tempfile
import zipfile
from pathlib import Path

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from marlerweg.foundation.backups import postgresql, sqlite
from marlerweg.foundation.backups.manifest import NAME, Copy, Manifest


def back_up(folder: Path, *, at: dt.datetime, version: str) -> tuple[Path, Manifest]:
    """Write `marlerweg-<moment>.zip` into the folder and read it back before saying so."""
    from marlerweg.foundation.backups.returning import check

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"marlerweg-{at.astimezone(dt.UTC):%Y-%m-%dT%H%M%SZ}.zip"
    part = target.with_suffix(".part")
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".taking-") as scratch:
            copies = {alias: _copy(connections[alias], Path(scratch)) for alias in connections}
            manifest = Manifest(at.isoformat(), version, copies)
            _pack(part, manifest, Path(scratch))
        check(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sqlite.to_disk(folder)
    return target, manifest


def _copy(connection: BaseDatabaseWrapper, scratch: Path) -> Copy:
    if connection.vendor == "postgresql":
        return postgresql.copy(connection, scratch / f"{connection.alias}.dump")
    return sqlite.copy(connection, scratch / f"{connection.alias}.sqlite3")


def _pack(part: Path, manifest: Manifest, scratch: Path) -> None:
    """Readable by its owner only: it holds everything."""
    part.touch(mode=0o600)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(NAME, manifest.to_json())
        for copy in manifest.databases.values():
            archive.write(scratch / copy.name, copy.name)
    sqlite.to_disk(part)
