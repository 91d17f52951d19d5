"""Passkeys in a real browser, with a virtual authenticator, under the strict content policy."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from marlerweg.accounts import actions
from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.foundation import clock
from tests.accounts.identity_provider import CLIENT, SECRET, running
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def authenticator(page: Page) -> Any:
    """A phone that always recognises its owner."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    added = wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return wire, added["authenticatorId"]


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser says against a page: a script or style that the policy forbids would stand here."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield heard
    assert not heard


@pytest.fixture
def town(live_server: LiveServer, cast: Cast, settings: LazySettings) -> Callable[[str], str]:
    cache.clear()
    settings.SECOND_FACTOR_REQUIRED = True
    return lambda path: live_server.url + path


def sign_in(page: Page, town: Callable[[str], str], user: User) -> None:
    page.goto(town("/konto/anmelden/"))
    page.get_by_label("E-Mail-Adresse").fill(user.email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()


@pytest.mark.usefixtures("authenticator", "complaints")
def test_from_password_to_passkey_and_back_in_without_password(
    page: Page, town: Callable[[str], str], cast: Cast
) -> None:
    sign_in(page, town, cast.coordinator)
    expect(page).to_have_url(town("/konto/absichern/"))
    page.get_by_role("link", name="Schlüssel hinzufügen").click()
    page.get_by_label("Name").fill("Diensthandy")
    page.get_by_label(re.compile("ohne Passwort")).check()
    page.get_by_role("button", name="Hinzufügen", exact=True).click()
    expect(page).to_have_url(town("/konto/sicherheit/ersatzcodes/"))
    assert page.locator("main code").count() == 10
    page.get_by_role("link", name="Ich habe sie, weiter").click()
    page.get_by_role("link", name="Weiter", exact=True).click()
    expect(page).to_have_url(town("/mein-tisch/"))

    page.goto(town("/konto/abmelden/"))
    page.get_by_role("main").get_by_role("button", name="Abmelden").click()
    page.goto(town("/konto/anmelden/"))
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page).to_have_url(town("/mein-tisch/"))
    page.goto(town("/konto/personen/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Personen mit Konto")


@pytest.mark.usefixtures("authenticator", "complaints")
def test_a_key_as_second_step_and_to_confirm(page: Page, town: Callable[[str], str], cast: Cast) -> None:
    sign_in(page, town, cast.coordinator)
    page.get_by_role("link", name="Schlüssel hinzufügen").click()
    page.get_by_role("button", name="Hinzufügen", exact=True).click()
    expect(page).to_have_url(town("/konto/sicherheit/ersatzcodes/"))
    page.context.clear_cookies()
    sign_in(page, town, cast.coordinator)
    expect(page).to_have_url(town("/konto/sicherheit/code/"))
    page.get_by_role("button", name="Mit Schlüssel oder Passkey bestätigen").click()
    expect(page).to_have_url(town("/konto/absichern/").replace("konto/absichern", "mein-tisch"))
    page.goto(town("/konto/sicherheit/schluessel/bestaetigen/?next=/konto/sicherheit/schluessel/"))
    page.get_by_role("button", name="Mit Schlüssel oder Passkey bestätigen").click()
    expect(page).to_have_url(town("/konto/sicherheit/schluessel/"))
    page.get_by_role("link", name="Umbenennen").click()
    page.get_by_label("Name").fill("Blauer Schlüssel")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("cell", name="Blauer Schlüssel")).to_be_visible()
    page.get_by_role("link", name="Entfernen").click()
    page.get_by_role("button", name="Entfernen").click()
    assert not Authenticator.objects.filter(user=cast.coordinator).exists()


def test_a_refused_passkey_says_so_on_the_page(
    page: Page, town: Callable[[str], str], authenticator: Any
) -> None:
    """The phone holds no key for this place."""
    wire, identifier = authenticator
    wire.send("WebAuthn.setUserVerified", {"authenticatorId": identifier, "isUserVerified": False})
    page.goto(town("/konto/anmelden/"))
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_role("alert").filter(has_text="nicht geklappt")).to_be_visible(timeout=70_000)


@pytest.mark.usefixtures("authenticator", "complaints")
def test_invited_with_a_passkey_and_never_a_password(
    page: Page, town: Callable[[str], str], cast: Cast
) -> None:
    issued = actions.invite(
        "nora@cast.example", "Nora Neu", Role.STEERING, by=cast.coordinator, at=clock.now()
    )
    page.goto(town(f"/konto/einladung/{issued.token}/"))
    page.get_by_label(re.compile("Passkey, ohne Passwort")).check()
    page.get_by_role("button", name="Konto einrichten").click()
    page.get_by_label(re.compile("ohne Passwort")).check()
    page.get_by_role("button", name="Hinzufügen", exact=True).click()
    expect(page).to_have_url(town("/konto/sicherheit/ersatzcodes/"))
    page.goto(town("/konto/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mein Konto")
    assert not User.objects.get(email="nora@cast.example").has_usable_password()


@pytest.mark.usefixtures("complaints")
def test_the_towns_provider_in_a_browser(
    page: Page, town: Callable[[str], str], cast: Cast, settings: LazySettings
) -> None:
    """The content policy holds a form's redirect against `form-action`; the provider must stand in it."""
    with running() as provider:
        policy = settings.CONTENT_SECURITY_POLICY
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": {**policy["DIRECTIVES"], "form-action": ["'self'", provider.address]}
        }
        provider.person |= {"email": cast.coordinator.email}
        app = {
            "provider_id": "stadt",
            "name": "Anmeldung der Stadt",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": provider.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        page.goto(town("/konto/anmelden/"))
        page.get_by_role("button", name="Anmeldung der Stadt").click()
        expect(page).to_have_url(town("/mein-tisch/"))
