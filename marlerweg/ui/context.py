"""What the base page needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from marlerweg.foundation import languages


def page(request: HttpRequest) -> dict[str, Any]:
    code = get_language() or settings.LANGUAGE_CODE
    return {
        "language": languages.BY_CODE.get(code, languages.GERMAN),
        "languages": languages.PUBLIC,
        "navigation": navigation_for(request),
        "town": town(),
        "demo": settings.DEMO,
    }


def navigation_for(request: HttpRequest) -> list[Any]:
    from marlerweg.ui import navigation

    return navigation.visible_to(request)


def town() -> Any:
    from marlerweg.ui import identity

    return identity.current()
