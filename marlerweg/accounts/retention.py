"""What the accounts forget by themselves."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from marlerweg.accounts import actions, queries
from marlerweg.foundation.erasures import erases
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
keep(
    "Einladungen",
    period="ein Jahr nach Ablauf, Annahme oder Rücknahme",
    due=lambda at: queries.invitations_to_forget(at).count(),
    forget=lambda at: queries.invitations_to_forget(at).delete()[0],
)
keep(
    "Konten",
    period="zwei Jahre nach dem Ende der letzten Rolle; es bleibt ein Eintrag ohne Namen",
    due=lambda at: queries.people_to_forget(at).count(),
    forget=actions.forget_people,
)
erases("accounts.user")(actions.erase_person)
