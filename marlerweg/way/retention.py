"""What the Way forgets by itself."""

from datetime import datetime

from django.utils import timezone

from marlerweg.foundation.retention import keep
from marlerweg.way import actions, queries


def addresses_due(at: datetime) -> int:
    return sum(1 for _each in queries.addresses_to_forget(timezone.localdate(at)))


keep(
    "E-Mail-Adressen aus öffentlichen Hinweisen",
    period="90 Tage nach dem Abschluss des Bedarfs, spätestens zwölf Monate nach der letzten Antwort",
    due=addresses_due,
    forget=actions.forget_addresses,
)
