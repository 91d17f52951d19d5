"""Counting what people looked for in vain."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from marlerweg.offers.finding.spool import Wording
from marlerweg.offers.models import EmptySearch


@transaction.atomic
def count_empty_searches(found: Mapping[Wording, int]) -> int:
    """One row per month, language, wording and filters; nobody who searched stands anywhere."""
    for wording, times in found.items():
        row, _made = EmptySearch.objects.get_or_create(
            month=date.fromisoformat(wording.month),
            language=wording.language,
            words=wording.words,
            filters=wording.filters,
        )
        EmptySearch.objects.filter(pk=row.pk).update(count=F("count") + times)
    return sum(found.values())
