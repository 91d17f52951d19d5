"""The secret link under which a voice without an account finds its answers."""

import hashlib
from base64 import urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import salted_hmac


def token(contribution: UUID) -> str:
    """Made anew from the installation's secret whenever a mail needs the link; 24 characters, 144 bits."""
    return urlsafe_b64encode(
        salted_hmac("marlerweg.way.follow_up", str(contribution), algorithm="sha256").digest()
    )[:24].decode()


def token_hash(secret: str) -> str:
    """What is stored: whoever reads the database cannot open a follow-up page."""
    return hashlib.sha256(secret.encode()).hexdigest()
