"""Which SQLite may be trusted with write-ahead logging, and how it is set up so that an answer of success is on disk."""

import sqlite3
import sys
from typing import Any


def take_sound_sqlite() -> None:
    """Put the packaged SQLite in the place of the interpreter's own where that one still has the WAL-reset bug."""
    if has_sound_wal(sqlite3.sqlite_version_info):
        return
    try:
        import pysqlite3
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def has_sound_wal(version: tuple[int, ...]) -> bool:
    """SQLite 3.7.0-3.51.2 can lose committed writes in WAL mode; fixed in 3.51.3, 3.50.7 and 3.44.6 (3.52.0 was withdrawn)."""
    if version[:2] == (3, 44):
        return version >= (3, 44, 6)
    if version[:2] == (3, 50):
        return version >= (3, 50, 7)
    return version >= (3, 51, 3) and version[:3] != (3, 52, 0)


def options(version: tuple[int, ...]) -> dict[str, Any]:
    """Connection options under which a commit has reached the disk before it is reported."""
    sound = has_sound_wal(version)
    journal = "PRAGMA journal_mode=WAL;" if sound else "PRAGMA journal_mode=PERSIST;"
    level = "FULL" if sound else "EXTRA"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"{journal}PRAGMA synchronous={level};PRAGMA foreign_keys=ON;"
            "PRAGMA secure_delete=ON;PRAGMA cell_size_check=ON;"
        ),
    }
