"""Bodies as their place pack states them. Run by the operator."""

from collections.abc import Iterable

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.formats.models import Body, Seat
from marlerweg.formats.rules.facts import BodyFact
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
def settle_bodies(facts: Iterable[BodyFact], *, by: User | None = None) -> Settled:
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
        _settle_seats(body, fact)
    return note(by, "bodies", counts)


def _settle_seats(body: Body, fact: BodyFact) -> None:
    kept = []
    for seat in fact.seats:
        row, _ = Seat.objects.update_or_create(
            body=body,
            organisation=find_one(Organisation.objects.all(), "key", seat.organisation),
            role=seat.role,
            defaults={"count": seat.count, "voting": seat.voting, "pack_digest": fact.digest()},
        )
        kept.append(row.pk)
    body.seats.exclude(pk__in=kept).exclude(pack_digest="").delete()
