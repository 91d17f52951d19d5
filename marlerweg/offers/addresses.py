"""Addresses of public pages as they stand outside the house: whole, and in every language."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from marlerweg.foundation import languages


def whole(path: str) -> str:
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


def german(route: str, *arguments: object) -> str:
    """The path without a language in front."""
    with translation.override("de"):
        return reverse(route, args=arguments)


def in_language(path: str, code: str) -> str:
    """German stands without a prefix, every other language behind its own."""
    return path if code == languages.GERMAN.code else f"/{code}{path}"


def alternates(route: str, *arguments: object) -> Sequence[tuple[str, str]]:
    """Language and whole address, for hreflang."""
    path = german(route, *arguments)
    return [(code, whole(in_language(path, code))) for code in languages.CODES]


def of_offer(slug: str, code: str = "de") -> str:
    return whole(in_language(german("offers:offer", slug), code))


@cache
def fixed_words() -> frozenset[str]:
    """First words of the directory's own addresses, which no offer may bear: "karte", "pflegen", "merkzettel"."""
    routes = (str(each.pattern) for each in _patterns(get_resolver().url_patterns, inside=False))
    return frozenset(word for route in routes if (word := route.split("/")[0]) and "<" not in word)


def _patterns(found: Iterable[Any], *, inside: bool) -> Iterator[URLPattern]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns, inside=inside or each.namespace == "offers")
        elif inside:
            yield each
