"""How many questions a page puts to the database, and how many it may."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 15
# Beginning and ending a transaction asks nothing; which of these a request sends depends on what runs around it.
BRACKETS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def visited(visitor: Client, address: str) -> tuple[Any, list[str]]:
    """The page, and all that a visit costs: session, account, roles and town too."""
    with CaptureQueriesContext(connection) as captured:
        page = visitor.get(address)
        if page.streaming:
            b"".join(page.streaming_content)  # type: ignore[attr-defined]
    asked = [query["sql"] for query in captured.captured_queries]
    return page, [sql for sql in asked if not sql.startswith(BRACKETS)]


def too_dear(address: str, asked: list[str]) -> str:
    """Empty, or what a failing test should print: the page, and every question it asked."""
    if len(asked) <= MOST:
        return ""
    return f"{address} asks {len(asked)} times:\n" + "\n".join(f"  {sql[:200]}" for sql in asked)
