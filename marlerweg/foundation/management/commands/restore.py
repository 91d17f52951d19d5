"""Put a backup back."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.foundation.backups import Unfit, check, restore


class Command(BaseCommand):
    help = (
        "Spielt eine Sicherung zurück: alles oder nichts. Vorher wird sie vollständig geprüft; eine beschädigte oder "
        "unvollständige wird mit Grund abgelehnt, und die vorhandenen Daten bleiben. Marler Weg muss beendet sein."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", metavar="SICHERUNG", help="die ZIP-Datei")
        parser.add_argument("--check", action="store_true", help="nur prüfen, nichts ändern")

    def handle(self, *args: Any, backup: str, **options: Any) -> None:
        try:
            manifest = (check if options["check"] else restore)(Path(backup))
        except (Unfit, OSError) as problem:
            raise CommandError(f"Abgelehnt: {problem} Es wurde nichts geändert.") from problem
        rows = sum(sum(copy.rows.values()) for copy in manifest.databases.values())
        if options["check"]:
            self.stdout.write(f"Die Sicherung vom {manifest.taken_at} ist unversehrt ({rows} Zeilen).")
            return
        self.stdout.write(f"Zurückgespielt: Stand vom {manifest.taken_at} ({rows} Zeilen).")
        call_command("upgrade", stdout=self.stdout)
