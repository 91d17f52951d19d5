"""Numbers without gaps or doubles, also when several people write at once."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from marlerweg.way.models import Counter
from marlerweg.way.rules.numbers import Kind, number


def next_number(kind: Kind, at: datetime) -> str:
    """Holds the counter's row until the transaction ends, so that a number given back by a rollback is used again."""
    year = timezone.localtime(at).year
    Counter.objects.get_or_create(kind=kind, year=year)
    Counter.objects.filter(kind=kind, year=year).update(last=F("last") + 1)
    return number(kind, year, Counter.objects.get(kind=kind, year=year).last)
