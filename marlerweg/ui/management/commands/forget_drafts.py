"""End what nobody came back to."""

from typing import Any

from django.core.management.base import BaseCommand

from marlerweg.foundation import clock
from marlerweg.ui import drafts
from marlerweg.ui.forms import once


class Command(BaseCommand):
    help = "Löscht Entwürfe und Quittungen, deren Frist abgelaufen ist (30 Tage; ohne Konto 2 Tage). Der Arbeiter tut das jede Nacht von selbst."

    def handle(self, *args: Any, **options: Any) -> None:
        ended, receipts = drafts.forget_old(now=clock.now()), once.forget_old(now=clock.now())
        self.stdout.write(f"{ended} Entwürfe und {receipts} Quittungen gelöscht.")
