"""Every page of the entrance is ours: our templates, our words in German and English, no script in the page."""

import re

import pytest
from django.conf import settings
from django.test import Client

from marlerweg.accounts.entrance import CLOSED
from marlerweg.foundation import catalogues
from tests.access.matrix import MATRIX, Outcome
from tests.access.resolver import addresses, path_of
from tests.access.rooms import entrance
from tests.cast import PASSWORD, Cast

OURS = str(catalogues.PACKAGE)
OPEN = [key for key in entrance.ROWS if key not in CLOSED]


@pytest.fixture
def inside(cast: Cast) -> Client:
    """Just signed in, so that no page asks for the password again."""
    browser = Client()
    browser.post("/konto/anmelden/", {"login": cast.coordinator.email, "password": PASSWORD})
    return browser


@pytest.mark.parametrize("key", OPEN)
def test_no_page_of_the_library_shows_through(key: str, cast: Cast, inside: Client) -> None:
    shown = 0
    for browser in (Client(), inside):
        answer = browser.get(path_of(key, cast, cast.coordinator))
        if answer.status_code != 200:
            continue
        shown += 1
        foreign = {
            template.origin.name
            for template in answer.templates
            if template.origin
            and "/allauth/" in template.origin.name
            and not template.origin.name.startswith(OURS)
        }
        assert not foreign
        page = answer.content.decode()
        assert 'class="house-header' in page
        scripts = re.findall(r"<script\b([^>]*)>", page)
        assert scripts
        assert all("src=" in each or 'type="application/json"' in each for each in scripts)
        assert " style=" not in page
        assert not re.search(r"\son\w+=", page)
    if Outcome.PAGE in MATRIX[key].get.values():
        assert shown


def test_the_doors_that_are_shut_stay_shut(cast: Cast, inside: Client) -> None:
    known = addresses()
    for name in CLOSED:
        assert name in known
        assert inside.get(path_of(name, cast, None)).status_code == 404
        assert inside.post(path_of(name, cast, None)).status_code == 404


def test_nobody_signs_up_or_changes_an_address_alone(cast: Cast, inside: Client) -> None:
    from marlerweg.accounts.models import User

    before = list(User.objects.order_by("pk").values_list("email", flat=True))
    for path in ("/konto/signup/", "/konto/email/", "/konto/3rdparty/", "/konto/geschlossen/account_email/"):
        inside.post(
            path, {"email": "neu@cast.example", "action_add": "1", "password1": "x", "password2": "x"}
        )
    inside.post("/konto/", {"name": "Karla", "language": "de", "email": "neu@cast.example", "is_active": "0"})
    assert list(User.objects.order_by("pk").values_list("email", flat=True)) == before


@pytest.mark.parametrize("path", ["anmelden/", "passwort/vergessen/"])
def test_pages_speak_german_and_english(path: str, db: None) -> None:
    german = Client().get(f"/konto/{path}").content.decode()
    english = Client().get(f"/en/konto/{path}").content.decode()
    assert 'lang="de"' in german
    assert 'lang="en"' in english
    assert "E-Mail-Adresse" in german
    if catalogues.po_path("en").with_suffix(".mo").exists():
        assert "Email address" in english


@pytest.mark.parametrize("room", ["accounts", "audit"])
def test_english_is_complete_here(room: str) -> None:
    known = catalogues.read("en")
    gaps = set()
    for path in catalogues.sources(catalogues.PACKAGE / room):
        for _line, message, context in catalogues.messages(path):
            first = message if isinstance(message, str) else message[0]
            found = known.get(first, context)
            if not found or not found.string or (isinstance(found.string, tuple) and not all(found.string)):
                gaps.add(first)
    assert not gaps


def test_placeholders_survive_translation() -> None:
    for message in catalogues.read("en"):
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = [set(re.findall(r"%\(\w+\)s", text)) for text in texts]
        for want, text in zip(wanted, said, strict=True):
            if text:
                assert set(re.findall(r"%\(\w+\)s", text)) == want, message.id


def test_no_page_asks_anybody_else(db: None) -> None:
    page = Client().get("/konto/anmelden/").content.decode()
    named = re.findall(r"(?:src|href|action)=\"([^\"]+)", page)
    assert named
    assert not [each for each in named if "//" in each and not each.startswith(settings.PUBLIC_ADDRESS)]
