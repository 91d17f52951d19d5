"""To whom something unsent belongs: an account, or a browser's session of which only a hash is kept."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Owner:
    user_id: Any = None
    session_hash: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.user_id or self.session_hash)

    @property
    def account_mark(self) -> str:
        """One short word for an account, for receipts; strangers have none, for a session may begin between two submissions."""
        return hashed(f"account:{self.user_id}") if self.user_id else ""


def owner_of(request: HttpRequest, *, begin_session: bool = False) -> Owner:
    """Who asks; strangers without a session are nobody, unless something of theirs is about to be kept."""
    if request.user.is_authenticated:
        return Owner(user_id=request.user.pk)
    if begin_session and not request.session.session_key:
        request.session.save()
    key = request.session.session_key
    return Owner(session_hash=hashed(key)) if key else Owner()


def hashed(words: str) -> str:
    return salted_hmac("marlerweg.ui.owners", words, algorithm="sha256").hexdigest()
