"""What the accounts forget by themselves."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from marlerweg.foundation.retention import keep


def signed_out(at: datetime) -> "QuerySet[UserSession]":
    """Entries whose session has ended; the list shows only living ones anyway."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.exclude(session_key__in=alive)
    return found


keep(
    "Einträge beendeter Anmeldungen",
    period="in der Nacht nach dem Ende der Sitzung",
    due=lambda at: signed_out(at).count(),
    forget=lambda at: signed_out(at).delete()[0],
)
