"""What both list commands share: reading the file, the run, the report on the terminal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marlerweg.foundation import clock
from marlerweg.foundation.imports import missing_fields
from marlerweg.foundation.sheets import SheetProblem
from marlerweg.network import actions
from marlerweg.network.models import Visibility


class ListCommand(BaseCommand):
    kind = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="XLSX, XLS, ODS oder CSV")
        parser.add_argument("--dry-run", action="store_true", help="nur berichten, nichts speichern")
        parser.add_argument(
            "--visibility",
            choices=Visibility.values,
            default=Visibility.COORDINATION.value,
            help="wer die Kontaktangaben sieht (sonst nur die Koordination)",
        )

    def handle(self, *_args: Any, path: Path, dry_run: bool, visibility: str, **_options: Any) -> None:
        try:
            brought = actions.Brought(path.read_bytes(), path.name, self.kind, visibility)
            table = brought.read()
        except OSError as error:
            raise CommandError(f"Die Datei {path} lässt sich nicht öffnen: {error.strerror}.") from error
        except SheetProblem as problem:
            raise CommandError(problem.sentence) from problem
        columns = actions.proposed(brought, table)
        if missing := missing_fields(columns, brought.fields):
            names = ", ".join(field.label for field in missing)
            raise CommandError(f"Keine Spalte gefunden für: {names}. Spalten: {', '.join(table.columns)}.")
        report = actions.take_in(brought, columns, by=None, at=clock.now(), dry_run=dry_run)
        for row in report.worth_reading:
            self.stdout.write(f"Zeile {row.number}: {row.outcome.value}: {' '.join(row.messages)}")
        counts = ", ".join(f"{count} {outcome.value}" for outcome, count in report.counts.items() if count)
        state = "gespeichert" if report.is_applied else "nichts gespeichert"
        self.stdout.write(f"{counts or 'keine Zeilen'} – {state}")
        if not report.is_acceptable:
            raise CommandError("Abgelehnte Zeilen verhindern das Einlesen.")
