"""The directory's words as the place pack states them. Run by the operator."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.network.actions.settling import Settled, UnknownKey, find_one, note, settle
from marlerweg.network.models import Theme
from marlerweg.offers.models import Term, Vocabulary
from marlerweg.offers.rules.taxonomy import TermFact, VocabularyFact


@transaction.atomic
def settle_vocabularies(
    vocabularies: Iterable[VocabularyFact], terms: Iterable[TermFact], *, by: User | None = None
) -> Settled:
    """All versions with their terms; lists and terms that the town wrote itself stay untouched."""
    listed, _ = settle(
        Vocabulary.objects.all(),
        sorted(vocabularies, key=lambda fact: fact.is_current),
        lambda fact: {"code": fact.code},
        _vocabulary_values,
    )
    themes = _themes()
    known = {each.code: each for each in Vocabulary.objects.all()}
    named, _ = settle(
        Term.objects.all(),
        terms,
        lambda fact: {
            "vocabulary": known.get(fact.vocabulary)
            or find_one(Vocabulary.objects.all(), "code", fact.vocabulary),
            "code": fact.code,
        },
        lambda fact: _term_values(fact, themes),
    )
    return note(by, "vocabularies", listed + named)


def _vocabulary_values(fact: VocabularyFact) -> Mapping[str, Any]:
    """Called only for what is new or changed, so a list that the town put in use itself stays in use."""
    if fact.is_current:
        Vocabulary.objects.filter(subject=fact.subject).exclude(code=fact.code).update(is_current=False)
    return {
        "subject": fact.subject,
        "name": fact.names.get("de") or next(iter(fact.names.values())),
        "is_current": fact.is_current,
    }


def _term_values(fact: TermFact, themes: Mapping[str, Theme]) -> Mapping[str, Any]:
    if fact.theme and fact.theme not in themes:
        raise UnknownKey(str(Theme._meta.verbose_name), fact.theme)
    return {
        "names": dict(fact.names),
        "descriptions": dict(fact.descriptions),
        "words": {language: list(words) for language, words in fact.words.items()},
        "theme": themes.get(fact.theme),
        "concept": fact.concept,
        "crosswalk": [dict(each) for each in fact.crosswalk],
        "position": fact.position,
    }


def _themes() -> dict[str, Theme]:
    """By code; where several lists have it, the one in use."""
    return {each.code: each for each in Theme.objects.order_by("scheme__is_current", "scheme__valid_from")}
