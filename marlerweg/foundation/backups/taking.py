"""Taking a backup: it appears whole and verified, or not at all; the open copies never reach the place it is kept in."""

import datetime as dt
import shutil
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from marlerweg.foundation import erasures
from marlerweg.foundation.backups import postgresql, sealing, sqlite
from marlerweg.foundation.backups.manifest import NAME, Copy, Manifest
from marlerweg.foundation.backups.sealing import Key


def back_up(folder: Path, *, at: dt.datetime, version: str, key: Key | None = None) -> tuple[Path, Manifest]:
    """Write `marlerweg-<moment>.zip`, or `.zip.sealed` under a key, and read it back before saying so."""
    from marlerweg.foundation.backups.returning import check

    folder.mkdir(parents=True, exist_ok=True)
    name = f"marlerweg-{at.astimezone(dt.UTC):%Y-%m-%dT%H%M%SZ}.zip"
    target = folder / (f"{name}.sealed" if key else name)
    part = folder / f"{target.name}.part"
    try:
        with tempfile.TemporaryDirectory(dir=settings.VAR, prefix=".taking-") as scratch:
            copies = {alias: _copy(connections[alias], Path(scratch)) for alias in connections}
            manifest = Manifest(at.isoformat(), version, copies)
            packed = Path(scratch) / name
            _pack(packed, manifest, Path(scratch))
            _lay_down(packed, part, key)
        check(part, key=key)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    erasures.keep_beside(folder)
    sqlite.to_disk(folder)
    return target, manifest


def _copy(connection: BaseDatabaseWrapper, scratch: Path) -> Copy:
    if connection.vendor == "postgresql":
        return postgresql.copy(connection, scratch / f"{connection.alias}.dump")
    return sqlite.copy(connection, scratch / f"{connection.alias}.sqlite3")


def _pack(packed: Path, manifest: Manifest, scratch: Path) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(NAME, manifest.to_json())
        for copy in manifest.databases.values():
            archive.write(scratch / copy.name, copy.name)


def _lay_down(packed: Path, part: Path, key: Key | None) -> None:
    """Readable by its owner only: it holds everything."""
    if key:
        sealing.seal(packed, part, key)
    else:
        part.touch(mode=0o600)
        shutil.copyfile(packed, part)
    sqlite.to_disk(part)
