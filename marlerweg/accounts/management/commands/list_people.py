"""Who has an account and as what."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from marlerweg.accounts import queries
from marlerweg.accounts.models import Assignment, User
from marlerweg.foundation import clock


class Command(BaseCommand):
    help = "Zeigt alle Konten mit ihren laufenden Rollen, eine Zeile je Person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--role",
            metavar="ROLLE",
            choices=[str(role) for role, _ in Assignment.ROLES],
            help="nur diese Rolle",
        )

    def handle(self, *args: Any, role: str | None = None, **options: Any) -> None:
        held = Assignment.objects.filter(queries.held_on(clock.today())).order_by("role")
        roles: dict[Any, list[str]] = {}
        for assignment in held:
            roles.setdefault(assignment.user_id, []).append(assignment.role)
        for user in User.objects.order_by("name"):
            own = roles.get(user.pk, [])
            if role is None or role in own:
                state = "" if user.is_active else "  (gesperrt)"
                self.stdout.write(f"{user.email:40} {user.name:30} {', '.join(own) or '–'}{state}")
