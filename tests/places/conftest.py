"""Both packs as parsed files, fresh for every test that wants to spoil one."""

import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_search_folder(settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"


@cache
def _documents(town):
    return {
        path.name: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in (ROOT / "places" / town).glob("*.toml")
    }


@pytest.fixture
def marl():
    return deepcopy(_documents("marl"))


@pytest.fixture
def erlenau():
    return deepcopy(_documents("erlenau"))
