"""What is kept beside the rows, in the transaction that changes them, so that no page must reckon or compare it all again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from marlerweg.foundation.elapsed import Days
from marlerweg.way.likeness import GERMAN, meaning_of, said_in, terms_of
from marlerweg.way.models import Contribution, Decision, Joining, Mention, Need, Step

BATCH = 2000


def keep_days(contributions: Iterable[Contribution | UUID] | None = None) -> None:
    """How long each waited for a decision on the need it belongs to now; of all without any named."""
    rows: Any = Contribution.objects.all()
    if contributions is not None:
        rows = rows.filter(pk__in=[getattr(each, "pk", each) for each in contributions])
    decided = (
        Decision.objects.filter(
            need__joinings__contribution=OuterRef("pk"),
            need__joinings__left_at__isnull=True,
            recorded_at__gte=OuterRef("received_at"),
        )
        .order_by("recorded_at")
        .values("recorded_at")[:1]
    )
    rows.update(days_to_decision=Days(Subquery(decided)) - Days(F("received_at")))


def keep_mentions(need: Need) -> None:
    """All that is said in the need and in the contributions that belong to it now."""
    meanings = [meaning_of(f"{need.title}. {need.text}", GERMAN)]
    current = Contribution.objects.filter(joinings__need=need, joinings__left_at__isnull=True)
    for voice in current.only("text", "language", "translation"):
        meanings += said_in(voice)
    spoken = terms_of(meanings)
    known = set(need.mentions.values_list("term", flat=True))
    if gone := known - spoken:
        need.mentions.filter(term__in=gone).delete()
    note(need, spoken - known)


def add_mentions(need: Need, contribution: Contribution) -> None:
    """One more voice: what it says is added, the others need not be read again."""
    spoken = terms_of(said_in(contribution))
    known = need.mentions.filter(term__in=spoken).values_list("term", flat=True)
    note(need, spoken - set(known))


def note(need: Need, terms: set[str]) -> None:
    Mention.objects.bulk_create(
        (Mention(need=need, term=term) for term in sorted(terms)), batch_size=BATCH, ignore_conflicts=True
    )


def keep_translation(contribution: Contribution) -> None:
    """A translation says in German what the need was told already."""
    joining = Joining.objects.filter(contribution=contribution, left_at__isnull=True).select_related("need")
    for each in joining:
        add_mentions(each.need, contribution)


def forget_author(contribution: Contribution) -> bool:
    """Neither the row nor its own steps lead to the account or to the secret link any more; whether there was anything."""
    own = Step.objects.filter(kind=Contribution.KIND.value, item_id=contribution.pk, by=contribution.author)
    steps = own.update(by=None) if contribution.author_id else 0
    named = Contribution.objects.filter(pk=contribution.pk).exclude(author=None, follow_up_hash=None)
    return bool(named.update(author=None, follow_up_hash=None, mail="") or steps)
