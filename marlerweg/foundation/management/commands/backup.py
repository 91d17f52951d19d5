"""Keep all data, in one file that proves itself."""

import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.foundation import clock
from marlerweg.foundation.backups import Unfit, back_up
from marlerweg.foundation.backups.places import backups_in, chosen_key


class Command(BaseCommand):
    help = (
        "Sichert alle Daten in eine Datei, auch während gearbeitet wird. Die Sicherung wird danach geöffnet und geprüft: "
        "Unversehrtheit, Zeilenzahlen, Prüfsummen. Mit Schlüsseldatei oder Passphrase (MARLERWEG_BACKUP_KEY_FILE, "
        "MARLERWEG_BACKUP_PASSPHRASE) wird sie verschlüsselt. Sie enthält alles und gehört an einen zweiten Ort."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", metavar="ORDNER", help="wohin (ohne Angabe: backups im Datenordner)"
        )
        parser.add_argument(
            "--keep", type=int, metavar="ANZAHL", help="ältere Sicherungen im Ordner danach löschen"
        )

        parser.add_argument("--key", metavar="DATEI", help="Schlüsseldatei statt der eingestellten")

    def handle(
        self,
        *args: Any,
        folder: str | None = None,
        keep: int | None = None,
        key: str | None = None,
        **options: Any,
    ) -> None:
        place = Path(folder) if folder else settings.VAR / "backups"
        started = time.monotonic()
        try:
            town_key = chosen_key(key)
            target, manifest = back_up(place, at=clock.now(), version=own_version(), key=town_key)
        except (Unfit, OSError) as problem:
            raise CommandError(f"Nicht gesichert: {problem}") from problem
        rows = sum(sum(copy.rows.values()) for copy in manifest.databases.values())
        self.stdout.write(
            f"Gesichert und geprüft: {target} ({target.stat().st_size / 1e6:.1f} MB, {rows} Zeilen, "
            f"{time.monotonic() - started:.1f} s{', verschlüsselt' if town_key else ''})"
        )
        if keep:
            self.thin_out(place, keep)

    def thin_out(self, place: Path, keep: int) -> None:
        for old in backups_in(place)[: -max(keep, 1)]:
            old.unlink()
            self.stdout.write(f"Gelöscht: {old.name}")


def own_version() -> str:
    try:
        return version("marlerweg")
    except PackageNotFoundError:
        return "0.1.0"
