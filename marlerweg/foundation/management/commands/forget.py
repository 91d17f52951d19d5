"""Carry out the deletion calendar by hand, or see what it would do."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from marlerweg.foundation import clock
from marlerweg.foundation.retention import retentions


class Command(BaseCommand):
    help = "Löscht, dessen Aufbewahrung abgelaufen ist; nachts geschieht das von selbst. Mit --dry-run wird nur gezählt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="nur zählen, nichts löschen")

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        for retention in retentions.values():
            count = retention.due(now) if options["dry_run"] else retention.forget(now)
            word = "fällig" if options["dry_run"] else "gelöscht"
            self.stdout.write(f"{retention.what} ({retention.period}): {count} {word}")
