"""What the base page needs on every page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_request

from marlerweg.foundation import languages
from marlerweg.ui import identity, navigation, page_help


@dataclass(frozen=True, slots=True)
class Offered:
    language: languages.Language
    address: str


def offered(request: HttpRequest, shown: str) -> Offered | None:
    """The same page in the language a stranger's browser asks for: addresses without a prefix are German, and stay so."""
    if shown != languages.GERMAN.code or request.method not in {"GET", "HEAD"}:
        return None
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        return None
    wished = languages.BY_CODE.get(get_language_from_request(request))
    if wished is None or not wished.invitation:
        return None
    here = request.get_full_path()
    address = translate_url(here, wished.code)
    return Offered(wished, address) if address != here else None


def page(request: HttpRequest) -> dict[str, Any]:
    code = get_language() or settings.LANGUAGE_CODE
    return {
        "language": languages.BY_CODE.get(code, languages.GERMAN),
        "languages": languages.PUBLIC,
        "offered": offered(request, code),
        "navigation": navigation.folded(navigation.visible_to(request)),
        "page_help": page_help.words_for(request),
        "town": identity.current(),
        "demo": settings.DEMO,
    }
