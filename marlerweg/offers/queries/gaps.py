"""Supply and demand for those who plan: what is offered, and what people looked for in vain."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Sum

from marlerweg.offers.models import EmptySearch, Offer
from marlerweg.offers.queries.contents import slot_of
from marlerweg.offers.rules.gaps import Supply, times_of

# Words that fewer people looked for might be somebody's name.
LEAST = 3
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Sought:
    """One wording that led nowhere, over a year."""

    words: str
    language: str
    count: int
    last: date


def supply() -> list[Supply]:
    """Every public offer; four queries."""
    public = [Offer.State.PUBLISHED, Offer.State.PAUSED]
    found = Offer.objects.filter(state__in=public).prefetch_related("themes", "districts", "slots")
    return [
        Supply(
            themes=frozenset(each.code for each in offer.themes.all()),
            districts=frozenset(each.key for each in offer.districts.all()),
            whole_town=offer.whole_town,
            languages=frozenset(offer.spoken),
            times=times_of(slot_of(each) for each in offer.slots.all()),
        )
        for offer in found
    ]


def sought_in_vain(today: date) -> tuple[list[Sought], int]:
    """Wordings that at least three searches had, most wanted first, and how many searches were rarer."""
    rows = (
        EmptySearch.objects.filter(month__gte=today - YEAR, settled="")
        .values("words", "language")
        .annotate(times=Sum("count"), last=Max("month"))
        .order_by("-times", "words")
    )
    shown = [
        Sought(row["words"], row["language"], row["times"], row["last"])
        for row in rows
        if row["times"] >= LEAST
    ]
    return shown, sum(row["times"] for row in rows if row["times"] < LEAST)
