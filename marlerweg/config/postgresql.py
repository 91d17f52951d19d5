"""PostgreSQL by one address: `postgres://user:password@host:port/name?sslmode=require`."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def settings(address: str, *, pool: bool) -> dict[str, Any]:
    """What follows the question mark goes to libpq as it is; passwords may be percent-encoded."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL muss mit postgres:// beginnen; ohne sie wird SQLite verwendet.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {**options, "pool": True} if pool else options,
        "CONN_MAX_AGE": 0,
    }
