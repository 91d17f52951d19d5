"""What the Way forgets by itself."""

from datetime import datetime

from django.utils import timezone

from marlerweg.foundation.erasures import erases
from marlerweg.foundation.retention import keep
from marlerweg.way import actions, queries
from marlerweg.way.actions import keeping
from marlerweg.way.models import Contribution


def addresses_due(at: datetime) -> int:
    return sum(1 for _each in queries.addresses_to_forget(timezone.localdate(at)))


keep(
    "E-Mail-Adressen aus öffentlichen Hinweisen",
    period="90 Tage nach dem Abschluss des Bedarfs, spätestens zwölf Monate nach der letzten Antwort",
    due=addresses_due,
    forget=actions.forget_addresses,
)


def authors_due(at: datetime) -> int:
    return sum(1 for _each in queries.authors_to_forget(timezone.localdate(at)))


keep(
    "Verbindung von Hinweisen zu Menschen (Konto, geheimer Link)",
    period="zwei Jahre nach der letzten Rückmeldung, wenn nichts mehr offen ist",
    due=authors_due,
    forget=actions.forget_authors,
)


@erases("way.contribution.mail")
def erase_address(identifier: str) -> int:
    """The voice and its answers stay."""
    return Contribution.objects.filter(pk=identifier).exclude(mail="").update(mail="")


@erases("way.contribution.author")
def erase_author(identifier: str) -> int:
    """The voice and its answers stay; nobody leads back to whoever said it."""
    found = Contribution.objects.filter(pk=identifier).first()
    return int(bool(found and keeping.forget_author(found)))
