"""The first person, invited by whoever holds the machine."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from marlerweg.accounts import actions
from marlerweg.foundation import clock


class Command(BaseCommand):
    help = (
        "Lädt eine Person als technische Verwaltung ein und nennt den Link, unter dem sie ihr Konto einrichtet."
        " Der Link gilt vierzehn Tage und einmal; Passwörter stehen nie auf der Befehlszeile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="ADRESSE", help="E-Mail-Adresse der Person")
        parser.add_argument("name", metavar="NAME", help="ihr Name, in Anführungszeichen")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise CommandError(f"„{email}“ ist keine E-Mail-Adresse.") from wrong
        issued = actions.invite_administrator(email, name, at=clock.now())
        self.stdout.write(f"Einladung für {name}, gültig bis {issued.invitation.expires_at:%d.%m.%Y}:")
        self.stdout.write(issued.address)
