import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.conferences.planner_words import in_words
from marlerweg.conferences.rules.golfers import read_golfers
from marlerweg.conferences.rules.grouping import group, read_diversity
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planner import Plan, plan
from marlerweg.conferences.rules.planning import Gathering, Impossible, Unreadable
from marlerweg.conferences.rules.reading import read_gathering, seats_of
from marlerweg.conferences.rules.replan import replan


class Command(BaseCommand):
    help = "Plant Tische und Runden und sagt, was daran bewiesen ist."

    requires_system_checks = ()  # it only calculates: no database, no key, no pages

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("input", help="Datei mit der Aufgabe (JSON), bei --format sgp auch G-P-W")
        parser.add_argument("--seconds", type=float, default=2.0, help="Zeit für die Suche (Vorgabe: 2)")
        parser.add_argument("--seed", type=int, default=0, help="Startwert des Zufalls (Vorgabe: 0)")
        parser.add_argument("--format", choices=["conference", "sgp", "mdgp"], default="conference")
        parser.add_argument(
            "--published", help="Veröffentlichter Plan (JSON), von dem möglichst wenig abweichen soll"
        )
        parser.add_argument(
            "--from-round", type=int, default=1, help="Erste Runde, die noch geändert werden darf"
        )
        parser.add_argument(
            "--extra-moves", type=int, default=0, help="So viele Plätze dürfen zusätzlich wechseln"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer = _answer(options)
        except Unreadable as problem:
            raise CommandError("\n".join(problem.complaints)) from None
        except Impossible as problem:
            head = "Kein Plan kann alle Regeln einhalten:" if problem.proven else "Kein Plan gefunden:"
            raise CommandError("\n".join([head, *problem.reasons])) from None
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))


def _answer(options: dict[str, Any]) -> dict[str, Any]:
    patience = Patience(options["seconds"])
    if options["format"] == "mdgp":
        return group(read_diversity(text_of(options["input"])), patience, options["seed"]).as_data()
    gathering = _gathering(options)
    if not options["published"]:
        return _told(plan(gathering, patience, options["seed"]))
    rounds = json_of(options["published"]).get("rounds")
    if not isinstance(rounds, list) or len(rounds) != gathering.rounds:
        raise Unreadable([f"{options['published']}: Erwartet wird ein Plan mit {gathering.rounds} Runden."])
    found = replan(
        gathering,
        seats_of(gathering, rounds),
        patience,
        options["seed"],
        first_open=max(0, options["from_round"] - 1),
        extra_moves=options["extra_moves"],
    )
    return _told(found)


def _told(found: Plan) -> dict[str, Any]:
    """The plan with its certificate read aloud."""
    paper = found.certificate
    goals = [f"{in_words(goal.message)} {in_words(goal.verdict)}" for goal in paper.goals]
    answer = found.as_data()
    answer["certificate"]["notes"] = list(paper.notes)
    answer["certificate"]["sentences"] = [*goals, *map(in_words, paper.remarks)]
    return answer


def _gathering(options: dict[str, Any]) -> Gathering:
    if options["format"] == "sgp":
        return read_golfers(options["input"])
    return read_gathering(json_of(options["input"]))


def text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as problem:
        raise Unreadable([f"{path}: Die Datei lässt sich nicht lesen ({problem.strerror})."]) from None
    except UnicodeDecodeError:
        raise Unreadable([f"{path}: Die Datei ist kein Text in UTF-8."]) from None


def json_of(path: str) -> Any:
    try:
        return json.loads(text_of(path))
    except json.JSONDecodeError as problem:
        raise Unreadable(
            [f"{path}, Zeile {problem.lineno}, Spalte {problem.colno}: Das ist kein gültiges JSON."]
        ) from None
