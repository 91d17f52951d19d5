"""Files as they come from an office: with a mark in front, in the wrong encoding, with a quote missing."""

import shutil
from pathlib import Path

import pytest

from marlerweg.places.pack import FILES, assemble, read
from marlerweg.places.rules import check

ERLENAU = Path(__file__).parents[2] / "places" / "erlenau"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(ERLENAU, tmp_path / "erlenau"))


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_missing_quote_is_one_finding_with_its_line(folder):
    edit(folder / "organisations.toml", 'name = "Bürgerbüro"', 'name = "Bürgerbüro')
    [finding] = check(read(folder))
    assert (finding.severity, finding.file, finding.line) == ("error", "organisations.toml", 9)


def test_a_file_cut_off_at_its_end_names_the_last_line(folder):
    path = folder / "sources.toml"
    path.write_text('[[source]]\nkey = """offen', encoding="utf-8")
    [finding] = check(read(folder))
    assert (finding.file, finding.line) == ("sources.toml", 2)


def test_a_field_given_twice_is_named_with_its_line(folder):
    edit(folder / "town.toml", "[town]", '[town]\nkey = "zweimal"')
    [finding] = check(read(folder))
    assert finding.file == "town.toml"
    assert finding.line


def test_a_file_in_the_old_windows_encoding_says_so(folder):
    path = folder / "districts.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    [finding] = check(read(folder))
    assert finding.file == "districts.toml"
    assert "UTF-8" in finding.sentence


def test_the_mark_that_windows_puts_in_front_does_no_harm(folder):
    path = folder / "districts.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check(read(folder)) == []


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_one_finding_and_no_avalanche(folder, file):
    (folder / file).unlink()
    [finding] = check(read(folder))
    assert (finding.severity, finding.file) == ("error", file)


def test_an_empty_folder_names_every_file(tmp_path):
    assert [finding.file for finding in check(read(tmp_path))] == [*FILES]


def test_a_misnamed_file_is_noticed(folder):
    (folder / "theme.toml").touch()
    [finding] = check(read(folder))
    assert (finding.severity, finding.file) == ("hint", "theme.toml")
    assert "themes.toml" in finding.sentence


def test_a_finding_knows_the_line_of_its_entry(folder):
    edit(folder / "organisations.toml", 'part_of = "gemeinde"', 'part_of = "gemeide"')
    [finding] = check(read(folder))
    lines = (folder / "organisations.toml").read_text(encoding="utf-8").splitlines()
    assert lines[finding.line - 1] == "[[organisation]]"
    assert lines[finding.line] == 'key = "buergerbuero"'
    assert "Meinten Sie „gemeinde“?" in finding.sentence


def test_numbers_dates_and_nested_parts_arrive_as_what_they_are(erlenau):
    pack = assemble(erlenau)
    [square] = [district for district in pack.districts if district.key == "dorfmitte"]
    assert square.tile == (0, 0)
    assert square.inhabitants_as_of.year == 2024
    [table] = [body for body in pack.formats if body.key == "runder-tisch"]
    assert [(m.organisation, m.seats) for m in table.members] == [("buergerbuero", 1), ("vereinsring", 2)]
    assert table.meetings_per_year == 4.0


def test_reading_never_fails_however_little_there_is():
    pack = assemble({})
    assert pack.unread == {*FILES}
    assert pack.town.name == ""
