"""Asking one address as one person, leaving nothing behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from marlerweg.accounts.models import User
from tests.access.matrix import MATRIX, ROLES
from tests.access.resolver import outcome_of, path_of
from tests.cast import Cast

Ask = Callable[[str, str], dict[str, str]]


def actor_named(cast: Cast, role: str) -> User | None:
    return None if role == "anonymous" else getattr(cast, role)


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
    """What each role gets at a row's address with a method."""

    def answers(key: str, method: str) -> dict[str, str]:
        found = {}
        for role in ROLES:
            with leaving_nothing():
                actor = actor_named(everybody_on_stage, role)
                come_as(visitor, actor)
                path = path_of(key, everybody_on_stage, actor)
                data = dict(MATRIX[key].data) if method == "post" and key in MATRIX else {}
                found[role] = outcome_of(getattr(visitor, method)(path, data), method)
        return found

    return answers
