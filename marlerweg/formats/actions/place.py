"""Bodies as their place pack states them. Run by the operator."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from marlerweg.accounts.models import User
from marlerweg.formats.models import Body, Seat
from marlerweg.formats.rules.facts import BodyFact, SeatFact
from marlerweg.network.actions.settling import Settled, find, find_one, note, settle
from marlerweg.network.models import Organisation, Theme

PLAIN = (
    "name",
    "kind",
    "decision_right",
    "mandate",
    "short_name",
    "level",
    "state",
    "rhythm",
    "meetings_per_year",
    "minutes_per_meeting",
    "participants_min",
    "participants_max",
    "since",
)


@transaction.atomic
def settle_bodies(facts: Iterable[BodyFact], *, on: date, by: User | None = None) -> Settled:
    """All of them in one call, in any order; seats that people added here stay, those of the pack follow the pack."""
    counts, touched = settle(
        Body.objects.all(),
        facts,
        lambda fact: {"key": fact.key},
        lambda fact: {name: getattr(fact, name) for name in PLAIN},
    )
    organisations = Organisation.objects.all()
    for body, fact in touched:
        body.owner = find_one(organisations, "key", fact.owner)
        body.parent = find_one(Body.objects.all(), "key", fact.parent)
        body.save(update_fields=["owner", "parent"])
        body.co_owners.set(find(organisations, "key", fact.co_owners))
        body.themes.set(find(Theme.objects.filter(scheme__is_current=True), "code", fact.themes))
        _settle_seats(body, fact, on=on)
    return note(by, "bodies", counts)


def _settle_seats(body: Body, fact: BodyFact, *, on: date) -> None:
    """What left the pack is ended, not deleted: who sat there stays readable."""
    kept = [_settle_seat(body, seat, digest=fact.digest(), on=on).pk for seat in fact.seats]
    standing = body.seats.filter(Q(ends__isnull=True) | Q(ends__gte=on))
    for left in standing.exclude(pk__in=kept).exclude(pack_digest=""):
        left.ends = max(on, left.starts or on)
        left.save(update_fields=["ends"])


def _settle_seat(body: Body, seat: SeatFact, *, digest: str, on: date) -> Seat:
    """The seat that stands, or one that the town made its own and keeps its end; one the pack gave up begins anew."""
    organisation = find_one(Organisation.objects.all(), "key", seat.organisation)
    same = body.seats.filter(organisation=organisation, role=seat.role)
    own = Q(pack_digest="")
    row = same.filter(own | Q(ends__isnull=True) | Q(ends__gte=on)).order_by("pack_digest").first()
    if row is None:
        row = Seat(body=body, organisation=organisation, role=seat.role, pack_digest=digest)
    elif row.pack_digest:
        row.pack_digest, row.ends = digest, None
    row.count, row.voting = seat.count, seat.voting
    row.save()
    return row
