"""Coming in: with password and second step, by code on paper, with a forgotten password; and staying out."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.exceptions import InvalidTag
from django.conf import LazySettings
from django.contrib.auth import hashers
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marlerweg.accounts import sealing
from marlerweg.accounts.models import User
from marlerweg.audit.models import Event
from tests.cast import PASSWORD, Cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = "/konto/anmelden/"


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def sent(browser: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(LOGIN, {"login": user.email, "password": password, **more})


def links(text: str) -> list[str]:
    return re.findall(r"https?://[^/\s]+(/\S+)", text)


@pytest.fixture
def with_app(cast: Cast) -> User:
    TOTP.activate(cast.coordinator, SECRET)
    return cast.coordinator


@pytest.fixture
def strict(settings: LazySettings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


# --- Password and second step ---------------------------------------------------------------------------------------


def test_a_member_comes_in_with_a_password(cast: Cast, client: Client) -> None:
    assert sent(client, cast.member).headers["Location"] == "/mein-tisch/"
    assert client.get("/konto/").status_code == 200
    assert Event.objects.filter(action="session.started", actor_id=cast.member.pk).count() == 1


def test_the_password_alone_does_not_open_an_account_with_a_second_step(
    with_app: User, client: Client
) -> None:
    assert sent(client, with_app).headers["Location"] == "/konto/sicherheit/code/"
    assert client.get("/konto/").status_code == 302
    done = client.post("/konto/sicherheit/code/", {"code": code_now()})
    assert done.headers["Location"] == "/mein-tisch/"
    assert client.get("/konto/").status_code == 200


def test_a_code_counts_once_also_with_a_space_in_it(with_app: User) -> None:
    code = code_now()
    first, second = Client(), Client()
    for browser in (first, second):
        sent(browser, with_app)
    assert first.post("/konto/sicherheit/code/", {"code": code}).status_code == 302
    for spelling in (code, f"{code[:3]} {code[3:]}", f" {code} "):
        assert second.post("/konto/sicherheit/code/", {"code": spelling}).status_code == 200
    assert second.get("/konto/").status_code == 302
    assert Event.objects.filter(action="session.code_refused", result="denied").count() == 3


def test_a_code_on_paper_counts_once(with_app: User) -> None:
    paper = RecoveryCodes.activate(with_app).get_unused_codes()[0]
    outcomes = []
    for _ in range(2):
        browser = Client()
        sent(browser, with_app)
        outcomes.append(browser.post("/konto/sicherheit/code/", {"code": paper}).status_code)
    assert outcomes == [302, 200]


def test_secrets_of_second_factors_lie_sealed(with_app: User) -> None:
    RecoveryCodes.activate(with_app)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        stored = Authenticator.objects.get(user=with_app, type=kind).data
        assert SECRET not in str(stored)
        sealed = stored.get("secret") or stored["seed"]
        assert sealing.unseal(sealed)
        assert sealing.unseal(sealed) != sealed


def test_a_seal_opens_after_the_secret_was_changed_and_not_after_tampering(settings: LazySettings) -> None:
    sealed = sealing.seal("JBSWY3DP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert sealing.unseal(sealed) == "JBSWY3DP"
    settings.SECRET_KEY_FALLBACKS = []
    for wrong in (sealed, sealing.seal("JBSWY3DP")[:-6] + "AAAAA="):
        with pytest.raises(InvalidTag):
            sealing.unseal(wrong)


# --- The duty to have one -------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("strict", "counting")
def test_setting_it_up_is_asked_for_and_leads_back(cast: Cast, client: Client) -> None:
    """With real commits: allauth announces the new factor only then."""
    sent(client, cast.coordinator)
    asked = client.get("/konto/personen/?rolle=member")
    assert asked.headers["Location"] == "/konto/absichern/"
    page = client.get("/konto/absichern/").content.decode()
    assert "/konto/sicherheit/app/einrichten/" in page
    shown = client.get("/konto/sicherheit/app/einrichten/")
    assert shown.status_code == 200, "who has just signed in is not asked for the password again"
    secret = shown.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    done = client.post("/konto/sicherheit/app/einrichten/", {"code": code})
    assert done.headers["Location"] == "/konto/sicherheit/ersatzcodes/"
    codes = client.get("/konto/sicherheit/ersatzcodes/")
    assert codes.status_code == 200
    assert "/konto/absichern/" in codes.content.decode()
    onward = client.get("/konto/absichern/").content.decode()
    assert "/konto/personen/?rolle=member" in onward
    assert client.get("/konto/personen/?rolle=member").status_code == 200


@pytest.mark.usefixtures("strict")
def test_a_mere_member_is_not_asked(cast: Cast, client: Client) -> None:
    sent(client, cast.member)
    assert client.get("/konto/").status_code == 200


@pytest.mark.usefixtures("strict")
def test_public_pages_and_the_way_out_stay_open(cast: Cast, client: Client) -> None:
    sent(client, cast.coordinator)
    assert client.get("/").status_code == 200
    assert client.post("/konto/abmelden/").status_code == 302


@pytest.mark.usefixtures("strict")
def test_the_session_must_have_proved_it_not_only_the_account(cast: Cast) -> None:
    """Somebody who stole the password first must not ride on the factor that the owner sets up later."""
    thief = Client()
    sent(thief, cast.coordinator)
    TOTP.activate(cast.coordinator, SECRET)
    answer = thief.get("/konto/personen/")
    assert answer.headers["Location"].startswith("/konto/sicherheit/code/bestaetigen/")
    owner = Client()
    sent(owner, cast.coordinator)
    owner.post("/konto/sicherheit/code/", {"code": code_now()})
    assert owner.get("/konto/personen/").status_code == 200


@pytest.mark.usefixtures("strict")
def test_the_proof_of_one_person_is_not_that_of_the_next(cast: Cast) -> None:
    browser = Client()
    sent(browser, cast.coordinator)
    session = browser.session
    session["second_factor_of"] = str(cast.administrator.pk)
    session.save()
    assert browser.get("/konto/personen/").status_code == 302


@pytest.mark.usefixtures("strict")
def test_without_the_factor_every_guarded_address_leads_to_setting_it_up(cast: Cast) -> None:
    from tests.access.conftest import leaving_nothing
    from tests.access.matrix import MATRIX
    from tests.access.resolver import addresses, path_of

    browser = Client()
    browser.force_login(cast.coordinator)
    known, tried = addresses(), 0
    for key in MATRIX:
        name = key.partition("#")[0]
        if known[name].is_public or name.startswith(("mfa_", "account_", "accounts:secure")):
            continue
        with leaving_nothing():
            path = path_of(key, cast, cast.coordinator)
            for answer in (browser.get(path), browser.post(path)):
                assert answer.headers.get("Location") == "/konto/absichern/", key
            tried += 1
    assert tried > 25


# --- Known and unknown ----------------------------------------------------------------------------------------------


class Work:
    """What answering cost: passwords hashed, statements sent, letters written; steadier than a clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hashed = 0
        hasher = type(hashers.get_hasher())
        original = hasher.encode

        def counted(this: Any, *args: Any, **named: Any) -> Any:
            self.hashed += 1
            return original(this, *args, **named)

        monkeypatch.setattr(hasher, "encode", counted)

    def of(self, path: str, data: dict[str, str]) -> tuple[int, int, int, str, int]:
        browser = Client()
        browser.get(path)
        self.hashed, letters = 0, len(mail.outbox)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = browser.post(path, data)
        body = answer.content.decode().replace(data.get("login", "") or data.get("email", ""), "ADDRESS")
        body = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', "", body)
        cost = len([each for each in queries if "SAVEPOINT" not in each["sql"]])
        return answer.status_code, self.hashed, len(mail.outbox) - letters, body, cost


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    return Work(monkeypatch)


