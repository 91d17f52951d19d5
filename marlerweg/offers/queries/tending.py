"""What those who run offers, and the coordination, have to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from marlerweg.foundation import clock
from marlerweg.offers import policies
from marlerweg.offers.models import Mistake, Offer, OfferText, Proposal, Reminder, Revision
from marlerweg.offers.queries.contents import own_offers
from marlerweg.offers.rules import freshness
from marlerweg.offers.rules.freshness import Step

ROUND = ("right", "unreached")


@dataclass(frozen=True)
class Due:
    """What waits at one offer."""

    review: bool = False
    proposal: bool = False
    mistakes: int = 0
    outdated: int = 0

    def __bool__(self) -> bool:
        return bool(self.review or self.proposal or self.mistakes or self.outdated)


def with_due(found: QuerySet[Offer]) -> QuerySet[Offer]:
    """Counts of what is open, so that a list asks once for all its rows."""
    return found.annotate(
        open_mistakes=Count("mistakes", filter=Q(mistakes__state=Mistake.State.OPEN), distinct=True),
        outdated_texts=Count("texts", filter=Q(texts__state=OfferText.State.OUTDATED), distinct=True),
        waits=Exists(Proposal.objects.filter(offer=OuterRef("pk"), state=Proposal.State.OPEN)),
    ).prefetch_related("texts")


def due_of(offer: Offer, today: date) -> Due:
    """Of an offer that came from `with_due`."""
    counted = vars(offer)
    return Due(
        review=offer.is_public and freshness.is_due(offer.review_due, today),
        proposal=bool(counted.get("waits")),
        mistakes=int(counted.get("open_mistakes", 0)),
        outdated=int(counted.get("outdated_texts", 0)),
    )


def something_due(found: QuerySet[Offer], today: date) -> QuerySet[Offer]:
    """Only offers at which something waits."""
    public = [Offer.State.PUBLISHED, Offer.State.PAUSED]
    wanted = Offer.objects.filter(
        Q(state__in=public, review_due__lte=today)
        | Q(mistakes__state=Mistake.State.OPEN)
        | Q(texts__state=OfferText.State.OUTDATED)
        | Q(proposals__state=Proposal.State.OPEN)
    )
    return found.filter(pk__in=wanted.order_by().values("pk"))


def submitted() -> QuerySet[Offer]:
    """Offers that wait for their first publication, the oldest first."""
    found = Offer.objects.filter(state=Offer.State.SUBMITTED).select_related("organisation")
    return found.prefetch_related("texts").order_by("changed_at")


def open_proposals() -> QuerySet[Proposal]:
    found = Proposal.objects.filter(state=Proposal.State.OPEN).select_related("offer__organisation", "by")
    return found.prefetch_related("offer__texts").order_by("at")


def number_to_approve() -> int:
    """Offers at which something waits to be let through; one query for both kinds."""
    waiting = Q(state=Offer.State.SUBMITTED) | Q(proposals__state=Proposal.State.OPEN)
    return Offer.objects.filter(waiting).order_by().values("pk").distinct().count()


def proposal(viewer: policies.Viewer, key: UUID) -> Proposal | None:
    found = Proposal.objects.select_related("offer__organisation", "by").filter(pk=key).first()
    return found if found and policies.may_see_history(viewer, found.offer) else None


def revisions(offer: Offer) -> QuerySet[Revision]:
    return offer.revisions.select_related("by").defer("content")


def revision(offer: Offer, number: int) -> Revision | None:
    return offer.revisions.filter(number=number).first()


def mistakes(viewer: policies.Viewer) -> QuerySet[Mistake]:
    """Of the offers the viewer may tend."""
    found = Mistake.objects.filter(offer__in=own_offers(viewer).values("pk"))
    return found.select_related("offer__organisation").prefetch_related("offer__texts")


def open_mistakes(viewer: policies.Viewer) -> QuerySet[Mistake]:
    return mistakes(viewer).filter(state=Mistake.State.OPEN)


# --- Freshness ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """An offer whose review is due, and how far the asking has got in this round."""

    offer: Offer
    last: Step | None
    last_on: date | None
    unreached: int


def overdue(today: date) -> QuerySet[Offer]:
    """Public offers whose review is due, the longest first."""
    public = [Offer.State.PUBLISHED, Offer.State.PAUSED]
    found = Offer.objects.filter(state__in=public, review_due__lte=today).select_related("organisation")
    return found.order_by("review_due", "slug")


def own_overdue(viewer: policies.Viewer, today: date) -> QuerySet[Offer]:
    """Only of the organisations the viewer works for."""
    return overdue(today).filter(organisation__in=policies.own_organisations(viewer))


def asked(found: Iterable[Offer]) -> list[Asked]:
    """One query for all reminders; what was asked before the present round does not count."""
    rows = list(found)
    sent: dict[UUID, list[Reminder]] = {}
    for reminder in Reminder.objects.filter(offer__in=rows).order_by("sent_at"):
        sent.setdefault(reminder.offer_id, []).append(reminder)
    return [_asked(offer, sent.get(offer.pk, [])) for offer in rows]


def _asked(offer: Offer, sent: list[Reminder]) -> Asked:
    due = offer.review_due
    this_round = [each for each in sent if due and clock.day_of(each.sent_at) >= due]
    letters = [each for each in this_round if each.answer != "unreached"]
    last = max(letters, key=lambda each: each.step, default=None)
    return Asked(
        offer,
        Step(last.step) if last else None,
        clock.day_of(last.sent_at) if last else None,
        sum(each.answer == "unreached" for each in this_round),
    )


def to_call(today: date) -> list[Asked]:
    """The list for the telephone: silent after the second letter, or without any address; called today goes last."""
    rows = asked(overdue(today).prefetch_related("texts", "contacts"))
    wanted = [each for each in rows if is_to_call(each)]
    return sorted(wanted, key=lambda each: (each.unreached, str(each.offer.review_due)))


def is_to_call(each: Asked) -> bool:
    return each.last is None or each.last >= freshness.ON_COORDINATIONS_LIST


def number_to_call(today: date) -> int:
    return sum(is_to_call(each) for each in asked(overdue(today)))
