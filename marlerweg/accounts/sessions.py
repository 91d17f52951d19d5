"""The house's session store: the table keeps only a hash of each key, and a session ends by idleness and by age.

Five words: key (in the cookie, nowhere else), stored key (its hash), idle, age, limits.
"""

import datetime as dt
import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from marlerweg.accounts import rules
from marlerweg.foundation import clock

WIDTH = 40  # the table's column; 160 bits of SHA-256 are as many as the key itself has
BEGAN, IDLE = "_began", "_idle"
RENEWED_AFTER = dt.timedelta(minutes=5)


def stored_key(key: str) -> str:
    """What is kept of a session's key: whoever reads the table or a backup cannot come in with it."""
    return hashlib.sha256(f"marlerweg.session:{key}".encode()).hexdigest()[:WIDTH]


class SessionStore(db.SessionStore):
    """Django's own on a table of hashes; it answers requests by WSGI only, so its asynchronous twin refuses to write."""

    def load(self) -> dict[str, Any]:
        """A session in use is written down anew every few minutes, which moves its end; not at every page."""
        found = self._get_session_from_db()
        if found is None:
            return {}
        content: dict[str, Any] = self.decode(found.session_data)
        idle = dt.timedelta(seconds=content.get(IDLE, settings.SESSION_COOKIE_AGE))
        if clock.now() - (found.expire_date - idle) >= min(RENEWED_AFTER, idle / 10):
            self.modified = True
        return content

    def _get_session_from_db(self) -> Any:
        if self.session_key is None:
            return None
        row = self.model.objects.filter(
            session_key=stored_key(self.session_key), expire_date__gt=clock.now()
        ).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return super().exists(stored_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        data.setdefault(BEGAN, int(clock.now().timestamp()))
        row = super().create_model_instance(data)
        row.session_key = stored_key(row.session_key)
        return row

    async def acreate_model_instance(self, data: dict[str, Any]) -> Any:
        raise NotImplementedError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            super().delete(stored_key(key))

    def get_expiry_age(self, **asked: Any) -> int:
        """Seconds until it ends if nobody comes back: its idle time, never beyond its age."""
        return int(self.get(IDLE, settings.SESSION_COOKIE_AGE))

    def get_expiry_date(self, **asked: Any) -> dt.datetime:
        return clock.now() + dt.timedelta(seconds=self.get_expiry_age())


def limits_for(roles: frozenset[rules.Role]) -> rules.SessionLimits:
    """Shorter where a case could lie open on a screen."""
    usual = rules.SessionLimits(settings.SESSION_IDLE, settings.SESSION_LASTS)
    strict = rules.SessionLimits(settings.CASE_SESSION_IDLE, settings.CASE_SESSION_LASTS)
    return rules.session_limits(roles, usual, strict)


def begin(session: SessionBase, roles: frozenset[rules.Role]) -> None:
    """Somebody has just signed in: age counts from here."""
    session[BEGAN] = int(clock.now().timestamp())
    session[IDLE] = int(limits_for(roles).idle.total_seconds())


def hold_to_limits(request: HttpRequest, roles: frozenset[rules.Role]) -> None:
    """Follow roles that changed meanwhile, and end what has become too old."""
    limits, session = limits_for(roles), request.session
    began = dt.datetime.fromtimestamp(session.get(BEGAN, 0), dt.UTC)
    if clock.now() - began > limits.lasts:
        logout(request)
    elif session.get(IDLE) != (idle := int(limits.idle.total_seconds())):
        session[IDLE] = idle
