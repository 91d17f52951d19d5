"""The entrance on phone and desktop, in German and English, for keyboard and screen reader."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from marlerweg.accounts import actions
from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.foundation import clock
from tests.browser import DESKTOP, PHONE, axe, fits
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = ("/konto/anmelden/", "/en/konto/anmelden/", "/konto/passwort/vergessen/")
INSIDE = (
    "/konto/",
    "/konto/absichern/",
    "/konto/sicherheit/",
    "/konto/personen/",
    "/konto/einladungen/",
    "/konto/einladungen/neu/",
    "/protokoll/",
)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_hold_what_everybody_needs(
    size: dict[str, int],
    page: Page,
    live_server: LiveServer,
    signed_in: Callable[[User], Page],
    cast: Cast,
) -> None:
    page.set_viewport_size(size)
    invited = actions.invite("nora@cast.example", "Nora", Role.MEMBER, by=cast.coordinator, at=clock.now())
    subject = cast.member
    for path in (*PUBLIC, f"/konto/einladung/{invited.token}/"):
        page.goto(live_server.url + path)
        axe(page)
        fits(page)
    signed_in(cast.administrator)
    for path in (*INSIDE, f"/konto/personen/{subject.pk}/", f"/konto/personen/{subject.pk}/rolle/"):
        page.goto(live_server.url + path)
        axe(page)
        fits(page)
