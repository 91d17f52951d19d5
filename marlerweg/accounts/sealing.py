"""Secrets of second factors lie encrypted in the database; a copy of it alone makes nobody's code."""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"marlerweg.accounts.second-factor"
NONCE = 12


def seal(text: str) -> str:
    """AES-256-GCM under a key derived from the installation's secret; random nonce in front, base64."""
    nonce = os.urandom(NONCE)
    return base64.b64encode(
        nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), PURPOSE)
    ).decode()


def unseal(sealed: str) -> str:
    """Raises InvalidTag when neither the present nor a former secret fits, or when a byte was changed."""
    raw = base64.b64decode(sealed)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret).decrypt(raw[:NONCE], raw[NONCE:], PURPOSE).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def _cipher(secret: str | bytes) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(force_bytes(secret))
    return AESGCM(key)
