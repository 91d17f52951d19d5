"""Asking one address as one person, leaving nothing behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from marlerweg.accounts.models import User
from marlerweg.foundation.reading import BOOKKEEPING, WRITES
from tests.access.matrix import MATRIX, ROLES
from tests.access.resolver import outcome_of, path_of
from tests.cast import Cast

Ask = Callable[[str], dict[str, dict[str, str]]]


def actor_named(cast: Cast, role: str) -> User | None:
    return None if role == "anonymous" else getattr(cast, role)


@contextmanager
def changing_nothing(what: str) -> Iterator[None]:
    """No statement that changes a row may reach the database, but for sessions, the record of reading and the cache."""
    sent: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if WRITES.match(sql) and not BOOKKEEPING.match(sql):
            sent.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(listen):
        yield
    assert not sent, f"{what} changed something: {sent}"


def come_as(visitor: Client, actor: User | None) -> None:
    visitor.cookies.clear()
    if actor:
        visitor.force_login(actor)


@contextmanager
def leaving_nothing() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def visitor() -> Client:
    """One for all: setting up the middleware costs more than the questions."""
    return Client()


@pytest.fixture
def everybody_on_stage(cast: Cast) -> Cast:
    for role in ROLES[1:]:
        getattr(cast, role)
    return cast


@pytest.fixture
def ask(everybody_on_stage: Cast, visitor: Client) -> Ask:
    """What each role gets at a row's address: first read, which must change nothing, then sent to."""

    def answers(key: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {"get": {}, "post": {}}
        data = dict(MATRIX[key].data) if key in MATRIX else {}
        for role in ROLES:
            with leaving_nothing():
                actor = actor_named(everybody_on_stage, role)
                come_as(visitor, actor)
                path = path_of(key, everybody_on_stage, actor)
                with changing_nothing(f"reading {key} as {role}"):
                    found["get"][role] = outcome_of(visitor.get(path), "get")
                found["post"][role] = outcome_of(visitor.post(path, data), "post")
        return found

    return answers
