"""Whoever reads waits for nobody: a page that only shows something takes no lock."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from marlerweg.foundation.reading import TRANSACTION, ReadAgain, guarded, middleware

RECORD = 'INSERT INTO "audit_event" (hash) VALUES (1)'


@pytest.fixture
def begun(transactional_db: None) -> list[str]:
    """How transactions began, as the database itself heard it."""
    if connection.vendor != "sqlite":
        pytest.skip("readers and writers never wait for each other there")
    connection.ensure_connection()
    heard: list[str] = []
    connection.connection.set_trace_callback(
        lambda sql: heard.append(sql) if sql.startswith("BEGIN") else None
    )
    return heard


@pytest.mark.parametrize("address", ["/", "/weg/ergebnisse/", "/netzwerk/organisationen/"])
def test_a_page_begins_without_the_lock(address: str, begun: list[str], client: Client) -> None:
    assert client.get(address).status_code == 200
    assert begun == ["BEGIN DEFERRED"]


def test_who_will_write_takes_it_at_once(begun: list[str], client: Client) -> None:
    client.post("/weg/sagen/", {})
    assert set(begun) == {"BEGIN IMMEDIATE"}


def test_a_refusal_is_recorded_with_the_lock(begun: list[str], client: Client, cast: Any) -> None:
    client.force_login(cast.stranger)
    begun.clear()
    assert client.get("/weg/tafel/").status_code == 404
    assert begun == ["BEGIN DEFERRED", "BEGIN IMMEDIATE"]


def reading(view: Any = lambda request: HttpResponse()) -> HttpRequest:
    request = RequestFactory().get("/")
    request.resolver_match = ResolverMatch(view, (), {})
    request.META[TRANSACTION] = "reading"
    return request


def locked(*statement: Any) -> None:
    raise OperationalError("database is locked")


def test_what_cannot_be_recorded_beside_reading_is_read_again(db: None) -> None:
    """A snapshot that has grown old cannot be written to; the page starts over instead of failing."""
    with pytest.raises(ReadAgain):
        guarded(reading(), locked, RECORD, None, False, {})
    asked: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        return HttpResponse("again")

    request = reading(view)
    answer = middleware(lambda request: HttpResponse()).process_exception(request, ReadAgain())
    assert answer is not None
    assert (answer.content, asked) == (b"again", [request])
    assert TRANSACTION not in request.META


def test_other_troubles_stay_what_they_are() -> None:
    with pytest.raises(OperationalError):
        guarded(reading(), locked, "SELECT 1", None, False, {})
    assert middleware(lambda request: HttpResponse()).process_exception(reading(), ValueError()) is None
