"""Copies of a PostgreSQL database by its own tools, counted in the very snapshot that is dumped."""

import os
import subprocess
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from marlerweg.foundation.backups.manifest import Copy, Unfit, compare, sha256

ENGINE = "postgresql"


def copy(connection: BaseDatabaseWrapper, target: Path) -> Copy:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        call(connection, "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        rows = count(cursor)
    return Copy(target.name, ENGINE, target.stat().st_size, sha256(target), rows)


def count(cursor: Any) -> dict[str, int]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    counts = {}
    for (name,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - names come from the catalogue
        counts[name] = cursor.fetchone()[0]
    return counts


def check(expected: Copy, path: Path) -> None:
    """The dump's table of contents is readable; its rows are counted when it is back."""
    found = subprocess.run(["pg_restore", "--list", str(path)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    if found.returncode:
        raise Unfit(f"Die Datenbank in der Sicherung ist nicht lesbar: {last_line(found.stderr)}")


def put_back(connection: BaseDatabaseWrapper, expected: Copy, path: Path) -> None:
    """In one transaction: either all of it is there afterwards or everything is as before."""
    options = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
    call(connection, "pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(path))
    with connection.cursor() as cursor:
        compare(expected, count(cursor))


def call(connection: BaseDatabaseWrapper, program: str, *arguments: str) -> None:
    settings = connection.settings_dict
    names = {
        "PGDATABASE": "NAME",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
    }
    environment = os.environ | {key: str(settings[name]) for key, name in names.items() if settings[name]}
    try:
        done = subprocess.run(  # noqa: S603
            [program, *arguments], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as missing:
        raise Unfit(
            f"Das Programm {program} fehlt: Bitte das Paket `postgresql-client` installieren."
        ) from missing
    if done.returncode:
        raise Unfit(f"{program} meldet: {last_line(done.stderr)}")


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1] if text.strip() else "unbekannter Fehler"
