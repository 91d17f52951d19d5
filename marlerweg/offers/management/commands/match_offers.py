"""Offers that fit a need, with reasons."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.offers.queries.matching import Unclear, as_plain, matching, sought_from
from marlerweg.offers.rules.finding import read_point


class Command(BaseCommand):
    help = (
        "Sucht Angebote zu einem Bedarf und nennt Gründe dafür und dagegen. Der Bedarf steht als JSON in einer Datei "
        'oder kommt von der Eingabe (-): {"terms": ["sprachkurs"], "age": 30, "language_level": "A1", …}. '
        "Nichts davon wird gespeichert."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("need", metavar="DATEI", help="JSON-Datei, oder - für die Eingabe")
        parser.add_argument("--near", default="", help="Breite,Länge für die Entfernung")
        parser.add_argument("--language", default="de")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--refused", action="store_true", help="auch zeigen, was nicht passt")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, need: str, **options: Any) -> None:
        try:
            text = sys.stdin.read() if need == "-" else Path(need).read_text(encoding="utf-8")
            sought = sought_from(json.loads(text))
        except Unclear as unclear:
            raise CommandError(
                f"Die Angabe „{unclear.field}“ gibt es nicht oder sie hat die falsche Form."
            ) from None
        except (OSError, ValueError) as problem:
            raise CommandError(f"Der Bedarf ist nicht lesbar: {problem}") from problem
        found = matching(
            sought, near=read_point(options["near"]), refused=options["refused"], most=options["limit"]
        )
        rows = [as_plain(each, options["language"]) for each in found]
        if options["as_json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        words = {"fits": "passt", "ask": "nachfragen", "fits_not": "passt nicht"}
        for row in rows:
            self.stdout.write(f"{words[row['verdict']]:<12} {row['title']} – {row['organisation']}")
            for reason in row["reasons"]:
                self.stdout.write(
                    f"             {words[reason['verdict']]:<12} {reason['criterion']}: {reason['why']}"
                )
        if not rows:
            self.stdout.write("Kein Angebot passt dazu.")
