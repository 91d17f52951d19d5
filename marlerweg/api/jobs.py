"""Trial and import of another directory, while nobody waits for the page."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language

from marlerweg.accounts.models import User
from marlerweg.api import actions
from marlerweg.api.actions import Asked
from marlerweg.api.models import Taking
from marlerweg.foundation import clock
from marlerweg.foundation.jobs.tasks import job


@job(attempts=3, atomic=False)
def carry_out(key: str) -> None:
    """A lost worker is noticed by the end of its lease; the next one begins anew, and nothing is half done."""
    actions.carry_out(UUID(key), now=clock.now)


@transaction.atomic
def try_out_later(asked: Asked, *, by: User, at: datetime, reader: str) -> tuple[Taking, bool]:
    row, is_new = actions.ask(asked, by=by, at=at, reader=reader)
    if is_new:
        carry_out.enqueue(str(row.pk))
    return row, is_new


@transaction.atomic
def try_again_later(row: Taking, *, by: User, at: datetime) -> bool:
    again = actions.try_again(row, by=by, at=at)
    if again:
        carry_out.enqueue(str(row.pk))
    return again


@transaction.atomic
def take_in_later(row: Taking, *, by: User, at: datetime, without_refused: bool = False) -> bool:
    """Pressed twice, it is taken in once."""
    ordered = actions.order(row, by=by, at=at, without_refused=without_refused)
    if ordered:
        carry_out.enqueue(str(row.pk))
    return ordered


def try_list_later(content: bytes, name: str, columns: Mapping[str, str], *, by: User, at: datetime) -> str:
    """An office's long list goes the same way; gives the address of its page, or nothing while another is under way."""
    asked = Asked(format=Taking.Format.LIST, file_name=name, content=content, columns=columns)
    row, is_new = try_out_later(asked, by=by, at=at, reader=get_language() or "de")
    return reverse("taking:run", args=[row.pk]) if is_new else ""
