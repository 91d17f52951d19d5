"""What the network forgets by itself, and how its erasures are repeated on a backup put back."""

from datetime import datetime

from marlerweg.foundation.erasures import erases_rows
from marlerweg.foundation.retention import keep
from marlerweg.network import actions
from marlerweg.network.actions.intake import WAITS
from marlerweg.network.models import Intake

erases_rows("network.address", "network.contactdetail")


def lists_due(at: datetime) -> int:
    return Intake.objects.filter(uploaded_at__lt=at - WAITS).count()


keep(
    "Hochgeladene Listen",
    period="einen Tag, wenn sie niemand einliest",
    due=lists_due,
    forget=actions.drop_forgotten_lists,
)
