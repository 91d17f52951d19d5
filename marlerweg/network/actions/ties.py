"""The network map's sources and its exports."""

from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.network import policies, ties
from marlerweg.network.ties import TieSource


def register_ties(source: TieSource) -> None:
    """Called from `AppConfig.ready` of the room that knows what is shared; see `network.ties`."""
    ties.add(source)


@transaction.atomic
def note_map_export(by: User, form: str, rows: int, wishes: dict[str, Any]) -> None:
    require(policies.may_export_map(by))
    audit.record(by, "network.map_exported", format=form, rows=rows, wishes=wishes)


@transaction.atomic
def note_list_export(by: User, name: str, form: str, rows: int, wishes: dict[str, Any]) -> None:
    """Before a list leaves the house: who took how much of what; search words stay out of the record."""
    require(policies.may_export_list(by))
    kept = {key: value for key, value in wishes.items() if key != "suche"}
    audit.record(by, f"{name}.exported", format=form, rows=rows, wishes=kept)
