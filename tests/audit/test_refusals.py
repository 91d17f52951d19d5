"""Attempts that were refused stay in the record, whatever is rolled back around them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from marlerweg.accounts.models import User
from marlerweg.audit.models import Event
from marlerweg.foundation.decisions import Refused, conceal, refuse
from tests.cast import Cast

SECRET_REASON = "Geheimer Wortlaut der Absage"


@pytest.fixture
def desk_that(monkeypatch: pytest.MonkeyPatch):
    """The desk, made to change something and then to refuse."""

    def behaves(refusal: Exception) -> None:
        def page(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
            User.objects.filter(pk=request.user.pk).update(name="halb geändert")
            raise refusal

        monkeypatch.setattr("marlerweg.portal.views.render", page)
        monkeypatch.setattr("marlerweg.foundation.reading.refuse_writing", lambda run, *said: run(*said))

    return behaves


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("refusal", "status", "reason"),
    [
        (Refused(refuse(SECRET_REASON)), 403, SECRET_REASON),
        (Refused(conceal()), 404, "concealed"),
        (PermissionDenied(), 403, "permission"),
    ],
)
def test_the_deed_is_rolled_back_and_the_attempt_stays(
    refusal: Exception, status: int, reason: str, desk_that, cast: Cast
) -> None:
    """With real transactions: the request's own is rolled back before the refusal is written."""
    client = Client()
    client.force_login(cast.member)
    desk_that(refusal)
    assert client.get("/mein-tisch/").status_code == status
    assert User.objects.get(pk=cast.member.pk).name == "Mira Mitglied"
    line = Event.objects.get(action="access.denied")
    assert (line.result, line.actor_id) == ("denied", cast.member.pk)
    assert line.details == {"view": "portal:desk", "method": "GET", "reason": reason}


def test_the_page_says_why_unless_even_that_is_a_secret(cast: Cast, client: Client) -> None:
    client.force_login(cast.data_protection_officer)
    refused = client.get("/konto/einladungen/")
    assert (refused.status_code, "Rollen vergeben" in refused.content.decode()) == (403, True)
    client.force_login(cast.member)
    concealed = client.get("/konto/einladungen/").content.decode()
    unknown = client.get("/konto/gibt-es-nicht/").content.decode()
    assert "Rollen vergeben" not in concealed
    assert "Diese Seite gibt es nicht" in concealed
    assert len(concealed) == pytest.approx(len(unknown), abs=40)


def test_what_was_sent_does_not_get_into_the_record(cast: Cast, client: Client) -> None:
    client.force_login(cast.member)
    client.post(f"/konto/personen/{cast.stranger.pk}/sperren/?grund=krank", {"note": "streng geheim"})
    line = Event.objects.get(action="access.denied")
    assert "geheim" not in str(line.content())
    assert "krank" not in str(line.content())


def test_a_forged_form_is_recorded(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.member)
    answer = strict.post("/konto/", {"name": "X", "language": "de"})
    assert (answer.status_code, "zu lange offen" in answer.content.decode()) == (403, True)
    line = Event.objects.get(action="access.denied")
    assert (line.actor_id, line.details["reason"]) == (cast.member.pk, "csrf")


def test_line_and_answer_carry_the_same_request(cast: Cast, client: Client) -> None:
    client.force_login(cast.member)
    answer = client.get("/protokoll/")
    assert Event.objects.get(action="access.denied").request_id == answer.headers["X-Request-ID"]


def test_two_requests_do_not_share_a_name(cast: Cast, client: Client) -> None:
    client.force_login(cast.member)
    for _ in range(2):
        client.get("/protokoll/")
    names = list(Event.objects.filter(action="access.denied").values_list("request_id", flat=True))
    assert len(set(names)) == 2


def test_if_the_record_cannot_be_written_nothing_is_shown(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **details: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("marlerweg.audit.actions.record", broken)
    client = Client(raise_request_exception=False)
    client.force_login(cast.member)
    assert client.get("/protokoll/").status_code == 500


def test_other_mistakes_are_not_taken_for_refusals(rf: RequestFactory) -> None:
    from marlerweg.audit.middleware import refusals

    assert refusals(lambda request: HttpResponse()).process_exception(rf.get("/"), ValueError("x")) is None
