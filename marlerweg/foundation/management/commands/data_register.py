"""Print what the house keeps about whom: for the record of processing and for whoever asks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.foundation import register, sheets

HEADS = ["Tabelle", "Feld", "Klasse", "Zweck", "Aufbewahrung", "Auskunft"]
NAMES = {"public": "öffentlich", "internal": "intern", "personal": "personenbezogen", "special": "besonders"}


class Command(BaseCommand):
    help = "Gibt das Datenverzeichnis aus: jedes Feld mit Klasse, Zweck, Aufbewahrung und ob es zur Auskunft gehört."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format", choices=["markdown", "csv"], default="markdown", help="Form der Ausgabe"
        )
        parser.add_argument(
            "--model", metavar="APP.MODELL", help="nur diese Tabelle, zum Beispiel accounts.user"
        )

    def handle(self, *args: Any, format: str, model: str | None = None, **options: Any) -> None:  # noqa: A002
        known = [entry for entry in register.entries() if model in (None, entry.model)]
        if not known:
            raise CommandError(f"Eine Tabelle „{model}“ steht nicht im Verzeichnis.")
        rows = [
            [
                each.model,
                each.field,
                NAMES[each.sensitivity],
                each.purpose,
                each.retention,
                _answer(each.export),
            ]
            for each in known
        ]
        self.stdout.write(_csv(rows) if format == "csv" else _markdown(rows))


def _answer(export: bool) -> str:
    return "ja" if export else "nein"


def _csv(rows: list[list[str]]) -> str:
    return sheets.write_csv(HEADS, rows).decode("utf-8-sig")


def _markdown(rows: list[list[str]]) -> str:
    lines = [HEADS, ["---"] * len(HEADS), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
