"""Who speaks for whom at the tables."""

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import policies
from marlerweg.conferences.models import Registration
from marlerweg.foundation.decisions import require


@transaction.atomic
def interpret(registration: Registration, other: Registration, *, by: User) -> None:
    """From now on this person sits where that one sits and speaks for them."""
    require(policies.may_organise(by))
    if registration == other:
        return
    registration.interprets_for.add(other)
    audit.record(by, "registration.interprets", registration, other=other.number)


@transaction.atomic
def stop_interpreting(registration: Registration, other: Registration, *, by: User) -> None:
    require(policies.may_organise(by))
    registration.interprets_for.remove(other)
    audit.record(by, "registration.interprets_no_more", registration, other=other.number)
