"""A small invented town for stories in a real browser, and a look at every page on the way."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import axe, fits
from tests.way.stage import Stage

# Where pictures of the pages go when somebody wants to look at them.
PICTURES = os.environ.get("MARLERWEG_PICTURES")


@pytest.fixture
def stage(live_server: Any, transactional_db: None) -> Stage:
    return Stage()


@pytest.fixture
def looked_at() -> Callable[[Page, str], None]:
    """No accessibility fault, nothing sticking out, and a picture where wanted."""

    def look(page: Page, name: str) -> None:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            page.screenshot(
                path=str(Path(PICTURES) / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}.png"), full_page=True
            )
        if page.evaluate("typeof window.axe") != "never":
            axe(page)
        fits(page)

    return look
