"""What would make a start unsafe; Django runs these before `serve` opens its port."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 40


@register(Tags.security)
def secret_key(**kwargs: Any) -> list[CheckMessage]:
    """Sessions, reset links and secret follow-up links are signed with it."""
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    if settings.DEMO or len(key) >= SHORTEST_KEY:
        return []
    return [
        Error(
            "Außerhalb der Demo braucht Marler Weg einen eigenen geheimen Schlüssel von mindestens 40 Zeichen in MARLERWEG_SECRET_KEY.",
            hint="Einen erzeugen: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="marlerweg.E001",
        )
    ]
