"""The bar of a phone holds language, help, sign-in and menu in one line, in every public language."""

from typing import Any

import pytest
from playwright.sync_api import Page

from marlerweg.foundation.languages import CODES
from tests.browser import PHONE, fits

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 700}


def test_the_tools_stand_in_one_line(live_server: Any, transactional_db: None, page: Page) -> None:
    faults = []
    for code in CODES:
        prefix = "" if code == "de" else f"/{code}"
        page.goto(f"{live_server.url}{prefix}/seite/impressum/")
        for size in (PHONE, NARROW):
            page.set_viewport_size(size)
            fits(page)
            tops = page.eval_on_selector_all(
                ".house-header__tools > *",
                "each => each.map(e => e.getBoundingClientRect()).filter(r => r.height).map(r => Math.round(r.top + r.height / 2))",
            )
            if max(tops) - min(tops) > 8:
                faults.append(f"{code} at {size['width']}: {tops}")
            cut = page.eval_on_selector_all(
                ".house-header__tools > .kern-btn > .kern-label, .house-header__tools > details > summary > [lang]",
                "each => each.filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(e => e.textContent)",
            )
            if cut and size is PHONE:
                faults.append(f"{code}: cut off {cut}")
    assert not faults
