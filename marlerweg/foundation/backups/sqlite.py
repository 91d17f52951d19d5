"""Copies of an SQLite file: taken while people work, put back in one step."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from marlerweg.foundation.backups.manifest import Copy, Unfit, compare, sha256

ENGINE = "sqlite"


def copy(connection: BaseDatabaseWrapper, target: Path) -> Copy:
    """The state of one moment by SQLite's own backup interface; writers wait at most for the copy's last page."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copied:
        connection.connection.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")
    rows = examine(target)
    to_disk(target)
    return Copy(target.name, ENGINE, target.stat().st_size, sha256(target), rows)


def examine(path: Path) -> dict[str, int]:
    """Rows per table of a file that SQLite itself finds whole."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            found = [row[0] for row in opened.execute("PRAGMA integrity_check(3)")]
            if found != ["ok"]:
                raise Unfit(f"Die Datenbank in der Sicherung ist beschädigt: {found[0]}")
            if opened.execute("PRAGMA foreign_key_check").fetchone():
                raise Unfit("In der Datenbank der Sicherung zeigen Verweise ins Leere.")
            return count(opened)
    except sqlite3.DatabaseError as problem:
        raise Unfit(f"Die Datenbank in der Sicherung ist nicht lesbar: {problem}") from problem


def count(opened: sqlite3.Connection) -> dict[str, int]:
    tables = opened.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name"
    ).fetchall()
    return {name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608


def check(expected: Copy, path: Path) -> None:
    compare(expected, examine(path))


def put_back(path: Path, target: Path) -> None:
    """In a single step; `fold_log` must have freed the old file of its log before."""
    to_disk(path)
    path.replace(target)
    to_disk(target.parent)


def fold_log(target: Path) -> None:
    """Leave no log beside the file. Refuses while anyone has it open, which proves that nobody works on it."""
    if not target.exists():
        return
    with closing(sqlite3.connect(target, timeout=2)) as old:
        try:
            mode = old.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            old.execute("BEGIN EXCLUSIVE")
            old.rollback()
        except sqlite3.OperationalError as problem:
            raise Unfit("Marler Weg läuft noch: Bitte erst beenden, dann zurückspielen.") from problem
        except sqlite3.DatabaseError:
            return  # the present file is broken, which is why somebody restores
    if mode != "delete":
        raise Unfit("Marler Weg läuft noch: Bitte erst beenden, dann zurückspielen.")


def to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
