"""What the base page needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from marlerweg.foundation import languages
from marlerweg.ui import identity, navigation, page_help


def page(request: HttpRequest) -> dict[str, Any]:
    code = get_language() or settings.LANGUAGE_CODE
    return {
        "language": languages.BY_CODE.get(code, languages.GERMAN),
        "languages": languages.PUBLIC,
        "navigation": navigation.folded(navigation.visible_to(request)),
        "page_help": page_help.words_for(request),
        "town": identity.current(),
        "demo": settings.DEMO,
    }
