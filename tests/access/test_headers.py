"""Every answer carries what keeps others out, errors included; every form proves where it comes from."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from marlerweg.accounts.models import User
from tests.access.conftest import come_as, leaving_nothing
from tests.access.matrix import MATRIX, ROLES, Outcome
from tests.access.resolver import path_of
from tests.cast import Cast

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
# The one page that clubs may show in a frame of their own, and only as itself.
FRAMED = "offers:framed"
# Questions of other programs: they know no visitor, so there is nobody in whose name a foreign page could ask.
OPEN_TO_PROGRAMS = ("hsds:", "match", "integreat_feedback")


def check(response: HttpResponse, what: str) -> None:
    if what.startswith(FRAMED) and response.status_code == 200:
        assert "frame-ancestors *" in response.headers["Content-Security-Policy"], what
        return
    for name, value in EXPECTED.items():
        assert response.headers.get(name) == value, f"{what}: {name}"
    policy = response.headers.get("Content-Security-Policy", "")
    for part in POLICY:
        assert part in policy, f"{what}: {part}"
    assert "unsafe" not in policy, what
    assert "X-Request-ID" in response.headers, what
    for name, cookie in ((name, cookie) for name, cookie in response.cookies.items() if cookie.value):
        assert cookie["httponly"], f"{what}: {name}"
        assert cookie["samesite"] == "Lax", f"{what}: {name}"


@pytest.mark.parametrize("role", ["anonymous", "member", "administrator"])
def test_every_address_and_every_refusal(role: str, everybody_on_stage: Cast, visitor: Client) -> None:
    actor: User | None = None if role == "anonymous" else getattr(everybody_on_stage, role)
    seen = set()
    for key in MATRIX:
        with leaving_nothing():
            come_as(visitor, actor)
            path = path_of(key, everybody_on_stage, actor)
            for response in (visitor.get(path), visitor.post(path)):
                check(response, f"{key} as {role}")
                seen.add(response.status_code)
                if actor and response.status_code == 200 and not MATRIX[key].public:
                    assert "no-store" in response.headers.get("Cache-Control", ""), key
    assert {200, 302, 404, 405} <= seen


def test_a_breakdown_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast.coordinator)

    def break_down(*asked: object, **named: object) -> None:
        raise RuntimeError("nothing works")

    monkeypatch.setattr("marlerweg.portal.views.render", break_down)
    response = client.get("/")
    assert response.status_code == 500
    check(response, "500")


@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/en/gibt-es-nicht/", "/static/gibt-es-nicht.js"])
def test_an_address_that_does_not_exist(db: None, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    check(response, path)


def test_no_form_without_proof_of_its_page(everybody_on_stage: Cast) -> None:
    """Every POST that the matrix lets through is refused without the token."""
    strict = Client(enforce_csrf_checks=True)
    tried = 0
    for key, row in MATRIX.items():
        role = next((role for role in ROLES if row.post[role] == Outcome.ACCEPTED), None)
        if role is None or key.startswith(OPEN_TO_PROGRAMS):
            continue
        with leaving_nothing():
            actor = None if role == "anonymous" else getattr(everybody_on_stage, role)
            come_as(strict, actor)
            response = strict.post(path_of(key, everybody_on_stage, actor), dict(row.data))
            assert response.status_code == 403, key
            tried += 1
    assert tried > 20


def test_a_form_from_another_site_is_refused(cast: Cast) -> None:
    """Token right, origin wrong; and the sign-in form itself, so that nobody is signed in as somebody else."""
    strict = Client(enforce_csrf_checks=True)
    strict.get("/konto/anmelden/")
    token = strict.cookies[settings.CSRF_COOKIE_NAME].value
    sent = {"login": cast.member.email, "password": "x", "csrfmiddlewaretoken": token}
    at_home = strict.post("/konto/anmelden/", sent, headers={"Origin": "http://testserver"})
    elsewhere = strict.post("/konto/anmelden/", sent, headers={"Origin": "http://boese.example"})
    assert (at_home.status_code, elsewhere.status_code) == (200, 403)


def test_no_other_site_may_read_us(db: None) -> None:
    response = Client().get("/", headers={"Origin": "http://boese.example"})
    assert not [name for name in response.headers if name.startswith("Access-Control-")]
