"""Reading changes nothing: while a GET is answered the database refuses every statement that writes."""

import re
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.db import OperationalError, connection, transaction
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
BEGIN_WRITING, BEGIN_READING = "BEGIN IMMEDIATE", "BEGIN DEFERRED"
TRANSACTION = "marlerweg.transaction"


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


class ReadAgain(Exception):
    """Something was recorded beside reading while somebody else wrote: the page is read once more, with the lock."""


class middleware:  # noqa: N801 - listed among the middleware functions and named like them
    """While a GET is answered writes are refused, and the page's transaction takes no lock that another reader needs.

    On SQLite transactions begin IMMEDIATE here, which is right for whoever will write and makes everybody else wait.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with connection.execute_wrapper(partial(guarded, request)):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        """The next transaction is the page's own."""
        if request.method in SAFE_METHODS and not is_declared(request):
            request.META[TRANSACTION] = "expected"

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        request.META.pop(TRANSACTION, None)
        if not isinstance(problem, ReadAgain) or request.resolver_match is None:
            return None
        view, args, kwargs = request.resolver_match
        with transaction.atomic():
            response: HttpResponse = view(request, *args, **kwargs)
        return response


def is_declared(request: HttpRequest) -> bool:
    view = request.resolver_match.func if request.resolver_match else None
    return bool(getattr(view, "writes_on_get", ""))


def guarded(request: HttpRequest, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
    """Only the page's own transaction is changed: what else begins one, such as the record of a refusal, will write."""
    if sql == BEGIN_WRITING and request.META.get(TRANSACTION) == "expected":
        request.META[TRANSACTION] = "reading"
        return execute(BEGIN_READING, *more)
    if is_declared(request):
        return execute(sql, *more)
    try:
        return refuse_writing(execute, sql, *more)
    except OperationalError as problem:
        if request.META.get(TRANSACTION) == "reading" and WRITES.match(sql) and "locked" in str(problem):
            raise ReadAgain from problem
        raise
