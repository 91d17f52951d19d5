"""Put a backup back, and erase again what was erased since it was taken."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.foundation import clock, erasures
from marlerweg.foundation.backups import Unfit, check, restore
from marlerweg.foundation.backups.places import chosen_key
from marlerweg.foundation.retention import forget_due


class Command(BaseCommand):
    help = (
        "Spielt eine Sicherung zurück: alles oder nichts. Vorher wird sie vollständig geprüft; eine beschädigte oder "
        "unvollständige wird mit Grund abgelehnt, und die vorhandenen Daten bleiben. Marler Weg muss beendet sein. "
        "Danach wird noch einmal gelöscht, was seit der Sicherung gelöscht wurde, und alle müssen sich neu anmelden."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", metavar="SICHERUNG", help="die Datei .zip oder .zip.sealed")
        parser.add_argument("--check", action="store_true", help="nur prüfen, nichts ändern")
        parser.add_argument("--key", metavar="DATEI", help="Schlüsseldatei statt der eingestellten")

    def handle(self, *args: Any, backup: str, key: str | None = None, **options: Any) -> None:
        path = Path(backup)
        try:
            manifest = (check if options["check"] else restore)(path, key=chosen_key(key))
        except (Unfit, OSError) as problem:
            raise CommandError(f"Abgelehnt: {problem} Es wurde nichts geändert.") from problem
        rows = sum(sum(copy.rows.values()) for copy in manifest.databases.values())
        if options["check"]:
            self.stdout.write(f"Die Sicherung vom {manifest.taken_at} ist unversehrt ({rows} Zeilen).")
            return
        self.stdout.write(f"Zurückgespielt: Stand vom {manifest.taken_at} ({rows} Zeilen).")
        call_command("upgrade", stdout=self.stdout)
        self.erase_again(dt.datetime.fromisoformat(manifest.taken_at), path.parent / erasures.NAME)

    def erase_again(self, since: dt.datetime, beside: Path) -> None:
        """Whoever was erased does not come back: the list from outside the database, then the calendar, then sessions."""
        again = erasures.repeat(since, beside)
        calendar = forget_due(clock.now())
        Session.objects.all().delete()
        count = sum(again.values()) + sum(calendar.values())
        self.stdout.write(f"Noch einmal gelöscht, was seither gelöscht oder fällig wurde: {count}.")
