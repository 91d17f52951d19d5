"""The words of the field and those of the town's own lists, as one lexicon: what lets any language find any offer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from marlerweg.foundation.searching.lexicon import LESS, VAGUE, Concept, Lexicon
from marlerweg.network.models import Theme
from marlerweg.offers.finding.documents import own_concept, theme_concept
from marlerweg.offers.lexicon import town_lexicon
from marlerweg.offers.models import Term

# Leichte Sprache is German to the search.
SAME = {"de-simple": "de"}
Words = dict[str, dict[str, list[str]]]


def taxonomy_words() -> Words:
    """Names and everyday words of all current terms and themes by the concept they make; plain JSON."""
    found: Words = {}
    for term in Term.objects.filter(vocabulary__is_current=True).order_by("vocabulary", "position"):
        _add(found, own_concept(term), merged(term.names, term.words))
    for theme in Theme.objects.filter(scheme__is_current=True).order_by("position"):
        _add(found, theme_concept(theme.code), merged(theme.names, narrower(theme.words)))
    return found


def _add(found: Words, concept: str, said: dict[str, list[str]]) -> None:
    """Two lists may use one code: then both say what it means."""
    known = found.setdefault(concept, {})
    for language, words in said.items():
        known[language] = list(dict.fromkeys([*known.get(language, []), *words]))


def narrower(words: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """What people say when they ask for a part of a theme; not everything filed under culture is a museum."""
    return {
        language: [word if word.startswith((VAGUE, LESS)) else LESS + word for word in some]
        for language, some in words.items()
    }


def merged(names: Mapping[str, str], words: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    said: defaultdict[str, list[str]] = defaultdict(list)
    for language, name in names.items():
        said[SAME.get(language, language)].append(name)
    for language, more in words.items():
        said[SAME.get(language, language)] += more
    return {language: list(dict.fromkeys(filter(None, all_of))) for language, all_of in sorted(said.items())}


def lexicon_with(taxonomy: Mapping[str, Mapping[str, Any]]) -> Lexicon:
    """The town's lexicon with the taxonomy's concepts beside the field's."""
    own = [
        Concept.written(name, said) for name, said in sorted(taxonomy.items()) if name not in town_lexicon()
    ]
    return Lexicon([*town_lexicon(), *own])
