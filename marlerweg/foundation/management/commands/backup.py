"""Keep all data, in one file that proves itself."""

import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.foundation import clock
from marlerweg.foundation.backups import Unfit, back_up


class Command(BaseCommand):
    help = (
        "Sichert alle Daten in eine Datei, auch während gearbeitet wird. Die Sicherung wird danach geöffnet und geprüft: "
        "Unversehrtheit, Zeilenzahlen, Prüfsummen. Sie enthält alles und gehört an einen zweiten, verschlüsselten Ort."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", metavar="ORDNER", help="wohin (ohne Angabe: backups im Datenordner)"
        )
        parser.add_argument(
            "--keep", type=int, metavar="ANZAHL", help="ältere Sicherungen im Ordner danach löschen"
        )

    def handle(self, *args: Any, folder: str | None = None, keep: int | None = None, **options: Any) -> None:
        place = Path(folder) if folder else settings.VAR / "backups"
        started = time.monotonic()
        try:
            target, manifest = back_up(place, at=clock.now(), version=own_version())
        except (Unfit, OSError) as problem:
            raise CommandError(f"Nicht gesichert: {problem}") from problem
        rows = sum(sum(copy.rows.values()) for copy in manifest.databases.values())
        self.stdout.write(
            f"Gesichert und geprüft: {target} ({target.stat().st_size / 1e6:.1f} MB, {rows} Zeilen, "
            f"{time.monotonic() - started:.1f} s)"
        )
        if keep:
            self.thin_out(place, keep)

    def thin_out(self, place: Path, keep: int) -> None:
        for old in sorted(place.glob("marlerweg-*.zip"))[: -max(keep, 1)]:
            old.unlink()
            self.stdout.write(f"Gelöscht: {old.name}")


def own_version() -> str:
    try:
        return version("marlerweg")
    except PackageNotFoundError:
        return "0.1.0"
