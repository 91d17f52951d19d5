"""A Marler Weg of its own in other processes, with its own database, for tests about killing, backing up, starting."""

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from environs import Env

from tests import tables

ROOT = Path(__file__).resolve().parents[1]


class House:
    """Commands run as separate processes, on SQLite in its own folder or in a PostgreSQL database of its own."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url
        self.started: list[subprocess.Popen[str]] = []
        self.environment = {
            **os.environ,
            "MARLERWEG_VAR": str(folder),
            "MARLERWEG_DEMO": "1",
            "DATABASE_URL": url,
        }

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "marlerweg", *arguments]

    def run(
        self, *arguments: str, check: bool = True, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=check,
            timeout=90,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            self.command(*arguments),
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def wait_until(self, sql: str, seconds: float = 60) -> list[tuple[Any, ...]]:
        """Ask again and again until there is an answer."""
        deadline = time.monotonic() + seconds
        while not (rows := self.ask(sql)):
            assert time.monotonic() < deadline, f"no answer in {seconds} s: {sql}"
            time.sleep(0.1)
        return rows

    def leave(self) -> None:
        """Nothing that a test started outlives it."""
        for process in self.started:
            process.kill()
            process.communicate()

    def python(self, program: str) -> str:
        """What a small program prints that runs inside this house."""
        prelude = "import django; django.setup()\n"
        return subprocess.run(
            [sys.executable, "-c", prelude + program],
            cwd=ROOT,
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "marlerweg.config.settings"},
            capture_output=True,
            text=True,
            check=True,
            timeout=90,
        ).stdout

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database from outside, without starting Django again."""
        if self.url:
            import psycopg

            with psycopg.connect(self.url) as postgresql:
                return postgresql.execute(sql).fetchall()  # type: ignore[arg-type]
        import sqlite3

        lite = sqlite3.connect(self.folder / "marlerweg.sqlite3", timeout=20)
        try:
            return lite.execute(sql).fetchall()
        finally:
            lite.close()


@contextmanager
def own_house(folder: Path, *, furnished: bool = False) -> Iterator[House]:
    """An empty house; where the tests run on PostgreSQL, in a new database beside the tests' own.

    `furnished` brings the tables along, copied from the tests' own, which is much quicker than `migrate`; a test that
    wants it asks for `django_db_setup` and for no database of its own. Where no other test wanted any, it migrates.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        copied = furnished and tables.kept().exists()
        if copied:
            shutil.copy(tables.kept(), folder / "marlerweg.sqlite3")
        house = House(folder)
        try:
            if furnished and not copied:
                house.run("migrate")
            yield house
        finally:
            house.leave()
        return
    import psycopg
    from psycopg import sql

    server, name = Env().str("DATABASE_URL"), f"house_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as postgresql:
        own = connection.settings_dict["NAME"]
        copied = furnished and own.startswith("test_")
        template = own if copied else "template1"
        if copied:
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        postgresql.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        house = House(folder, server.rpartition("/")[0] + f"/{name}")
        try:
            if furnished and not copied:
                house.run("migrate")
            yield house
        finally:
            house.leave()
            postgresql.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
