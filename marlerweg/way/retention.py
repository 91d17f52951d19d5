"""What the Way forgets by itself."""

from datetime import datetime

from django.utils import timezone

from marlerweg.foundation.erasures import erases
from marlerweg.foundation.retention import keep
from marlerweg.way import actions, queries
from marlerweg.way.models import Contribution


def addresses_due(at: datetime) -> int:
    return sum(1 for _each in queries.addresses_to_forget(timezone.localdate(at)))


keep(
    "E-Mail-Adressen aus öffentlichen Hinweisen",
    period="90 Tage nach dem Abschluss des Bedarfs, spätestens zwölf Monate nach der letzten Antwort",
    due=addresses_due,
    forget=actions.forget_addresses,
)


@erases("way.contribution.mail")
def erase_address(identifier: str) -> int:
    """The voice and its answers stay."""
    return Contribution.objects.filter(pk=identifier).exclude(mail="").update(mail="")
