"""Signing in with the town's own identity provider: only invited people, only with its true signature."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import LazySettings
from django.test import Client

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.audit.models import Event
from tests.accounts.identity_provider import CLIENT, SECRET, Provider, running
from tests.cast import Cast, person

START, DESK = "/konto/stadt/stadt/", "/mein-tisch/"


@pytest.fixture(scope="module")
def service() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(service: Provider, settings: LazySettings) -> Provider:
    service.person = {"sub": "s-1", "email": "karla@stadt.example", "email_verified": True, "name": "Karla"}
    service.claims, service.forged, service.audience = {"amr": ["pwd", "otp"]}, False, CLIENT
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "stadt",
                    "name": "Anmeldung der Stadt",
                    "client_id": CLIENT,
                    "secret": SECRET,
                    "settings": {"server_url": service.address},
                }
            ],
        }
    }
    return service


@pytest.fixture
def karla(db: None) -> User:
    user = person("karla", "Karla Stadt", Role.COORDINATION)
    User.objects.filter(pk=user.pk).update(email="karla@stadt.example")
    return User.objects.get(pk=user.pk)


def there_and_back(browser: Client, provider: Provider) -> str:
    """Press the button, sign in over there, come back; where one ends up."""
    onward = browser.post(START).headers["Location"]
    assert onward.startswith(f"{provider.address}/authorize?")
    asked = dict(parse_qsl(urlsplit(onward).query))
    assert asked["client_id"] == CLIENT
    assert asked["code_challenge_method"] == "S256"
    back = urlsplit(provider.authorize(asked))
    answer = browser.get(f"{back.path}?{back.query}")
    return answer.headers.get("Location", f"status {answer.status_code}")


def is_in(browser: Client) -> bool:
    return browser.get("/konto/").status_code == 200


def test_the_invited_come_in(provider: Provider, karla: User, client: Client) -> None:
    assert "Anmeldung der Stadt" in client.get("/konto/anmelden/").content.decode()
    assert there_and_back(client, provider) == DESK
    assert is_in(client)
    assert SocialAccount.objects.get(user=karla).uid == "s-1"
    actions = set(Event.objects.filter(actor_id=karla.pk).values_list("action", flat=True))
    assert {"account.identity_joined", "session.started"} <= actions


def test_no_token_of_the_provider_is_kept(provider: Provider, karla: User, client: Client) -> None:
    there_and_back(client, provider)
    assert SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


def test_the_second_time_needs_no_joining(provider: Provider, karla: User) -> None:
    for _ in range(2):
        assert there_and_back(Client(), provider) == DESK
    assert Event.objects.filter(action="account.identity_joined").count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"email": "fremd@stadt.example"},
        {"email": "karla@stadt.example", "email_verified": False},
        {"email": None},
    ],
)
def test_others_do_not_and_no_account_appears(
    said: dict[str, object], provider: Provider, karla: User, client: Client
) -> None:
    provider.person |= said
    before = User.objects.count()
    assert there_and_back(client, provider) == "/konto/anmelden/"
    assert not is_in(client)
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_locked_account_stays_shut_and_says_the_same(provider: Provider, karla: User) -> None:
    assert there_and_back(Client(), provider) == DESK
    User.objects.filter(pk=karla.pk).update(is_active=False)
    browser = Client()
    assert there_and_back(browser, provider) == "/konto/anmelden/"
    assert not is_in(browser)


def test_an_address_given_anew_does_not_inherit_the_account(provider: Provider, karla: User) -> None:
    assert there_and_back(Client(), provider) == DESK
    provider.person["sub"] = "s-2"
    browser = Client()
    assert there_and_back(browser, provider) == "/konto/anmelden/"
    assert not is_in(browser)


@pytest.mark.parametrize("wrong", ["signature", "audience"])
def test_a_token_that_is_not_the_providers_or_not_for_us_opens_nothing(
    wrong: str, provider: Provider, karla: User, client: Client
) -> None:
    provider.forged = wrong == "signature"
    provider.audience = "somebody-else" if wrong == "audience" else CLIENT
    assert there_and_back(client, provider) == "status 401"
    assert not is_in(client)


def test_the_way_back_belongs_to_the_browser_that_left(provider: Provider, karla: User) -> None:
    """Somebody who is lured to a way back that another began is not signed in as them."""
    onward = Client().post(START).headers["Location"]
    back = urlsplit(provider.authorize(dict(parse_qsl(urlsplit(onward).query))))
    victim = Client()
    assert victim.get(f"{back.path}?{back.query}").status_code == 401
    assert not is_in(victim)


def test_a_way_back_serves_once(provider: Provider, karla: User, client: Client) -> None:
    onward = client.post(START).headers["Location"]
    back = urlsplit(provider.authorize(dict(parse_qsl(urlsplit(onward).query))))
    assert client.get(f"{back.path}?{back.query}").headers["Location"] == DESK
    client.post("/konto/abmelden/")
    assert client.get(f"{back.path}?{back.query}").status_code == 401


def test_asking_by_get_only_shows_a_button(provider: Provider, client: Client, db: None) -> None:
    """Nobody is signed in by an image on another site."""
    page = client.get(START)
    assert page.status_code == 200
    assert "<form" in page.content.decode()


def test_breaking_off_over_there(provider: Provider, client: Client, db: None) -> None:
    onward = client.post(START).headers["Location"]
    state = dict(parse_qsl(urlsplit(onward).query))["state"]
    answer = client.get(f"{START}zurueck/", {"error": "access_denied", "state": state})
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("claims", "where"),
    [
        ({"amr": ["pwd", "otp"]}, 200),
        ({"amr": ["pwd"]}, 302),
        ({}, 302),
        ({"acr": "hoch"}, 200),
    ],
)
def test_the_providers_second_factor_counts_if_it_says_so(
    claims: dict[str, object],
    where: int,
    provider: Provider,
    karla: User,
    settings: LazySettings,
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.PROVIDER_FACTOR_LEVELS = ["hoch"]
    provider.claims, client = claims, Client()
    there_and_back(client, provider)
    answer = client.get("/konto/personen/")
    assert answer.status_code == where
    assert where == 200 or answer.headers["Location"] == "/konto/absichern/"


def test_without_a_provider_there_is_no_button(cast: Cast, client: Client) -> None:
    assert "stadt/stadt" not in client.get("/konto/anmelden/").content.decode()
    assert client.post(START).status_code == 404
