"""Reading changes nothing: while a GET is answered the database refuses every statement that writes."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
WRITES = re.compile(
    r"^\s*(?:WITH\b.*?\)\s*)?(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b",
    re.IGNORECASE | re.DOTALL,
)
# The record that something was read, the session's own bookkeeping and the cache are not changes to what is read.
BOOKKEEPING_TABLES = ("django_session", "usersessions_usersession", "audit_event", "shared_cache")
BOOKKEEPING = re.compile(
    rf"^\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?({'|'.join(BOOKKEEPING_TABLES)})[\"`]?(?![\w.])",
    re.IGNORECASE,
)
View = Callable[..., HttpResponse]


class ReadingMustNotWrite(RuntimeError):
    """A page that only shows something tried to change the database."""


def may_write_on_get(because: str) -> Callable[[View], View]:
    """Declare one view as an exception, with the reason; for addresses whose method others choose for us."""

    def declare(view: View) -> View:
        @wraps(view)
        def declared(*args: Any, **kwargs: Any) -> HttpResponse:
            return view(*args, **kwargs)

        declared.writes_on_get = because  # type: ignore[attr-defined]
        return declared

    return declare


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

        def refuse_unless_declared(execute: Callable[..., Any], *statement: Any) -> Any:
            view = request.resolver_match.func if request.resolver_match else None
            if getattr(view, "writes_on_get", ""):
                return execute(*statement)
            return refuse_writing(execute, *statement)

        with connection.execute_wrapper(refuse_unless_declared):
            return get_response(request)

    return guard
