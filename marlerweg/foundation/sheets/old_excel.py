"""Reads an XLS in a process of its own, with little memory and time.

The old format cannot be looked into beforehand as a ZIP can, and a few bytes in it can ask for gigabytes.
Run as a script: the file comes in, rows of tagged values go out, nothing else is imported.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEMORY = 1_000_000_000
SECONDS = 20


def sheets_of(content: bytes) -> list[tuple[str, list[list[Any]]]] | None:
    """Every sheet's name and rows; None if the file is broken, locked, or asks for too much."""
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=2 * SECONDS, check=False)  # noqa: S603 - our own script
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    return [
        (name, [[_plain(cell) for cell in row] for row in rows]) for name, rows in json.loads(done.stdout)
    ]


def _plain(cell: Any) -> Any:
    match cell:
        case {"datetime": written}:
            return dt.datetime.fromisoformat(written)
        case {"date": written}:
            return dt.date.fromisoformat(written)
        case {"time": written}:
            return dt.time.fromisoformat(written)
        case {"seconds": seconds}:
            return dt.timedelta(seconds=seconds)
        case _:
            return cell


def _tagged(cell: Any) -> Any:
    match cell:
        case dt.datetime():
            return {"datetime": cell.isoformat()}
        case dt.date():
            return {"date": cell.isoformat()}
        case dt.time():
            return {"time": cell.isoformat()}
        case dt.timedelta():
            return {"seconds": cell.total_seconds()}
        case _:
            return cell


def _read() -> Iterator[tuple[str, list[list[Any]]]]:
    import io

    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        yield name, [[_tagged(cell) for cell in row] for row in rows]


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    json.dump(list(_read()), sys.stdout)
