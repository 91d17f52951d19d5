"""The worker as a process of its own."""

import datetime as dt
import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from marlerweg.foundation import clock
from marlerweg.foundation.jobs import actions, rules, worker


class Command(BaseCommand):
    help = (
        "Erledigt Hintergrundaufgaben, bis TERM oder Strg-C kommt; die laufende wird zu Ende gebracht. "
        "`serve` startet das von selbst; weitere Arbeiter dürfen daneben laufen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="nur erledigen, was jetzt fällig ist")
        parser.add_argument(
            "--lease",
            type=float,
            default=rules.LEASE.total_seconds(),
            help="Sekunden, nach denen ein verstummter Arbeiter abgelöst wird (60)",
        )

    def handle(self, *args: Any, once: bool, lease: float, **options: Any) -> None:
        logging.getLogger("marlerweg.foundation.jobs").setLevel(logging.INFO)
        if once:
            now = clock.now()
            actions.tick(at=now)
            self.stdout.write(f"{worker.work_off(at=now)} Aufgaben versucht.")
            return
        stop = threading.Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGINT, end)
        signal.signal(signal.SIGTERM, end)
        worker.Loop(stop, lease=dt.timedelta(seconds=lease)).run()
