"""Every test of the directory has a search index of its own, and a lexicon that is small enough to be learned in no time."""

from pathlib import Path
from typing import Any

import pytest

from marlerweg.foundation.searching import Lexicon
from marlerweg.offers.lexicon import town_lexicon

FEW = ("language_learning", "german_course")


@pytest.fixture(autouse=True)
def own_search_folder(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_FOLDER = tmp_path / "search"


@pytest.fixture(autouse=True)
def small_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    few = Lexicon([concept for concept in town_lexicon() if concept.name in FEW])
    monkeypatch.setattr("marlerweg.offers.finding.lexicon.town_lexicon", lambda: few)
