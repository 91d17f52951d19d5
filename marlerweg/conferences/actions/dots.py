"""Dots: codes handed out, dots given once, paper counted by two, one result."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import links, policies
from marlerweg.conferences.models import Ballot, Card, Dot, DotToken, Edition, HandCount, Result
from marlerweg.conferences.rules import dots as rules
from marlerweg.conferences.rules.phases import Right
from marlerweg.foundation.decisions import require

MOST_PER_PACKAGE = 300


class CodeUsed(Exception):
    """The dots of this code have been given."""


class CodeUnknown(Exception):
    """No such code, or it was made invalid."""


class NotAllowed(ValueError):
    """More dots than a person has, fewer than one, or on a card that is not up for choice."""


class BallotShut(Exception):
    """Not open yet, closed, or published for good."""


class NotCounted(Exception):
    """Two counts differ or one is missing; `impossible` when there are more dots than the sheets could carry."""

    def __init__(self, *, impossible: bool = False) -> None:
        super().__init__()
        self.impossible = impossible


@transaction.atomic
def choose_cards(edition: Edition, cards: Collection[Card], *, by: User, at: datetime) -> Ballot:
    """Exactly these cards are up for choice; while dots are given the choice stands."""
    require(policies.may_join_cards(by, edition))
    Edition.objects.select_for_update().get(pk=edition.pk)
    ballot, _ = Ballot.objects.get_or_create(edition=edition)
    if ballot.opened_at is not None:
        raise BallotShut
    keys = [card.pk for card in cards]
    edition.cards.exclude(pk__in=keys).update(is_on_ballot=False)
    edition.cards.filter(pk__in=keys, joined_into=None, withdrawn_at=None).update(is_on_ballot=True)
    audit.record(by, "ballot.cards_chosen", ballot, count=len(keys))
    return ballot


@transaction.atomic
def open_ballot(ballot: Ballot, *, by: User, at: datetime) -> Ballot:
    """Opens, or opens again after a pause; never after the result is out."""
    held = _held(ballot)
    require(policies.may_join_cards(by, held.edition))
    if held.published_at is not None:
        raise BallotShut
    held.opened_at, held.closed_at = held.opened_at or at, None
    held.save(update_fields=["opened_at", "closed_at"])
    audit.record(by, "ballot.opened", held)
    return held


@transaction.atomic
def close_ballot(ballot: Ballot, *, by: User, at: datetime) -> Ballot:
    held = _held(ballot)
    require(policies.may_join_cards(by, held.edition))
    if held.closed_at is None:
        held.closed_at = at
        held.save(update_fields=["closed_at"])
        audit.record(by, "ballot.closed", held)
    return held


@transaction.atomic
def issue_codes(ballot: Ballot, count: int, *, by: User, at: datetime) -> list[str]:
    """Codes for one printed package, known to nobody once it is printed: only their hashes stay."""
    held = _held(ballot)
    require(policies.may_join_cards(by, held.edition))
    if held.published_at is not None:
        raise BallotShut
    package = 1 + (held.tokens.order_by("-package").values_list("package", flat=True).first() or 0)
    codes = {_drawn() for _ in range(min(count, MOST_PER_PACKAGE))}
    DotToken.objects.bulk_create(
        DotToken(
            ballot=held,
            secret_hash=links.hashed_code(code),
            package=package,
            dots=held.dots_each,
            printed_at=at,
        )
        for code in codes
    )
    held.tokens_issued = held.tokens.count()
    held.save(update_fields=["tokens_issued"])
    audit.record(by, "ballot.codes_issued", held, package=package, count=len(codes))
    return sorted(codes)


@transaction.atomic
def spoil_package(ballot: Ballot, package: int, *, by: User, at: datetime) -> int:
    """The printout was lost: codes of it that are still unused count no more; gives how many."""
    held = _held(ballot)
    require(policies.may_join_cards(by, held.edition))
    spoilt = held.tokens.filter(package=package, used_at=None, spoilt_at=None).update(spoilt_at=at)
    held.tokens_spoilt = held.tokens.exclude(spoilt_at=None).count()
    held.save(update_fields=["tokens_spoilt"])
    audit.record(by, "ballot.package_spoilt", held, package=package, count=spoilt)
    return spoilt


@transaction.atomic
def give_dots(
    edition: Edition, code: str, given: Mapping[UUID, int], *, at: datetime, by: User | None = None
) -> DotToken:
    """All dots of one code at once and for good. Without `by` on a phone; with `by` from a sheet handed in on paper.

    Raises CodeUnknown, CodeUsed, NotAllowed, BallotShut; the lock on the ballot lets no code through twice.
    """
    ballot = _held(_ballot_of(edition))
    if by is None:
        require(policies.is_time_for(ballot.edition, Right.DOT))
    else:
        require(policies.may_join_cards(by, ballot.edition))
    if ballot.opened_at is None or ballot.published_at or (by is None and ballot.closed_at):
        raise BallotShut
    token = ballot.tokens.filter(secret_hash=links.hashed_code(code)).first()
    if token is None or token.spoilt_at is not None:
        raise CodeUnknown
    if token.used_at is not None:
        raise CodeUsed
    wanted = {key: count for key, count in given.items() if count}
    on_ballot = set(ballot.edition.cards.filter(is_on_ballot=True).values_list("pk", flat=True))
    if not rules.is_allowed(wanted, each=token.dots, most=ballot.most_per_card) or wanted.keys() - on_ballot:
        raise NotAllowed
    Dot.objects.bulk_create(Dot(token=token, card_id=key, count=count) for key, count in wanted.items())
    token.used_at = at
    token.save(update_fields=["used_at"])
    ballot.tokens_used += 1
    ballot.save(update_fields=["tokens_used"])
    return token


@transaction.atomic
def count_by_hand(ballot: Ballot, counts: Mapping[UUID, int], *, by: User, at: datetime) -> int:
    """One person's numbers for all cards, entered without seeing the other's; gives how many cards still differ or wait."""
    held = _held(ballot)
    require(policies.may_join_cards(by, held.edition))
    if held.published_at is not None:
        raise BallotShut
    on_ballot = set(held.edition.cards.filter(is_on_ballot=True).values_list("pk", flat=True))
    for key in on_ballot & counts.keys():
        _count(held, key, counts[key], by=by, at=at)
    audit.record(by, "ballot.counted", held, cards=len(on_ballot & counts.keys()))
    return held.hand_counts.filter(confirmed_at=None).count()


@transaction.atomic
def settle_count(row: HandCount, dots: int, note: str, *, by: User, at: datetime) -> HandCount:
    """Both counted again together; whoever settles is not the one who counted first, and says what was wrong."""
    ballot = _held(row.ballot)
    require(policies.may_join_cards(by, ballot.edition))
    held = HandCount.objects.get(pk=row.pk)
    if ballot.published_at is not None or held.second_by_id is None or held.counted_by_id == by.pk:
        raise BallotShut
    held.dots, held.note = dots, note
    held.confirmed_by, held.confirmed_at = by, at
    held.save(update_fields=["dots", "note", "confirmed_by", "confirmed_at"])
    audit.record(by, "ballot.count_settled", ballot, card=str(held.card_id), dots=dots)
    return held


@transaction.atomic
def note_sheets(ballot: Ballot, sheets: int, *, by: User) -> Ballot:
    """How many people stuck dots on paper: they belong to the turnout, and bound the count."""
    held = _held(ballot)
    require(policies.may_join_cards(by, held.edition))
    if held.published_at is not None:
        raise BallotShut
    held.paper_sheets = sheets
    held.save(update_fields=["paper_sheets"])
    audit.record(by, "ballot.sheets_noted", held, sheets=sheets)
    return held


@transaction.atomic
def publish_result(ballot: Ballot, *, by: User, at: datetime) -> list[Result]:
    """One count of phone and paper. The codes and their dots go; what stays cannot be led back to a sheet.

    Raises BallotShut while it is open or once it is out, NotCounted while the paper count is unsettled.
    """
    held = _held(ballot)
    require(policies.may_join_cards(by, held.edition))
    if held.closed_at is None or held.published_at is not None:
        raise BallotShut
    if held.hand_counts.filter(confirmed_at=None).exists():
        raise NotCounted
    on_paper = held.hand_counts.aggregate(all=Sum("dots"))["all"] or 0
    if not rules.is_possible(on_paper, sheets=held.paper_sheets, each=held.dots_each):
        raise NotCounted(impossible=True)
    results = Result.objects.bulk_create(
        Result(ballot=held, card_id=each.card, by_token=each.by_token, by_hand=each.by_hand, rank=each.rank)
        for each in standings(held)
    )
    held.published_at = at
    held.save(update_fields=["published_at"])
    held.tokens.all().delete()
    audit.record(by, "ballot.published", held, used=held.tokens_used, sheets=held.paper_sheets)
    return results


def standings(ballot: Ballot) -> list[rules.Standing[UUID]]:
    """The count as it stands; of the paper only what two people agree on."""
    cards = ballot.edition.cards.filter(is_on_ballot=True).order_by("table__number", "position")
    tokens: dict[UUID, dict[UUID, int]] = {}
    for token, card, count in Dot.objects.filter(token__ballot=ballot).values_list(
        "token_id", "card_id", "count"
    ):
        tokens.setdefault(token, {})[card] = count
    paper = dict(ballot.hand_counts.exclude(confirmed_at=None).values_list("card_id", "dots"))
    return rules.tally(cards.values_list("pk", flat=True), tokens.values(), paper)


def _drawn() -> str:
    return "".join(secrets.choice(rules.ALPHABET) for _ in range(rules.LENGTH))


def _ballot_of(edition: Edition) -> Ballot:
    found = Ballot.objects.filter(edition=edition).first()
    if found is None:
        raise BallotShut
    return found


def _held(ballot: Ballot) -> Ballot:
    return Ballot.objects.select_for_update(of=("self",)).select_related("edition").get(pk=ballot.pk)


def _count(held: Ballot, card: UUID, dots: int, *, by: User, at: datetime) -> None:
    row = HandCount.objects.filter(ballot=held, card_id=card).first()
    if row is None:
        HandCount.objects.create(ballot=held, card_id=card, dots=dots, counted_by=by, counted_at=at)
        return
    if row.confirmed_at is not None:
        return
    if row.counted_by_id == by.pk:
        row.dots, row.counted_at = dots, at
    elif row.second_by_id in (None, by.pk):
        row.second_dots, row.second_by = dots, by
    if row.second_by is not None and row.second_dots == row.dots:
        row.confirmed_by, row.confirmed_at = row.second_by, at
    row.save()
