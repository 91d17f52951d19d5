"""Bring the tables up to date, with a way back."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Bringt die Tabellen auf den Stand dieser Version; sind schon Daten da, wird vorher gesichert und die Sicherung geprüft."

    requires_system_checks: list[str] = []  # an old database would not pass them before its upgrade

    def handle(self, *args: Any, **options: Any) -> None:
        settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not plan:
            self.stdout.write("Die Tabellen sind auf dem Stand dieser Version.")
            return
        if executor.loader.applied_migrations:
            call_command("backup", stdout=self.stdout)
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"{len(plan)} Schritte ausgeführt.")
