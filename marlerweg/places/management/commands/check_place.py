"""Checks a place pack before it is loaded, for the person who writes it."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marlerweg.places.findings import Finding
from marlerweg.places.pack import read
from marlerweg.places.rules import State, check, states

SIGNS = {"error": "Fehler", "hint": "Hinweis"}


class Command(BaseCommand):
    help = "Prüft ein Ortspaket und sagt, was falsch ist, was vollständig ist und was noch offen ist."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="Ordner des Ortspakets, etwa places/marl")

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"Den Ordner {folder} gibt es nicht.")
        pack = read(folder)
        found = check(pack)
        self.stdout.write(f"Ortspaket {pack.town.name or folder.name}\n")
        for file, findings in groupby(found, key=lambda finding: finding.file):
            self.stdout.write(f"\n{file}")
            for finding in findings:
                self.stdout.write(f"  {sentence(finding)}")
        self.stdout.write("\nInhalt")
        for state in states(pack):
            self.stdout.write(f"  {content(state)}")
        self.write_open(states(pack))
        errors = sum(finding.severity == "error" for finding in found)
        hints = len(found) - errors
        if errors:
            raise CommandError(
                f"{errors} Fehler, {hints} Hinweise: Das Paket kann noch nicht geladen werden."
            )
        self.stdout.write(f"\nKeine Fehler, {hints} Hinweise: Das Paket kann geladen werden.")

    def write_open(self, found: list[State]) -> None:
        if any(state.open or state.to_confirm for state in found):
            self.stdout.write("\nNoch offen")
        for state in found:
            for entry, question in state.open:
                self.stdout.write(f"  {state.file}: {entry}: {question}")
            for entry in state.to_confirm:
                self.stdout.write(f"  {state.file}: {entry}: bitte an der Quelle prüfen (confirm)")


def sentence(finding: Finding) -> str:
    line = f"Zeile {finding.line}" if finding.line else ""
    where = ", ".join(part for part in (line, finding.place) if part)
    return (
        f"{SIGNS[finding.severity]}: {where}: {finding.sentence}"
        if where
        else f"{SIGNS[finding.severity]}: {finding.sentence}"
    )


def content(state: State) -> str:
    """One file in a line: what it holds, and whether anything about it is open."""
    counts = ", ".join(f"{count} × {name}" for name, count in state.counts.items())
    waiting = len(state.open) + len(state.to_confirm)
    return f"{state.file}: {counts} – {f'{waiting} offen' if waiting else 'vollständig'}"
