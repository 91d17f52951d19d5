"""One look at everything that can go wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from marlerweg.foundation import clock
from marlerweg.foundation.examination import Examination, Finding, Health, examinations


class Command(BaseCommand):
    help = (
        "Untersucht die Einrichtung und sagt in Sätzen, was gut ist (✓), was man im Auge behalten (!) und was man "
        "beheben muss (✗). Endet mit Fehler, wenn etwas zu beheben ist; ändert nichts."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = [finding for examination in examinations for finding in look(examination)]
        for finding in found:
            self.stdout.write(f"{finding.health.value} {finding.sentence}")
        ill = sum(finding.health is Health.ILL for finding in found)
        if ill:
            raise CommandError(f"{ill} Befunde müssen behoben werden.")
        self.stdout.write("\nEs ist nichts zu beheben.")


def look(examination: Examination) -> list[Finding]:
    """An examination that fails is itself a finding; the others go on."""
    try:
        return list(examination(clock.now()))
    except (DatabaseError, OSError) as problem:
        return [Finding(Health.ILL, f"{examination.__name__}: {problem}")]
