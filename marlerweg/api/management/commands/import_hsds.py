"""Takes in services of another directory that speaks HSDS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.api.hsds.reading import town
from marlerweg.api.hsds.sources import Unreadable, services
from marlerweg.api.hsds.taking import take_in
from marlerweg.api.management.reporting import tell
from marlerweg.foundation import clock


class Command(BaseCommand):
    help = (
        "Übernimmt Angebote im Format HSDS 3.x aus PATH: einer JSON-Datei, Zeilen mit JSON (.ndjson), einem Ordner "
        "oder Zip mit CSV-Dateien, oder der Adresse einer Schnittstelle. Alles oder nichts; wiederholbar."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", help="Datei, Ordner oder https-Adresse")
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen und berichten, nichts ändern")
        parser.add_argument(
            "--overwrite", action="store_true", help="auch Angebote ersetzen, die hier bearbeitet wurden"
        )
        parser.add_argument("--language", default="de", help="Sprache der Texte in der Quelle (Standard: de)")
        parser.add_argument("--origin", default="", help="Name der Quelle, wenn es mehrere gibt")

    def handle(self, *args: Any, path: str, **options: Any) -> None:
        try:
            report = take_in(
                services(path),
                town=town(options["language"], ""),
                at=clock.now(),
                language=options["language"],
                origin=options["origin"],
                dry_run=options["dry_run"],
                overwrite=options["overwrite"],
            )
        except Unreadable as problem:
            raise CommandError(str(problem)) from problem
        tell(self, report, nothing="Die Quelle enthält keine Angebote.")
