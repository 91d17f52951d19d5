import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.conferences.management.commands.plan_tables import json_of, text_of
from marlerweg.conferences.rules.planning import Unreadable
from marlerweg.conferences.rules.reading import read_gathering
from marlerweg.conferences.verification import Findings, verify, verify_groups, verify_rounds


class Command(BaseCommand):
    help = "Prüft einen Tischplan unabhängig vom Planer gegen seine Aufgabe."

    requires_system_checks = ()  # it only calculates: no database, no key, no pages

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "input", help="Datei mit der Aufgabe (JSON oder MDGPLIB), bei --format sgp auch G-P-W"
        )
        parser.add_argument("plan", help="Datei mit dem Plan (JSON)")
        parser.add_argument("--format", choices=["conference", "sgp", "mdgp"], default="conference")
        parser.add_argument("--published", help="Früherer Plan, um geänderte Plätze zu zählen")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            findings = _findings(options)
        except Unreadable as problem:
            raise CommandError("\n".join(problem.complaints)) from None
        self.stdout.write(json.dumps(findings.as_data(), ensure_ascii=False, indent=1))
        if not findings.sound:
            raise CommandError("\n".join([*findings.violations, *findings.false_claims]))


def _findings(options: dict[str, Any]) -> Findings:
    plan = json_of(options["plan"])
    if not isinstance(plan, dict):
        raise Unreadable([f"{options['plan']}: Erwartet wird ein Objekt mit dem Plan."])
    if options["format"] == "mdgp":
        return verify_groups(text_of(options["input"]), plan)
    if options["format"] == "sgp":
        return verify_rounds(options["input"], plan)
    gathering = json_of(options["input"])
    read_gathering(gathering)  # complains in words where the input itself is wrong
    published = json_of(options["published"]) if options["published"] else None
    return verify(gathering, plan, published)