def test_a_wrong_password_and_an_unknown_address_cost_and_say_the_same(cast: Cast, work: Work) -> None:
    User.objects.filter(pk=cast.stranger.pk).update(is_active=False)
    cast.assistant.set_unusable_password()
    cast.assistant.save()
    tried = {
        "wrong password": (cast.member.email, "falsch-falsch-falsch"),
        "unknown": ("niemand@cast.example", "falsch-falsch-falsch"),
        "locked": (cast.stranger.email, "falsch-falsch-falsch"),
        "locked, right password": (cast.stranger.email, PASSWORD),
        "no password": (cast.assistant.email, "falsch-falsch-falsch"),
        "with roles": (cast.administrator.email, "falsch-falsch-falsch"),
    }
    found = {
        what: work.of(LOGIN, {"login": login, "password": password})
        for what, (login, password) in tried.items()
    }
    status, hashed, _, body, _ = found["unknown"]
    assert (status, hashed) == (200, 1)
    for what, answer in found.items():
        assert answer[:4] == (status, hashed, 0, body), what


def test_statements_differ_by_no_more_than_a_lookup(cast: Cast, work: Work) -> None:
    # The very first line of the record looks for a checkpoint before it; no house stays that young.
    work.of(LOGIN, {"login": "jemand@cast.example", "password": "falsch-falsch-falsch"})
    known = work.of(LOGIN, {"login": cast.member.email, "password": "falsch-falsch-falsch"})
    unknown = work.of(LOGIN, {"login": "niemand@cast.example", "password": "falsch-falsch-falsch"})
    assert known[4] == unknown[4]


