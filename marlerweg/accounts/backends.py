"""Sign-in by e-mail; known, unknown and locked addresses cost the same time and get the same answer."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from marlerweg.accounts.models import User


class EmailBackend(AuthenticationBackend):
    """allauth's own, which already hashes a password for unknown addresses; rights never come from a backend here."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        return user

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Allauth would tell the owner of a locked account that it is locked; here it answers like a wrong password."""
