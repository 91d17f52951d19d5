"""What everybody may read: only approved wordings."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from marlerweg.foundation import languages
from marlerweg.foundation.searching.folding import fold
from marlerweg.network.models import Theme
from marlerweg.way.models import (
    Answer,
    Decision,
    Measure,
    Need,
    Wording,
)
from marlerweg.way.rules.numbers import Kind, read_number
from marlerweg.way.rules.states import NeedState


def public_needs() -> QuerySet[Need]:
    """Needs with an approved German wording; what was merged away speaks through the other."""
    approved = Wording.objects.exclude(state=Wording.State.DRAFT).filter(kind=Kind.NEED)
    return (
        Need.objects.filter(
            pk__in=approved.filter(language="de", state=Wording.State.APPROVED).values("item_id")
        )
        .exclude(state=NeedState.MERGED)
        .select_related("theme")
        .prefetch_related("districts")
        .order_by("-state_since")
    )


def wordings_of(items: Iterable[Any], code: str) -> dict[UUID, Wording]:
    """The best approved wording per item, one query for any number of items of any kinds."""
    listed = list(items)
    if not listed:
        return {}
    rows = Wording.objects.filter(
        kind__in={item.KIND for item in listed}, item_id__in=[item.pk for item in listed]
    ).exclude(state=Wording.State.DRAFT)
    per_item: dict[UUID, dict[str, Wording]] = {}
    for row in rows:
        per_item.setdefault(row.item_id, {})[row.language] = row
    found = {}
    for identifier, texts in per_item.items():
        if best := languages.best(code, texts):
            found[identifier] = texts[best]
    return found


def all_wordings(item: Need | Decision | Measure) -> QuerySet[Wording]:
    return Wording.objects.filter(kind=item.KIND, item_id=item.pk).order_by("language")


def wording_in(item: Need | Decision | Measure, language: str) -> Wording | None:
    return all_wordings(item).filter(language=language).first()


def languages_waiting(item: Need | Decision | Measure) -> list[str]:
    """Languages in which people wait for this decision's wording, German first."""
    if not isinstance(item, Decision):
        return []
    codes = (
        Answer.objects.filter(decision=item, state=Answer.State.DUE)
        .values_list("language", flat=True)
        .distinct()
        .order_by()
    )
    return sorted(codes, key=lambda code: (code != "de", code))


def find_public(words: str, *, theme: str = "", district: str = "") -> QuerySet[Need]:
    """By number, or by words of an approved wording in any language; every word must occur."""
    rows = public_needs()
    if theme:
        rows = rows.filter(theme__code=theme)
    if district:
        rows = rows.filter(districts__key=district)
    if number := read_number(words):
        return rows.filter(number=number)
    for word in fold(words).split():
        texts = Wording.objects.exclude(state=Wording.State.DRAFT).filter(
            kind=Kind.NEED, folded__contains=word
        )
        rows = rows.filter(pk__in=texts.values("item_id"))
    return rows


def current_themes() -> QuerySet[Theme]:
    return Theme.objects.filter(scheme__is_current=True).order_by("position")
