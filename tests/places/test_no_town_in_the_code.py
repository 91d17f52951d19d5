"""Marl comes from its pack alone: another town finds nothing of it, neither in the code nor on its pages."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from marlerweg.places.actions import load
from marlerweg.places.pack import read

ROOT = Path(__file__).parents[2]
CODE = ROOT / "marlerweg"
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
PUBLIC = ("portal:start", "way:speak", "way:outcomes", "account_login")
# Names of the field that stand in the code for what every town has.
OF_EVERY_TOWN = {"Caritas", "Jugendamt", "Arbeiterwohlfahrt", "Deutsches Rotes Kreuz", "Agentur für Arbeit"}


def names_of_marl() -> set[str]:
    pack = read(ROOT / "places" / "marl")
    told = [*pack.districts, *pack.aliases, *pack.organisations]
    return {each.name for each in told} | {pack.town.official_name, pack.town.ags, pack.town.kreis}


def as_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def sources() -> list[Path]:
    kinds = {".py", ".html", ".js", ".css", ".typ"}
    return [
        path
        for path in CODE.rglob("*")
        if path.suffix in kinds and not path.is_relative_to(CODE / "demo") and "locale" not in path.parts
    ]


def spoken_by(path: Path) -> str:
    """A file without what only explains it: examples in docstrings and comments may come from anywhere."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body[0] = ast.Pass()
    return ast.unparse(tree)


def test_the_words_looked_for_would_be_found() -> None:
    assert as_word("Brassert").search("im Stadtteilbüro Brassert am Montag")
    assert "Brassert" in spoken_by(CODE.parent / "tests/places/test_packs.py")
    assert len(sources()) > 100
    assert {"Brassert", "insel-VHS", "Stadt Marl", "Hüls"} <= names_of_marl()


@pytest.mark.parametrize("name", sorted(names_of_marl() - OF_EVERY_TOWN))
def test_no_place_and_no_actor_of_marl_is_in_the_code(name: str, texts: dict[Path, str]) -> None:
    word = as_word(name)
    assert [str(path.relative_to(ROOT)) for path, text in texts.items() if word.search(text)] == []


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    return {path: spoken_by(path) for path in sources()}


@pytest.mark.django_db
@pytest.mark.parametrize("view", PUBLIC)
def test_the_pages_of_another_town_show_nothing_of_marl(view: str, client: Client) -> None:
    load(read(ROOT / "places" / "erlenau"), at=NOW)
    shown = client.get(reverse(view)).content.decode()
    assert "Erlenau" in shown
    assert "Marl" not in shown
    assert [name for name in names_of_marl() - OF_EVERY_TOWN if as_word(name).search(shown)] == []


@pytest.mark.django_db
def test_the_town_offers_its_own_themes_and_districts(client: Client) -> None:
    load(read(ROOT / "places" / "erlenau"), at=NOW)
    shown = client.get(reverse("way:speak")).content.decode()
    assert "Mühlengrund" in shown
    assert "Bus und Wege" in shown
