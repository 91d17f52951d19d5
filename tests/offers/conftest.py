"""Every test of the directory has a search index of its own, far from the installation's."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_search_folder(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_FOLDER = tmp_path / "search"
