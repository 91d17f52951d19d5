"""Addresses of public pages as they stand outside the house: whole, and in every language."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
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
