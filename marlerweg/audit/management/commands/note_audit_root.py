"""Keep the chain's root outside the database, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from marlerweg.audit import actions
from marlerweg.foundation import clock


class Command(BaseCommand):
    help = (
        "Schreibt Anzahl und letzten Hash des Protokolls in die Datei MARLERWEG_AUDIT_ROOTS und mailt sie an"
        " MARLERWEG_AUDIT_ROOT_MAIL. Der Arbeiter tut das jede Nacht von selbst; verify_audit prüft später dagegen."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        noted = actions.note_root(at=clock.now())
        self.stdout.write(f"Notiert: {noted.root}")
