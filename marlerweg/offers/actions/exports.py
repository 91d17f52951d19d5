"""Whoever takes lists out of the house is in the record."""

from collections.abc import Sequence

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.offers import policies


@transaction.atomic
def note_export(by: User, form: str, rows: int, wishes: Sequence[str]) -> None:
    require(policies.may_take_in(by))
    audit.record(by, "offers.exported", format=form, rows=rows, filters=list(wishes))