def test_asking_for_a_new_password_tells_nothing_and_writes_one_letter_each(cast: Cast, work: Work) -> None:
    path = "/konto/passwort/vergessen/"
    known = work.of(path, {"email": cast.member.email})
    privileged = work.of(path, {"email": cast.administrator.email})
    unknown = work.of(path, {"email": "niemand@cast.example"})
    assert known[:4] == privileged[:4] == unknown[:4]
    assert known[:3] == (302, 0, 1)
    assert abs(known[4] - unknown[4]) <= 1
    to_nobody = mail.outbox[-1]
    assert not links(to_nobody.body), "a stranger gets no link"


def test_inviting_a_known_address_looks_like_inviting_an_unknown_one(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.coordinator)
    pages = []
    for email in (cast.member.email, "niemand@cast.example"):
        form = {"email": email, "name": "N. N.", "role": "steering", "scope": "town:"}
        answer = browser.post("/konto/einladungen/neu/", form)
        text = re.sub(
            r"einladung/[\w-]+|X-CSRFToken\": \"\w+|csrfmiddlewaretoken\" value=\"\w+",
            "",
            answer.content.decode(),
        )
        pages.append((answer.status_code, text.replace(email, "")))
    assert pages[0] == pages[1]
    assert pages[0][0] == 200


def test_every_dead_link_gives_the_same_page(cast: Cast) -> None:
    from marlerweg.accounts import actions
    from marlerweg.accounts.rules import Role
    from marlerweg.foundation import clock

    used = actions.invite("a@cast.example", "A", Role.MEMBER, by=cast.coordinator, at=clock.now())
    actions.accept_invitation(used.token, name="A", password=PASSWORD, at=clock.now())
    withdrawn = actions.invite("b@cast.example", "B", Role.MEMBER, by=cast.coordinator, at=clock.now())
    actions.withdraw_invitation(withdrawn.invitation, by=cast.coordinator, at=clock.now())
    answers = [Client().get(f"/konto/einladung/{token}/") for token in (used.token, withdrawn.token, "nie")]
    bodies = {
        re.sub(
            r"/konto/einladung/[\w-]+/|X-CSRFToken\": \"\w+|csrfmiddlewaretoken\" value=\"\w+",
            "",
            each.content.decode(),
        )
        for each in answers
    }
    assert {each.status_code for each in answers} == {404}
    assert len(bodies) == 1


