"""Say how to sign in to the demo town."""

from typing import Any

from django.core.management.base import BaseCommand

from marlerweg.demo.management.commands.demo_town import write_sign_ins


class Command(BaseCommand):
    help = "Nennt die Anmeldungen der Vorführstadt, eine je Rolle."

    def handle(self, *_args: Any, **_options: Any) -> None:
        write_sign_ins(self.stdout)
