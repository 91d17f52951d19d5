"""Two offers become one, exactly undoable; or are never suspected again."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import versions
from marlerweg.foundation.decisions import require
from marlerweg.offers import policies
from marlerweg.offers.actions.recording import announce, forget_read, fresh, note
from marlerweg.offers.actions.writing import write
from marlerweg.offers.models import Foreign, Merge, NotTheSame, Offer
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules.content import from_plain, picked, with_fields
from marlerweg.offers.rules.states import EDITABLE, State


class CannotMerge(ValueError):
    """One offer with itself, or with one that is over."""


class ChangedSince(Exception):
    """The offer that remained was changed after the merge; its history still has every version."""


@transaction.atomic
def merge(survivor: Offer, duplicate: Offer, take: Collection[str], *, by: User, at: datetime) -> Merge:
    """`take` names the fields that come from the duplicate; records of other systems follow; the duplicate is withdrawn."""
    require(policies.may_tidy(by))
    if survivor.pk == duplicate.pk:
        raise CannotMerge
    kept, double = fresh(survivor, lock=True), fresh(duplicate, lock=True)
    if kept.state not in EDITABLE or double.state not in EDITABLE:
        raise CannotMerge
    before = content_of(kept)
    after = with_fields(before, picked(content_of(double), tuple(take)))
    number = kept.revisions.values_list("number", flat=True).order_by("-number").first() or 0
    versions.advance(kept, expected=kept.version)
    write(kept, before, after, at=at)
    note(kept, "merged", by=by, at=at, fields=sorted(take), duplicate=str(double.pk))
    moved = [str(key) for key in Foreign.objects.filter(offer=double).values_list("pk", flat=True)]
    Foreign.objects.filter(offer=double).update(offer=kept)
    row = Merge.objects.create(
        survivor=kept,
        duplicate=double,
        survivor_revision=number,
        survivor_version=kept.version,
        duplicate_state=double.state,
        foreign=moved,
        merged_at=at,
        merged_by=by,
    )
    _set_state(double, State.WITHDRAWN, "merged", by=by, at=at)
    return row


@transaction.atomic
def undo_merge(row: Merge, *, by: User, at: datetime) -> None:
    """Both stand there as before; raises ChangedSince when the survivor went on."""
    require(policies.may_tidy(by))
    row = Merge.objects.select_for_update().get(pk=row.pk)
    if row.undone_at is not None:
        return
    kept, double = fresh(row.survivor, lock=True), fresh(row.duplicate, lock=True)
    if kept.version != row.survivor_version:
        raise ChangedSince
    before = kept.revisions.get(number=row.survivor_revision)
    versions.advance(kept, expected=kept.version)
    write(kept, content_of(kept), from_plain(before.content), at=at)
    note(kept, "unmerged", by=by, at=at, merge=str(row.pk))
    Foreign.objects.filter(pk__in=row.foreign, offer=kept).update(offer=double)
    _set_state(double, row.duplicate_state, "unmerged", by=by, at=at)
    row.undone_at = at
    row.save(update_fields=["undone_at"])


@transaction.atomic
def tell_apart(first: Offer, second: Offer, *, by: User, at: datetime) -> NotTheSame:
    """„Nicht dasselbe“: this pair is never suggested again."""
    require(policies.may_tidy(by))
    low, high = sorted((first, second), key=lambda each: each.pk)
    row, _ = NotTheSame.objects.get_or_create(first=low, second=high, defaults={"at": at})
    audit.record(by, "offer.told_apart", first, other=str(second.pk))
    return row


def _set_state(offer: Offer, state: str, deed: str, *, by: User, at: datetime) -> None:
    offer.state, offer.changed_at = state, at
    offer.save(update_fields=["state", "changed_at"])
    note(forget_read(offer), deed, by=by, at=at, after=state)
    announce([offer.pk])