# --- Limits ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def counting(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("counting")
def test_guessing_ends_after_five_tries_even_with_the_right_word(cast: Cast, client: Client) -> None:
    for _ in range(5):
        sent(client, cast.member, "falsch-falsch-falsch")
    assert sent(client, cast.member).status_code == 200
    assert client.get("/konto/").status_code == 302
    assert sent(Client(), cast.stranger).status_code == 302, "others are not shut out"


@pytest.mark.usefixtures("counting")
def test_an_unknown_address_is_counted_like_a_known_one(cast: Cast) -> None:
    def shut_after(email: str) -> list[str]:
        browser = Client()
        pages = [
            browser.post(LOGIN, {"login": email, "password": "falsch-falsch-falsch"}).context["form"].errors
            for _ in range(7)
        ]
        return [str(page) for page in pages]

    known = shut_after(cast.member.email)
    cache.clear()
    assert known == shut_after("niemand@cast.example")
    assert known[0] != known[6]


@pytest.mark.usefixtures("counting")
def test_letters_for_a_new_password_are_counted(cast: Cast, client: Client) -> None:
    answers = [
        client.post("/konto/passwort/vergessen/", {"email": cast.member.email}).status_code for _ in range(6)
    ]
    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 5


@pytest.mark.usefixtures("counting")
def test_codes_cannot_be_tried_out(with_app: User) -> None:
    browser = Client()
    sent(browser, with_app)
    for wrong in ("000001", "000002", "000003", "000004", "000005"):
        browser.post("/konto/sicherheit/code/", {"code": wrong})
    assert browser.post("/konto/sicherheit/code/", {"code": code_now()}).status_code != 302
    assert browser.get("/konto/").status_code == 302


# --- A forgotten password -------------------------------------------------------------------------------------------


def test_a_new_password_by_mail(cast: Cast, client: Client) -> None:
    elsewhere = Client()
    sent(elsewhere, cast.member)
    client.post("/konto/passwort/vergessen/", {"email": cast.member.email})
    letter = mail.outbox[-1]
    path = links(letter.body)[0]
    assert "Guten Tag" in letter.body
    form = client.get(path, follow=True)
    action = form.redirect_chain[-1][0]
    new = "drei stille Rehe am Kanal"
    done = client.post(action, {"password1": new, "password2": new})
    assert done.status_code == 302
    assert sent(Client(), cast.member, new).status_code == 302
    assert elsewhere.get("/konto/").status_code == 302, "old sessions are over"
    assert Client().get(path).context.get("token_fail"), "the link works once"
    assert Event.objects.filter(action="account.password_changed").count() == 1


def test_a_new_password_does_not_open_the_second_door(with_app: User, client: Client) -> None:
    client.post("/konto/passwort/vergessen/", {"email": with_app.email})
    action = client.get(links(mail.outbox[-1].body)[0], follow=True).redirect_chain[-1][0]
    new = "drei stille Rehe am Kanal"
    client.post(action, {"password1": new, "password2": new})
    assert client.get("/konto/").status_code == 302
    assert sent(client, with_app, new).headers["Location"] == "/konto/sicherheit/code/"


# --- Sessions -------------------------------------------------------------------------------------------------------


def test_a_session_from_before_is_not_the_one_inside(cast: Cast, client: Client) -> None:
    """Somebody who planted a session id before sign-in holds nothing afterwards."""
    client.get(LOGIN)
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    client.cookies["sitzung"] = planted
    sent(client, cast.member)
    assert client.cookies["sitzung"].value != planted
    thief = Client()
    thief.cookies["sitzung"] = planted
    assert thief.get("/konto/").status_code == 302


