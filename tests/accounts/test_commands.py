"""What the operator can do at the console, readable in German."""

import io
import re

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.test import Client

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.audit.models import Event
from tests.cast import Cast

OURS = {name: app for name, app in get_commands().items() if str(app).startswith("marlerweg.a")}


def said(name: str, *asked: str, **named: str) -> str:
    out = io.StringIO()
    call_command(name, *asked, stdout=out, **named)
    return out.getvalue()


def test_the_first_administrator_comes_in_by_the_link(db: None) -> None:
    link = re.search(
        r"http://\S+?(/konto/einladung/\S+)", said("create_administrator", "a@cast.example", "A. B.")
    )
    assert link
    words = "vier ruhige Esel am Kanal"
    sent = {"name": "A. B.", "way": "password", "password1": words, "password2": words}
    assert Client().post(link[1], sent).status_code == 302
    assert User.objects.get(email="a@cast.example").roles == {Role.ADMINISTRATOR}
    assert Event.objects.filter(action="invitation.sent", actor_id=None).count() == 1


def test_a_mistyped_address_is_named(db: None) -> None:
    with pytest.raises(CommandError, match="keine E-Mail-Adresse"):
        said("create_administrator", "karla", "Karla")
    assert not Event.objects.exists()


def test_people_are_listed_with_their_roles(cast: Cast) -> None:
    cast.coordinator, cast.stranger  # noqa: B018 - enter
    everybody = said("list_people")
    assert re.search(r"koordination@cast.example .* coordination\n", everybody)
    assert re.search(r"fremd@cast.example .* –\n", everybody)
    assert "fremd@" not in said("list_people", role="coordination")


def test_a_role_is_ended_at_the_console(cast: Cast) -> None:
    cast.administrator  # noqa: B018 - enters
    assert "Beendet" in said("end_role", "technik@cast.example", "administrator")
    assert not User.objects.get(pk=cast.administrator.pk).roles
    with pytest.raises(CommandError, match="keine laufende Rolle"):
        said("end_role", "technik@cast.example", "administrator")


@pytest.mark.parametrize("name", sorted(OURS))
def test_help_reads_well(name: str) -> None:
    command = load_command_class(OURS[name], name)
    text = command.create_parser("manage.py", name).format_help()
    assert command.help.endswith(".")
    assert re.search(r"\b(der|die|und|mit|eine)\b", text)
