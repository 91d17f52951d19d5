"""The tables of the tests: made by the migrations once, then copied, until a migration or what it uses changes.

Making them takes as long as a hundred tests. Only the embedded database in memory is copied; elsewhere nothing changes.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
# What migrations of the house call beside themselves.
USED = ("audit/protection.py", "foundation/elapsed.py", "accounts/rules.py")
KEPT = 3


def digest() -> str:
    """Changes with any migration, with what migrations call, and with the versions of all packages."""
    package = ROOT / "marlerweg"
    files = [*sorted(package.rglob("migrations/*.py")), *(package / each for each in USED)]
    files += [ROOT / "requirements" / "dev.txt"]
    found = hashlib.sha256(f"{django.get_version()} {sqlite3.sqlite_version}".encode())
    for path in files:
        if path.exists():
            found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:24]


def kept() -> Path:
    return Path(settings.VAR) / "test-tables" / f"{digest()}.sqlite3"


@contextmanager
def remembered() -> Iterator[None]:
    """While this lasts, `migrate` on an empty database in memory copies the tables if they were made before."""
    original = migrate.Command.handle

    def handle(self: migrate.Command, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor != "sqlite" or not connection.is_in_memory_db():  # type: ignore[attr-defined]
            original(self, *args, **options)
            return
        made, folder = kept(), kept().parent
        connection.ensure_connection()
        if made.exists():
            with closing(sqlite3.connect(made)) as source:
                source.backup(connection.connection)
            os.utime(made)
            return
        original(self, *args, **options)
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{made.stem}.{os.getpid()}"
        with closing(sqlite3.connect(unfinished)) as target:
            connection.connection.backup(target)
        unfinished.replace(made)
        for old in sorted(folder.glob("*.sqlite3"), key=lambda each: each.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)

    migrate.Command.handle = handle  # type: ignore[method-assign]
    try:
        yield
    finally:
        migrate.Command.handle = original  # type: ignore[method-assign]
