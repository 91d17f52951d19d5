"""Public wordings: written by the office, shown only when approved."""

from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.foundation.decisions import require
from marlerweg.foundation.searching.folding import fold
from marlerweg.foundation.versions import Stale
from marlerweg.way import policies
from marlerweg.way.actions.answers import release_answers
from marlerweg.way.actions.history import write_step
from marlerweg.way.models import Decision, Wording
from marlerweg.way.models.numbered import Numbered
from marlerweg.way.rules.numbers import Kind

SOURCE_LANGUAGE = "de"


@transaction.atomic
def word(
    item: Numbered,
    text: str,
    *,
    by: User,
    at: datetime,
    title: str = "",
    language: str = SOURCE_LANGUAGE,
    expected: int | None = None,
) -> Wording:
    """A new or changed wording is a draft; a changed German source makes approved translations outdated.

    Raises `Stale` when it is not the `expected` version any more that is overwritten; 0 expects none to be there.
    """
    require(policies.may_word(by))
    rows = Wording.objects.select_for_update().filter(kind=item.KIND, item_id=item.pk, language=language)
    before = rows.values_list("version", flat=True).first() or 0
    if expected is not None and before != expected:
        raise Stale
    wording, _created = Wording.objects.update_or_create(
        kind=item.KIND,
        item_id=item.pk,
        language=language,
        defaults={
            "title": title,
            "text": text,
            "version": before + 1,
            "folded": fold(f"{title} {text}"),
            "state": Wording.State.DRAFT,
            "changed_at": at,
            "approved_at": None,
            "approved_by": None,
        },
    )
    if language == SOURCE_LANGUAGE:
        Wording.objects.filter(kind=item.KIND, item_id=item.pk, state=Wording.State.APPROVED).exclude(
            language=language
        ).update(state=Wording.State.OUTDATED)
    write_step(item, "word", by=by, at=at, language=language)
    return wording


@transaction.atomic
def approve_wording(item: Numbered, *, by: User, at: datetime) -> list[Wording]:
    """Approve every draft of the item; for a decision this releases the answers that waited for it."""
    require(policies.may_coordinate(by))
    drafts = list(Wording.objects.filter(kind=item.KIND, item_id=item.pk, state=Wording.State.DRAFT))
    for wording in drafts:
        wording.state, wording.approved_at, wording.approved_by = Wording.State.APPROVED, at, by
        wording.save(update_fields=["state", "approved_at", "approved_by"])
    write_step(item, "approve", by=by, at=at, languages=sorted(wording.language for wording in drafts))
    if item.KIND == Kind.DECISION and isinstance(item, Decision):
        release_answers(item, at=at)
    return drafts
