"""The plain search of a list: every word must stand somewhere in the named fields."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from marlerweg.ui.lists.fields import spans_many

MOST_WORDS = 8


def search(queryset: models.QuerySet[Any], fields: Sequence[str], words: str) -> models.QuerySet[Any]:
    """Narrow to things in which each word occurs; a thing found twice is shown once."""
    condition = Q()
    for word in words.split()[:MOST_WORDS]:
        condition &= occurs(fields, word)
    if not condition:
        return queryset
    if any(spans_many(queryset.model, field) for field in fields):
        return once(queryset, condition)
    return queryset.filter(condition)


def occurs(fields: Sequence[str], word: str) -> Q:
    condition = Q()
    for field in fields:
        for spelling in spellings(word):
            condition |= Q(**{f"{field}__icontains": spelling})
    return condition


def spellings(word: str) -> set[str]:
    """SQLite folds only ASCII letters, so words with other letters are looked for in each usual case."""
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}


def once(queryset: models.QuerySet[Any], condition: Q) -> models.QuerySet[Any]:
    """The same rows without the doubles that a many-valued path would bring."""
    return queryset.filter(pk__in=queryset.order_by().filter(condition).values("pk"))
