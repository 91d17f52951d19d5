"""Checking a backup and putting it back: everything is proven before anything is touched."""

import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path

from django.conf import settings
from django.db import connections

from marlerweg.foundation.backups import manifest as manifests
from marlerweg.foundation.backups import postgresql, sealing, sqlite
from marlerweg.foundation.backups.manifest import Copy, Manifest, Unfit
from marlerweg.foundation.backups.sealing import Key


def check(backup: Path, *, key: Key | None = None) -> Manifest:
    """Raises `Unfit` with a precise sentence unless the backup is whole."""
    with tempfile.TemporaryDirectory(dir=settings.VAR, prefix=".checking-") as scratch:
        return _unpack(_opened(backup, Path(scratch), key), Path(scratch))


def restore(backup: Path, *, key: Key | None = None) -> Manifest:
    """Put every database back as it was; a refusal leaves the present data as they are."""
    beside = Path(str(connections["default"].settings_dict["NAME"])).parent
    on_file = connections["default"].vendor == "sqlite"
    with tempfile.TemporaryDirectory(dir=beside if on_file else None, prefix=".restoring-") as scratch:
        manifest = _unpack(_opened(backup, Path(scratch), key), Path(scratch))
        _fits_here(manifest)
        for alias in manifest.databases:
            _nobody_works_on(alias)
        for alias, copy in manifest.databases.items():
            _put_back(alias, copy, Path(scratch) / copy.name)
    return manifest


def _opened(backup: Path, scratch: Path, key: Key | None) -> Path:
    """The ZIP itself, or what lies under the seal."""
    if not backup.is_file() or not sealing.is_sealed(backup):
        return backup
    opened = scratch / "opened.zip"
    sealing.unseal(backup, opened, key)
    return opened


def _unpack(backup: Path, scratch: Path) -> Manifest:
    try:
        with zipfile.ZipFile(backup) as archive:
            manifest = manifests.read(archive.read(manifests.NAME))
            _same_members(archive, manifest)
            for copy in manifest.databases.values():
                _extract(archive, copy, scratch / copy.name)
    except FileNotFoundError as problem:
        raise Unfit(f"Die Datei {backup} gibt es nicht.") from problem
    except KeyError as problem:
        raise Unfit(
            "Der Datei fehlt das Verzeichnis (manifest.json): Das ist keine Sicherung von Marler Weg."
        ) from problem
    except (zipfile.BadZipFile, zlib.error, EOFError) as problem:
        raise Unfit(
            "Die Datei ist unvollständig oder beschädigt; vermutlich brach das Kopieren ab."
        ) from problem
    return manifest


def _same_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    expected = {manifests.NAME, *(copy.name for copy in manifest.databases.values())}
    found = set(archive.namelist())
    if missing := sorted(expected - found):
        raise Unfit(f"In der Sicherung fehlt {missing[0]}.")
    if strange := sorted(found - expected):
        raise Unfit(f"In der Sicherung liegt {strange[0]}, das nicht in ihrem Verzeichnis steht.")
    if any("/" in name or "\\" in name or name.startswith(".") for name in expected):
        raise Unfit("Das Verzeichnis der Sicherung nennt unerlaubte Dateinamen.")


def _extract(archive: zipfile.ZipFile, copy: Copy, target: Path) -> None:
    if archive.getinfo(copy.name).file_size != copy.size:
        raise Unfit(f"{copy.name} hat nicht die Größe, die im Verzeichnis steht.")
    with archive.open(copy.name) as source, target.open("wb") as sink:
        shutil.copyfileobj(source, sink)
    if manifests.sha256(target) != copy.sha256:
        raise Unfit(
            f"Die Prüfsumme von {copy.name} stimmt nicht: Der Inhalt wurde verändert oder vertauscht."
        )
    (postgresql if copy.engine == postgresql.ENGINE else sqlite).check(copy, target)


def _fits_here(manifest: Manifest) -> None:
    if set(manifest.databases) != set(connections):
        raise Unfit("Die Sicherung enthält andere Datenbanken, als hier eingerichtet sind.")
    for alias, copy in manifest.databases.items():
        here = connections[alias].vendor
        if copy.engine != here:
            raise Unfit(f"Die Sicherung stammt von {copy.engine}, eingerichtet ist hier {here}.")


def _nobody_works_on(alias: str) -> None:
    if connections[alias].vendor == "sqlite":
        connections[alias].close()
        sqlite.fold_log(Path(str(connections[alias].settings_dict["NAME"])))


def _put_back(alias: str, copy: Copy, path: Path) -> None:
    if copy.engine == postgresql.ENGINE:
        postgresql.put_back(connections[alias], copy, path)
    else:
        sqlite.put_back(path, Path(str(connections[alias].settings_dict["NAME"])))
