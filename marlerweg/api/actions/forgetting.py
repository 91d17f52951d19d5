"""Content and reports of other directories go after a week, of lists after a day, the runs after two years."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from marlerweg.api.models import TakenRow, Taking
from marlerweg.api.queries import CONTENT_KEPT, LISTS_KEPT, RUNS_KEPT

State = Taking.State


def outworn(at: datetime) -> QuerySet[Taking]:
    """Runs whose content or rows have been kept long enough."""
    is_list = Q(format=Taking.Format.LIST, asked_at__lt=at - LISTS_KEPT)
    old = Taking.objects.filter(Q(asked_at__lt=at - CONTENT_KEPT) | is_list)
    return old.filter(pk__in=TakenRow.objects.values("taking")) | old.filter(content__isnull=False)


def too_old(at: datetime) -> QuerySet[Taking]:
    return Taking.objects.filter(asked_at__lt=at - RUNS_KEPT)


@transaction.atomic
def forget(at: datetime) -> int:
    """Content and rows after a week, the run itself after two years; gives how many runs were touched."""
    keys = list(outworn(at).values_list("pk", flat=True))
    TakenRow.objects.filter(taking__in=keys).delete()
    rows = Taking.objects.filter(pk__in=keys)
    rows.filter(state=State.TRIED).update(state=State.EXPIRED, ended_at=at)
    rows.update(content=None)
    old = list(too_old(at).values_list("pk", flat=True))
    Taking.objects.filter(pk__in=old).delete()
    return len(keys) + len(old)
