"""Takes in places, events and pages of a region from Integreat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.api.integreat.sources import Unreadable, read
from marlerweg.api.integreat.taking import take_in
from marlerweg.api.management.reporting import tell
from marlerweg.foundation import clock


class Command(BaseCommand):
    help = (
        "Übernimmt Orte, Termine und Seiten einer Region von Integreat aus SOURCE: einer JSON-Datei, wie die "
        "Schnittstelle (Fassung 3) antwortet, einem Ordner mit solchen Dateien, oder der Adresse der Schnittstelle. "
        "Alles oder nichts; wiederholbar; was hier geändert wurde, bleibt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="SOURCE", help="Datei, Ordner oder https-Adresse")
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen und berichten, nichts ändern")
        parser.add_argument(
            "--language",
            action="append",
            default=[],
            help="nur diese Sprache, wie die Quelle sie abkürzt; mehrmals möglich",
        )
        parser.add_argument("--region", default="", help="Kürzel der Region, wenn die Quelle mehrere hat")

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        try:
            found = read(source, region=options["region"], languages=options["language"])
        except Unreadable as problem:
            raise CommandError(str(problem)) from problem
        tell(
            self,
            take_in(found, at=clock.now(), dry_run=options["dry_run"]),
            nothing="Die Quelle enthält nichts.",
        )
