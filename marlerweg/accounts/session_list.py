"""Where a person is signed in: allauth's table, filled by us, so that it too keeps only hashes of the sessions' keys."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest


class SessionListConfig(AppConfig):
    """In place of allauth's own, whose receivers would write the keys themselves."""

    name = "allauth.usersessions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account.signals import password_changed
        from allauth.account.signals import user_logged_in as came_in
        from django.contrib.auth.signals import user_logged_in as began

        began.connect(begin)
        came_in.connect(note)
        password_changed.connect(note)


def begin(sender: Any, request: HttpRequest, user: Any, **how: Any) -> None:
    from marlerweg.accounts import sessions

    sessions.begin(request.session, user.roles)


def note(sender: Any, request: HttpRequest, **how: Any) -> None:
    """A new session, or the same under a new key after the password changed."""
    from allauth.account.adapter import get_adapter
    from allauth.usersessions.models import UserSession

    from marlerweg.accounts.sessions import stored_key

    request.session.save()
    longest = UserSession._meta.get_field("user_agent").max_length
    UserSession.objects.update_or_create(
        session_key=stored_key(str(request.session.session_key)),
        defaults={
            "user": request.user,
            "ip": get_adapter().get_client_ip(request),
            "user_agent": request.META.get("HTTP_USER_AGENT", "")[:longest],
        },
    )
