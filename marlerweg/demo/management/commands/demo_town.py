"""Builds the demo town with its invented year, people and sign-ins."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from marlerweg.demo import queries
from marlerweg.demo.actions import SEED, NotInADemo, OtherDataHere, Report, build
from marlerweg.demo.cast import PASSWORD
from marlerweg.foundation import clock
from marlerweg.offers.finding import step

SIZES = (1, 10, 100)


class Command(BaseCommand):
    help = "Baut die Vorführstadt: ein erfundenes Jahr in Marl mit Hinweisen, Bedarfen, Beschlüssen, Maßnahmen und Angeboten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--size", type=int, choices=SIZES, default=1, help="Umfang: einfach, zehn- oder hundertfach"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="derselbe Startwert ergibt dieselbe Stadt")
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            default=None,
            help="Tag, an dem das Jahr endet (JJJJ-MM-TT), sonst heute",
        )

    def handle(self, *_args: Any, size: int, seed: int, today: date | None, **_options: Any) -> None:
        try:
            with step.once_at_the_end():
                report = build(today=today or clock.today(), size=size, seed=seed)
        except NotInADemo:
            raise CommandError(
                "Die Vorführstadt wird nur im Vorführbetrieb gebaut (MARLERWEG_DEMO=1), "
                "nicht dort, wo echte Menschen arbeiten."
            ) from None
        except OtherDataHere:
            raise CommandError(
                "Hier liegen schon Daten, die nicht zur Vorführung gehören. Es wurde nichts verändert."
            ) from None
        self.stdout.write(told(report))
        write_sign_ins(self.stdout)


def write_sign_ins(out: OutputWrapper) -> None:
    out.write(f"\nAnmelden mit dem Passwort „{PASSWORD}“ als")
    for each in queries.sign_ins():
        out.write(f"  {each.email:36}{each.role} – {each.name}, {each.function}")


def told(report: Report) -> str:
    head = "Die Vorführstadt steht schon." if report.stood_already else "Die Vorführstadt steht."
    return (
        f"{head} {report.people} Menschen, {report.contributions} Hinweise, {report.needs} Bedarfe, "
        f"{report.approaches} Handlungsansätze, {report.decisions} Beschlüsse, {report.measures} Maßnahmen, "
        f"{report.offers} Angebote."
    )