def test_signing_out_ends_it_on_the_server(cast: Cast, client: Client) -> None:
    sent(client, cast.member)
    kept = client.cookies["sitzung"].value
    client.post("/konto/abmelden/")
    thief = Client()
    thief.cookies["sitzung"] = kept
    assert thief.get("/konto/").status_code == 302
    assert Event.objects.filter(action="session.ended").count() == 1


def test_nobody_is_sent_on_to_another_site(cast: Cast, client: Client) -> None:
    assert sent(client, cast.member, next="https://boese.example/").headers["Location"] == "/mein-tisch/"


def test_a_failed_sign_in_is_recorded_without_the_address(cast: Cast, client: Client) -> None:
    client.post(LOGIN, {"login": "niemand@cast.example", "password": "x"})
    line = Event.objects.get(action="session.refused")
    assert line.result == "denied"
    assert "niemand" not in str(line.content())


# --- Invited --------------------------------------------------------------------------------------------------------


def test_the_whole_way_in_from_the_letter(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    office = Client()
    office.force_login(cast.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        office.post(
            "/konto/einladungen/neu/",
            {"email": "nora@cast.example", "name": "Nora", "role": "member", "scope": "town:"},
        )
    path = links(mail.outbox[-1].body)[0]
    assert "Nora" in client.get(path).content.decode()
    weak = client.post(path, {"name": "Nora", "way": "password", "password1": "kurz", "password2": "kurz"})
    assert weak.status_code == 422
    words = "vier ruhige Esel am Kanal"
    done = client.post(path, {"name": "Nora Neu", "way": "password", "password1": words, "password2": words})
    assert done.headers["Location"] == "/mein-tisch/"
    page = client.get("/konto/").content.decode()
    assert "Nora Neu" in page
    assert "dieses hier" in page, "the session is listed"
    assert Client().get(path).status_code == 404


def test_who_wants_a_passkey_sets_it_up_next_without_a_password(cast: Cast, client: Client) -> None:
    from marlerweg.accounts import actions
    from marlerweg.accounts.rules import Role
    from marlerweg.foundation import clock

    issued = actions.invite("nora@cast.example", "Nora", Role.MEMBER, by=cast.coordinator, at=clock.now())
    done = client.post(f"/konto/einladung/{issued.token}/", {"name": "Nora", "way": "passkey"})
    assert done.headers["Location"] == "/konto/sicherheit/schluessel/neu/"
    assert client.get("/konto/sicherheit/schluessel/neu/").status_code == 200
    assert not User.objects.get(email="nora@cast.example").has_usable_password()


def test_accepting_leaves_nothing_of_who_sat_there_before(cast: Cast, client: Client) -> None:
    from marlerweg.accounts import actions
    from marlerweg.accounts.rules import Role
    from marlerweg.foundation import clock

    sent(client, cast.administrator)
    before = client.session[AUTHENTICATION_METHODS_SESSION_KEY]
    issued = actions.invite("nora@cast.example", "Nora", Role.MEMBER, by=cast.coordinator, at=clock.now())
    words = "vier ruhige Esel am Kanal"
    client.post(
        f"/konto/einladung/{issued.token}/",
        {"name": "Nora", "way": "password", "password1": words, "password2": words},
    )
    assert client.session["_auth_user_id"] == str(User.objects.get(email="nora@cast.example").pk)
    assert client.session[AUTHENTICATION_METHODS_SESSION_KEY] != before


def test_a_signed_in_holder_takes_a_role_on_by_link(cast: Cast, client: Client) -> None:
    from marlerweg.accounts import actions
    from marlerweg.accounts.rules import Role
    from marlerweg.foundation import clock

    issued = actions.invite(cast.member.email, "Mira", Role.STEERING, by=cast.coordinator, at=clock.now())
    path = f"/konto/einladung/{issued.token}/"
    assert f"next={path}".replace("/", "/") in client.get(path).content.decode().replace("%2F", "/")
    sent(client, cast.member)
    assert client.post(path).headers["Location"] == "/mein-tisch/"
    assert Role.STEERING in User.objects.get(pk=cast.member.pk).roles
