"""Secret links of this room: made anew from the installation's secret whenever one is needed, stored as hashes only.

Words: purpose, secret, hash.
"""

import hashlib
from base64 import urlsafe_b64encode
from enum import StrEnum
from uuid import UUID

from django.utils.crypto import salted_hmac


class Purpose(StrEnum):
    """One thing's links for different purposes never open each other's doors."""

    REGISTRATION = "registration"
    CALENDAR = "calendar"
    INVITATION = "invitation"
    HOST = "host"


def secret(purpose: Purpose, thing: UUID) -> str:
    """24 characters, 144 bits."""
    digest = salted_hmac(f"marlerweg.conferences.{purpose}", str(thing), algorithm="sha256").digest()
    return urlsafe_b64encode(digest)[:24].decode()


def hashed_code(code: str) -> str:
    """Codes that people type are short: their hash takes the installation's secret along, so that nobody can try them out."""
    return salted_hmac("marlerweg.conferences.dots", code, algorithm="sha256").hexdigest()


def hashed(secret: str) -> str:
    """What is stored: whoever reads the database can open nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
