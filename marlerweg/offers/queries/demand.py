"""What people looked for in vain, as the office may see it."""

from django.db.models import QuerySet

from marlerweg.offers.models import EmptySearch
from marlerweg.offers.rules.finding import SHOWN_FROM


def empty_searches() -> QuerySet[EmptySearch]:
    """Only wordings that several people used: a rare one may be about one person."""
    return EmptySearch.objects.filter(count__gte=SHOWN_FROM)
