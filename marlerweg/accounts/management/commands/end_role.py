"""End somebody's role at once, for the day nobody else can."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.accounts import actions
from marlerweg.accounts.models import Assignment
from marlerweg.foundation import clock


class Command(BaseCommand):
    help = "Beendet eine Rolle sofort und damit auch alle Sitzungen der Person und ihrer Vertretung."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="ADRESSE", help="E-Mail-Adresse der Person")
        parser.add_argument(
            "role", metavar="ROLLE", choices=[str(role) for role, _ in Assignment.ROLES], help="welche Rolle"
        )

    def handle(self, *args: Any, email: str, role: str, **options: Any) -> None:
        running = Assignment.objects.select_related("user", "deputy").filter(
            user__email=email.lower(), role=role, ended_at__isnull=True
        )
        if not running:
            raise CommandError(f"„{email}“ hat keine laufende Rolle „{role}“.")
        for assignment in running:
            actions.end_role(assignment, by=None, at=clock.now())
            self.stdout.write(f"Beendet: {assignment}")
