"""The real addresses of the house, as its resolver knows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from marlerweg.accounts.models import User
from tests.access.matrix import Outcome, builder_for
from tests.cast import Cast


@dataclass(frozen=True)
class Address:
    name: str
    view: Any
    needs_object: bool

    @property
    def is_public(self) -> bool:
        return not getattr(self.view, "login_required", True)


def addresses() -> dict[str, Address]:
    return {each.name: each for each in _walk(get_resolver(), ())}


def _walk(resolver: URLResolver, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, inner)
        elif isinstance(pattern, URLPattern):
            name = ":".join([*namespaces, pattern.name or f"unnamed {pattern.pattern}"])
            taken = bool(pattern.pattern.regex.groupindex)
            yield Address(name, pattern.callback, taken)


def path_of(key: str, cast: Cast, actor: User | None) -> str:
    """The address of a row's key, with an object made for it where it needs one."""
    builder = builder_for(key)
    return reverse(key.partition("#")[0], kwargs=builder(cast, actor) if builder else None)


def outcome_of(response: HttpResponseBase, method: str) -> Outcome | str:
    """What an answer means for access; a status the matrix has no word for is returned as text."""
    status, onward = response.status_code, response.headers.get("Location", "")
    if status in (301, 302, 303) and onward.partition("?")[0] == reverse("account_login"):
        return Outcome.LOGIN
    named = {403: Outcome.FORBIDDEN, 404: Outcome.HIDDEN, 405: Outcome.NO_METHOD}.get(status)
    if named:
        return named
    if method == "post" and status in (200, 201, 204, 301, 302, 303, 400, 409, 422):
        return Outcome.ACCEPTED
    if method == "get" and status == 200:
        return Outcome.PAGE
    return Outcome.ONWARD if status in (301, 302, 303) else f"status {status}"
