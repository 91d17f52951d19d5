"""The one process an operator starts: pages and jobs together."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.foundation.serving import Child, Household, answers, greetings, is_free

READY_WITHIN = 60


class Command(BaseCommand):
    help = (
        "Startet Marler Weg: die Seiten und, als eigener Prozess daneben, die Hintergrundaufgaben. "
        "Beenden mit Strg-C oder TERM; laufende Anfragen und Aufgaben werden zu Ende gebracht."
    )
    requires_system_checks = [Tags.security]  # all the others take a second and are in the tests

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Adresse, an der gelauscht wird (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="Anschluss (8000)")
        parser.add_argument(
            "--web", type=int, default=min(2, os.cpu_count() or 1), help="Prozesse für Seiten (2)"
        )
        parser.add_argument("--threads", type=int, default=4, help="gleichzeitige Anfragen je Prozess (4)")
        parser.add_argument(
            "--without-worker",
            action="store_true",
            help="nur Seiten; die Hintergrundaufgaben laufen anderswo mit `work`",
        )

    def handle(
        self, *args: Any, host: str, port: int, web: int, threads: int, without_worker: bool, **options: Any
    ) -> None:
        if not is_free(host, port):
            raise CommandError(
                f"Der Anschluss {port} ist belegt oder verboten. Läuft Marler Weg schon? Sonst: --port {port + 1}"
            )
        children = [Child("Der Webserver", web_server(host, port, web, threads), essential=True)]
        if not without_worker:
            children.append(Child("Der Arbeiter für Hintergrundaufgaben", worker(), essential=False))
        household = Household(children, self.stderr.write)
        household.obey_signals()
        household.start()
        try:
            if household.wait_until(lambda: answers(host, port), READY_WITHIN):
                self.greet()
            code = household.watch()
        finally:
            household.end()
        if code:
            raise CommandError("Marler Weg ist beendet, weil der Webserver ausgefallen ist.", returncode=code)
        self.stdout.write("Beendet.")

    def greet(self) -> None:
        self.stdout.write(f"\nMarler Weg läuft: {settings.PUBLIC_ADDRESS}   (beenden mit Strg-C)")
        for lines in greetings:
            for line in lines():
                self.stdout.write(line)
        self.stdout.flush()


def web_server(host: str, port: int, processes: int, threads: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "marlerweg.config.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(processes)),
        *("--blocking-threads", str(threads), "--no-ws", "--log-level", "warning"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
    ]


def worker() -> list[str]:
    return [sys.executable, "-m", "marlerweg", "work"]
