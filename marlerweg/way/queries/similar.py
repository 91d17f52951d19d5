"""What may mean the same: needs for a contribution, waiting contributions for a need. Suggestions, never decisions.

The work is bounded whatever the town has said so far: a few hundred candidates are fetched and compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import get_language

from marlerweg.foundation.searching.similarity import Meaning
from marlerweg.way.likeness import Likeness, likeness, meaning_of, rarities, telling_words
from marlerweg.way.models import Contribution, Joining, Need
from marlerweg.way.policies import Actor
from marlerweg.way.queries.board import open_needs, waiting_for_coordination

SHOWN = 5
LEAST = 0.12
THEME_BONUS = 0.08
OF_THEME, NEWEST, SHARING_WORDS, VOICES = 60, 30, 60, 3
WAITING = 200
WORDS, SHORTEST = 6, 5
GERMAN = "de"
T = TypeVar("T", Need, Contribution)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`because` are the words or concepts both share."""

    need: Need
    because: list[str]


@dataclass(frozen=True, slots=True)
class Voice:
    """A contribution that waits to be sorted and may belong to a need."""

    contribution: Contribution
    because: list[str]


def similar_needs(viewer: Actor, contribution: Contribution) -> list[Suggestion]:
    """The closest first; two queries."""
    asked = said_in(contribution)
    needs = list(candidates(open_needs(viewer).prefetch_related(None), contribution))
    said = statements(needs)
    rarity = rarities([*asked, *(each for meanings in said.values() for each in meanings)])
    reader = get_language() or GERMAN
    found = [(need, likeness(asked, said[need.pk], rarity, reader=reader)) for need in needs]
    return [
        Suggestion(need, like.because)
        for need, like in ranked(found, {need.pk for need in needs if same_theme(need, contribution)})
    ]


def similar_waiting(viewer: Actor, need: Need, voices: Iterable[Contribution]) -> list[Voice]:
    """Waiting contributions like the need or like those already in it; one query."""
    asked = [meaning_of(f"{need.title}. {need.text}", GERMAN)]
    asked += [each for voice in list(voices)[:VOICES] for each in said_in(voice)]
    of_theme = Case(When(theme=need.theme_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = waiting_for_coordination(viewer).filter(held_because="").prefetch_related(None)
    waiting = list(rows.order_by(of_theme, "-received_at")[:WAITING])
    said = {each.pk: said_in(each) for each in waiting}
    rarity = rarities([*asked, *(each for meanings in said.values() for each in meanings)])
    reader = get_language() or GERMAN
    found = [(each, likeness(asked, said[each.pk], rarity, reader=reader)) for each in waiting]
    bonus = {each.pk for each in waiting if same_theme(need, each)}
    return [Voice(each, like.because) for each, like in ranked(found, bonus)]


def same_theme(need: Need, contribution: Contribution) -> bool:
    return need.theme_id == contribution.theme_id


def ranked(found: Sequence[tuple[T, Likeness]], bonus: set[UUID]) -> list[tuple[T, Likeness]]:
    close = [(item, like) for item, like in found if like.score >= LEAST]
    close.sort(key=lambda pair: (-(pair[1].score + THEME_BONUS * (pair[0].pk in bonus)), str(pair[0].number)))
    return close[:SHOWN]


def said_in(contribution: Contribution) -> list[Meaning]:
    """As it was said, and in German where somebody translated it."""
    said = [meaning_of(contribution.text, contribution.language)]
    if contribution.translation:
        said.append(meaning_of(contribution.translation, GERMAN))
    return said


def candidates(needs: QuerySet[Need], contribution: Contribution) -> QuerySet[Need]:
    """Of the same theme, newest, and those that share a long word, in their own words or in what was said to them."""
    chosen = Q(pk__in=needs.values("pk")[:NEWEST])
    if contribution.theme_id:
        chosen |= Q(pk__in=needs.filter(theme=contribution.theme_id).values("pk")[:OF_THEME])
    words = [
        word
        for text, language in ((contribution.text, contribution.language), (contribution.translation, GERMAN))
        for word in telling_words(text, language, most=WORDS)
        if len(word) >= SHORTEST
    ]
    if words:
        chosen |= Q(pk__in=needs.filter(anywhere(words, "title", "text")).values("pk")[:SHARING_WORDS])
        joined = Joining.objects.filter(
            anywhere(words, "contribution__text", "contribution__translation"), left_at__isnull=True
        )
        chosen |= Q(pk__in=joined.order_by("-joined_at").values("need")[:SHARING_WORDS])
    return needs.filter(chosen)


def anywhere(words: Iterable[str], *fields: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": word}) for word in words for field in fields))


def statements(needs: Sequence[Need]) -> dict[UUID, list[Meaning]]:
    """Title and text of each need, and the newest of what was said to it."""
    said: dict[UUID, list[Meaning]] = defaultdict(list)
    for need in needs:
        said[need.pk].append(meaning_of(f"{need.title}. {need.text}", GERMAN))
    rows = (
        Joining.objects.filter(need__in=[need.pk for need in needs], left_at__isnull=True)
        .order_by(F("joined_at").desc())
        .values_list("need_id", "contribution__text", "contribution__language", "contribution__translation")
    )
    for need_id, text, language, translation in rows[: VOICES * (OF_THEME + NEWEST + SHARING_WORDS)]:
        if len(said[need_id]) <= 2 * VOICES:
            said[need_id].append(meaning_of(text, language))
            if translation:
                said[need_id].append(meaning_of(translation, GERMAN))
    return said
