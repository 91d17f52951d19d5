"""Reading changes nothing: while a GET is answered the database refuses every statement that writes."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
WRITES = re.compile(
    r"^\s*(?:WITH\b.*?\)\s*)?(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b",
    re.IGNORECASE | re.DOTALL,
)
# The record that something was read, and the session's own bookkeeping, are not changes to what is read.
BOOKKEEPING = re.compile(
    r"^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?(django_session|usersessions_usersession|audit_event)[\"`]?\b",
    re.IGNORECASE,
)


class ReadingMustNotWrite(RuntimeError):
    """A page that only shows something tried to change the database."""


def refuse_writing(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if WRITES.match(sql) and not BOOKKEEPING.match(sql):
        raise ReadingMustNotWrite(sql[:200])
    return execute(sql, params, many, context)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def guard(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return get_response(request)
        with connection.execute_wrapper(refuse_writing):
            return get_response(request)

    return guard
