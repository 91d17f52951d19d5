"""Loads a place pack into the installation, as often as it changes."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from marlerweg.foundation import clock
from marlerweg.offers.finding import step
from marlerweg.places.actions import AnotherTown, PackFaulty, Report, load
from marlerweg.places.management.commands.check_place import sentence
from marlerweg.places.pack import Pack, read

WORDS = {
    "sources": "Quellen",
    "town": "Stadt",
    "districts": "Stadtteile und Rufnamen",
    "aliases": "Rufnamen",
    "schemes": "Themenlisten",
    "themes": "Themen mit Übergängen",
    "organisations": "Organisationen",
    "kodex": "Kodex",
    "kodex_versions": "Fassungen des Kodex",
    "values": "Werte",
    "action_fields": "Handlungsfelder",
    "goals": "Ziele",
    "named_measures": "im Kodex genannte Maßnahmen",
    "bodies": "Gremien und Formate",
    "school_holidays": "Schulferien",
    "terms": "Rechtskreise und Schritte",
    "vocabularies": "Wortlisten des Verzeichnisses",
    "vocabulary_terms": "Begriffe des Verzeichnisses",
}
# What a pack also holds and no room keeps yet.
WAITING = {
    "populations": "Einwohnerzahlen",
    "levels": "Ebenen",
    "population_definitions": "Bevölkerungsbegriffe",
    "indicators": "Kennzahlen",
    "observations": "Beobachtungen",
}


class Command(BaseCommand):
    help = "Lädt ein Ortspaket: Stadt, Stadtteile, Themen, Kodex, Organisationen, Gremien, Rechtskreise, Schritte und Wortlisten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="Ordner des Ortspakets, etwa places/marl")
        parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was sich ändern würde")

    def handle(self, *_args: Any, folder: Path, dry_run: bool, **_options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"Den Ordner {folder} gibt es nicht.")
        pack = read(folder)
        try:
            with transaction.atomic():
                report = load(pack, at=clock.now())
                transaction.set_rollback(dry_run)
        except PackFaulty as faulty:
            for finding in faulty.findings:
                self.stderr.write(f"{finding.file}: {sentence(finding)}")
            raise CommandError(
                f"Das Paket hat {len(faulty.findings)} Fehler. Es wurde nichts geladen."
            ) from None
        except AnotherTown as other:
            raise CommandError(
                f"Hier ist schon {other.town.name} eingerichtet. Eine Installation dient einer Stadt. Es wurde nichts geladen."
            ) from None
        if not (dry_run or report.changed_nothing):
            step.rebuild()
        self.tell(pack, report, dry_run=dry_run)

    def tell(self, pack: Pack, report: Report, *, dry_run: bool) -> None:
        self.stdout.write(f"Ortspaket {pack.town.name}{' (Probelauf)' if dry_run else ''}\n")
        for part, counts in report.parts.items():
            self.stdout.write(
                f"  {WORDS[part]}: {counts.created} neu, {counts.changed} geändert, {counts.unchanged} unverändert"
            )
        for part, names in report.archived.items():
            for name in names:
                self.stdout.write(
                    f"  {WORDS[part]}: „{name}“ steht nicht mehr im Paket und wurde archiviert."
                )
        for part, names in report.left_standing.items():
            for name in names:
                self.stdout.write(f"  {WORDS[part]}: „{name}“ steht nicht mehr im Paket und bleibt bestehen.")
        waiting = [word for part, word in WAITING.items() if getattr(pack, part)]
        if waiting:
            self.stdout.write(f"  Im Paket, aber noch ohne Platz in der Software: {', '.join(waiting)}.")
        self.stdout.write(closing(report, dry_run=dry_run))


def closing(report: Report, *, dry_run: bool) -> str:
    if report.changed_nothing:
        return "\nNichts zu tun: Alles steht schon so da."
    return "\nProbelauf: Es wurde nichts gespeichert." if dry_run else "\nGeladen."
