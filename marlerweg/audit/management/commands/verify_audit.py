"""Prove that the record of deeds was not changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.audit import queries


class Command(BaseCommand):
    help = (
        "Prüft die Hash-Kette des Protokolls, alle außerhalb notierten Wurzeln und nennt die jetzige Wurzel."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--root",
            metavar="ANZAHL:HASH",
            help="eine früher notierte Wurzel, die noch in der Kette stehen muss",
        )

    def handle(self, *args: Any, root: str | None = None, **options: Any) -> None:
        if found := queries.first_break():
            raise CommandError(f"Die Kette ist gebrochen bei Nummer {found.sequence}: {found.problem}.")
        lost = [noted.root for noted in queries.missing_roots()]
        if root and not queries.holds_root(root):
            lost.append(root)
        if lost:
            raise CommandError(
                "Eine notierte Wurzel steht nicht in der Kette: Das Protokoll wurde neu geschrieben oder gekürzt."
                f" ({lost[0]})"
            )
        count, last = queries.root()
        self.stdout.write(f"{count} Einträge, Kette unversehrt. Wurzel: {count}:{last}")
