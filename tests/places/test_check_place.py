"""The command an office runs before it hands its pack over."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from marlerweg.places.management.commands.check_place import Command

PLACES = Path(__file__).parents[2] / "places"


def run(folder):
    out = StringIO()
    call_command(Command(stdout=out), str(folder))
    return out.getvalue()


def test_a_clean_pack_may_be_loaded_and_says_what_is_open():
    said = run(PLACES / "marl")
    assert "Keine Fehler, 4 Hinweise" in said
    assert "districts.toml: 11 × district, 7 × alias" in said
    assert "Wie oft tagt die Steuerungsgruppe?" in said
    assert "organisation „ditib-fatih“: bitte an der Quelle prüfen" in said


def test_a_pack_with_nothing_open_says_so_for_every_file():
    said = run(PLACES / "erlenau")
    assert said.count("vollständig") == 12
    assert "Noch offen" not in said


def test_a_mistake_is_printed_under_its_file_and_stops_the_command(tmp_path):
    folder = shutil.copytree(PLACES / "erlenau", tmp_path / "erlenau")
    path = folder / "formats.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"buergerbuero"', '"burgerbuero"'), encoding="utf-8"
    )
    out = StringIO()
    with pytest.raises(CommandError, match="2 Fehler, 0 Hinweise") as stopped:
        call_command(Command(stdout=out), str(folder))
    assert stopped.value.returncode == 1
    heading, first = out.getvalue().split("formats.toml\n", maxsplit=1)
    assert "Fehler" not in heading
    assert first.startswith(
        "  Fehler: Zeile 14, format „runder-tisch“, Feld „member.organisation“: „burgerbuero“ gibt es in"
    )


def test_a_folder_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="gibt es nicht"):
        run(PLACES / "nirgendwo")
