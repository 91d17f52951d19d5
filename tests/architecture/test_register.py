"""No column without a word on what it is for; no word on a column that is gone."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from marlerweg.foundation import register

GOOD = """
[user]
purpose = "Anmelden"
retention = "zwei Jahre"
internal = ["id"]
personal = ["email"]
special = ["password"]
[user.differing.password]
purpose = "prüfen"
export = false
["sessions.session"]
purpose = "Angemeldet bleiben"
retention = "ein Tag"
special = ["session_key"]
"""


def test_every_column_is_entered() -> None:
    gaps = register.missing(register.entries())
    assert not gaps, "not in any data_register.toml:\n" + "\n".join(
        f"  {model} {field}" for model, field in gaps
    )


def test_nothing_entered_is_gone() -> None:
    old = register.stale(register.entries())
    assert not old, "in a data_register.toml, but no column:\n" + "\n".join(f"  {m} {f}" for m, f in old)


def test_nothing_is_entered_twice() -> None:
    places = [(entry.model, entry.field) for entry in register.entries()]
    assert len(places) == len(set(places))


def test_a_missing_and_a_stale_entry_would_be_seen() -> None:
    known = register.entries()
    one = next(entry for entry in known if entry.model == "accounts.user" and entry.field == "email")
    without = [entry for entry in known if entry != one]
    assert ("accounts.user", "email") in register.missing(without)
    assert ("accounts.user", "email") not in register.missing(known)
    more = [*known, register.Entry("accounts.user", "birthday", "personal", "x", "y", export=True)]
    assert ("accounts.user", "birthday") in register.stale(more)


def test_a_file_says_what_it_means() -> None:
    found = {(each.model, each.field): each for each in register.read("accounts", GOOD)}
    assert found[("accounts.user", "email")] == register.Entry(
        "accounts.user", "email", "personal", "Anmelden", "zwei Jahre", export=True
    )
    assert found[("accounts.user", "password")].purpose == "prüfen"
    assert not found[("accounts.user", "password")].export
    assert not found[("accounts.user", "id")].export
    assert ("sessions.session", "session_key") in found


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (GOOD.replace('retention = "zwei Jahre"', ""), "purpose and retention"),
        (GOOD.replace('internal = ["id"]', 'internal = ["id", "email"]'), "two classes"),
        (GOOD.replace("[user.differing.password]", "[user.differing.phone]"), "without a class"),
        (GOOD.replace("personal =", "personl ="), "means nothing"),
    ],
)
def test_a_fault_in_a_file_is_named(wrong: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        register.read("accounts", wrong)


@pytest.mark.parametrize("kind", [models.EmailField, models.GenericIPAddressField])
def test_addresses_of_people_are_never_called_internal(kind: type[models.Field[str, str]]) -> None:
    from django.apps import apps

    harmless = {"network.town"}  # the town's own address, on its letterhead
    columns = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, kind) and model._meta.label_lower not in harmless
    }
    assert columns
    assert not [
        entry
        for entry in register.entries()
        if (entry.model, entry.field) in columns and entry.sensitivity not in register.OF_PERSONS
    ]


def test_the_command_prints_it_for_people_and_for_sheets(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("data_register")
    page = capsys.readouterr().out
    assert "| accounts.user | email | personenbezogen |" in page
    call_command("data_register", format="csv", model="accounts.user")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out), delimiter=";"))
    assert rows[0][:3] == ["Tabelle", "Feld", "Klasse"]
    assert {row[0] for row in rows[1:] if row} == {"accounts.user"}
    with pytest.raises(CommandError):
        call_command("data_register", model="accounts.nobody")
