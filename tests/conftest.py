"""What every test may count on: the cast of people, and a database that can be emptied although audit refuses it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management.commands import flush
from django.db import connection
from django.utils import translation

from marlerweg.audit import protection
from marlerweg.foundation import catalogues
from tests import tables
from tests.cast import Cast

pytest_plugins = ["tests.browser", "tests.pace"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Runs before the tables are made."""
    with tables.remembered():
        yield


@pytest.fixture(autouse=True, scope="session")
def emptying_lifts_the_audit_guard() -> Iterator[None]:
    """Browser tests commit, so their database is emptied by `flush`; only there the append-only guard is lifted."""
    from tests.browser import TURN  # not before the plug-in is loaded

    original = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        with TURN:  # a page may still be asking for something while its test is over
            with connection.schema_editor() as editor:
                protection.NOW.lift(editor)
            original(self, **options)
            with connection.schema_editor() as editor:
                protection.NOW.set(editor)

    flush.Command.handle = handle
    yield
    flush.Command.handle = original


@pytest.fixture(autouse=True, scope="session")
def static_folder_exists() -> None:
    """Whitenoise warns about a missing folder, and warnings are errors; tests take static files from the rooms."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True, scope="session")
def translations_are_compiled() -> None:
    """Pages in other languages are tested as they are written now; machine forms are not kept in the repository."""
    catalogues.compile_all(only_stale=True)


@pytest.fixture(autouse=True, scope="session")
def nobody_stays_in_the_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A killed process may keep its session for a moment; PostgreSQL drops a database only when all have left."""
    yield
    if connection.vendor == "postgresql":
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(others)


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """What a process keeps of the town for a minute would outlive the town of a test, and so would the last reader's language."""
    caches["process"].clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 23)
