"""How often one connection may use the public form, counted without keeping who it was.

The address is hashed with a secret that is drawn anew each day and forgotten with it: what is stored tells nobody
anything, today by the key of the installation and tomorrow not at all.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

MOST_PER_HOUR = 20
HOUR, TWO_DAYS = 3600, 2 * 86400


def address_of(headers: Mapping[str, Any]) -> str:
    """Of the connection; behind the town's own proxy the one that this proxy saw."""
    forwarded = str(headers.get("HTTP_X_FORWARDED_FOR", "")) if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(headers.get("REMOTE_ADDR", ""))


def is_too_much(address: str, *, at: datetime, most: int = MOST_PER_HOUR) -> bool:
    """Counts this time along."""
    key = counter_key(address, at)
    if cache.add(key, 1, HOUR):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # ended in between
        return False


def counter_key(address: str, at: datetime) -> str:
    day = timezone.localdate(at).isoformat()
    salt = cache.get_or_set(f"way.flood.salt.{day}", lambda: secrets.token_hex(16), TWO_DAYS)
    digest = salted_hmac(f"marlerweg.way.flood.{salt}", address, algorithm="sha256").hexdigest()
    return f"way.flood.{digest}.{at:%Y%m%d%H}"
