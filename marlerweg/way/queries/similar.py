"""What may mean the same: needs for a contribution, waiting contributions for a need. Suggestions, never decisions.

The work is bounded whatever the town has said so far: candidates are looked up by what they mention, and few are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.utils.translation import get_language

from marlerweg.foundation.searching.similarity import Meaning
from marlerweg.way.likeness import GERMAN, Likeness, likeness, meaning_of, rarities, said_in, terms_of
from marlerweg.way.models import Contribution, Joining, Mention, Need
from marlerweg.way.policies import Actor
from marlerweg.way.queries.board import open_needs, waiting_for_coordination

SHOWN = 5
LEAST = 0.12
THEME_BONUS = 0.08
LOOKED_UP, CANDIDATES, VOICES = 80, 24, 3
WAITING = 200
STATEMENTS = 400
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
    """The closest first; three queries."""
    asked = said_in(contribution)
    needs = candidates(open_needs(viewer).prefetch_related(None), asked, contribution.theme_id)
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


def candidates(needs: QuerySet[Need], asked: Iterable[Meaning], theme: UUID | None) -> list[Need]:
    """Those that share most concepts and words, in their own words or in what was said to them; looked up, not read."""
    sharing = (
        Mention.objects.filter(term__in=terms_of(asked))
        .values_list("need")
        .annotate(shared=Count("*"))
        .order_by("-shared", "need")
    )
    shared = dict(sharing[:LOOKED_UP])
    found = sorted(needs.filter(pk__in=shared), key=lambda need: (-shared[need.pk], need.theme_id != theme))
    return found[:CANDIDATES]


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
    for need_id, text, language, translation in rows[:STATEMENTS]:
        if len(said[need_id]) <= 2 * VOICES:
            said[need_id].append(meaning_of(text, language))
            if translation:
                said[need_id].append(meaning_of(translation, GERMAN))
    return said
