"""The pages on which offers are tended, looked at by a machine: German and Arabic, desktop and phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from marlerweg.accounts.models import User
from tests.accessibility.test_pages import look
from tests.cast import Cast
from tests.offers.tending.stage import published

PUBLIC = ["/angebote/{slug}/fehler/"]
INSIDE = [
    "/angebote/pflegen/", "/angebote/pflegen/neu/", "/angebote/pflegen/{offer}/", "/angebote/pflegen/{offer}/wann/",
    "/angebote/pflegen/{offer}/fuer-wen/", "/angebote/pflegen/{offer}/wo/", "/angebote/pflegen/{offer}/texte/ar/",
    "/angebote/pflegen/{offer}/verlauf/1/2/", "/angebote/pflegen/freigaben/", "/angebote/pflegen/nachfragen/",
    "/angebote/pflegen/doppelte/", "/angebote/pflegen/listen/", "/angebote/pflegen/uebersetzen/", "/angebote/pflegen/luecken/",
]  # fmt: skip


@pytest.fixture
def town(live_server: Any, transactional_db: None) -> dict[str, str]:
    offer = published()
    return {"offer": str(offer.pk), "slug": offer.slug}


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["german", "arabic"])
def test_reporting_a_mistake(prefix: str, page: Page, live_server: Any, town: dict[str, str]) -> None:
    look(page, live_server, PUBLIC, town, prefix=prefix)


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["german", "arabic"])
def test_tending(
    prefix: str, cast: Cast, signed_in: Callable[[User], Page], live_server: Any, town: dict[str, str]
) -> None:
    look(signed_in(cast.coordinator), live_server, INSIDE, town, prefix=prefix)
