"""The secret link in a letter: which offer it asks about."""

import hashlib
import secrets

from marlerweg.offers.models import Reminder


def new_token() -> str:
    """192 bits; only its hash is kept."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def reminder_of(token: str) -> Reminder | None:
    """Also one that was answered already: the page then says so."""
    return Reminder.objects.select_related("offer__organisation").filter(token_hash=token_hash(token)).first()
