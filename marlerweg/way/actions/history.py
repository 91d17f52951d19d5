"""The one way a step is written: history and audit together."""

from datetime import datetime
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.way.models import Step
from marlerweg.way.models.numbered import Numbered


def write_step(
    item: Numbered,
    event: str,
    *,
    by: User | None,
    at: datetime,
    before: str = "",
    after: str = "",
    because: str = "",
    concerns: str = "",
    **details: Any,
) -> Step:
    """`concerns` is the number of the other item that the step touches."""
    audit.record(
        by,
        f"way.{item._meta.model_name}.{event}",
        item,
        before=before,
        after=after,
        concerns=concerns,
        **details,
    )
    return Step.objects.create(
        kind=item.KIND,
        item_id=item.pk,
        number=item.number,
        event=event,
        before=before,
        after=after,
        at=at,
        by=by,
        note=because,
        concerns=concerns,
    )
