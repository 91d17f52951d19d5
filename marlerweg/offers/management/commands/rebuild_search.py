"""The search index of the directory, wholly anew from the database."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from marlerweg.offers.finding import step


class Command(BaseCommand):
    help = (
        "Baut den Suchindex der Angebote neu auf. Die alte Suche antwortet weiter, bis der neue fertig ist."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        started = perf_counter()
        offers = step.rebuild()
        texts = len(step.store().index)
        self.stdout.write(f"{offers} Angebote, {texts} Texte, {perf_counter() - started:.1f} s")
