"""Make the key that seals backups."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.foundation.backups import new_key_file


class Command(BaseCommand):
    help = (
        "Erzeugt eine Schlüsseldatei für verschlüsselte Sicherungen. Eine Abschrift gehört an einen Ort, an dem keine "
        "Sicherung liegt: Ohne den Schlüssel ist jede damit gemachte Sicherung verloren."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="DATEI", help="wohin; eine vorhandene wird nie überschrieben")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            new_key_file(Path(file))
        except FileExistsError as known:
            raise CommandError(f"{file} gibt es schon und bleibt, wie es ist.") from known
        except OSError as problem:
            raise CommandError(f"Nicht angelegt: {problem}") from problem
        self.stdout.write(
            f"Angelegt: {file}. In den Einstellungen MARLERWEG_BACKUP_KEY_FILE={file} setzen und eine Abschrift getrennt "
            "von den Sicherungen verwahren."
        )
