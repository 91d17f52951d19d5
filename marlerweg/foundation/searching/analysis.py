"""From texts to the terms of the index: stems, parts of compounds and concepts, each with the word it came from.

A term begins with its language, so that "die" of German and "die" of English never meet:
`de:kurs` a stem, `de+kurs` a part of a compound, `#german_course` a concept.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marlerweg.foundation.searching.folding import plain
from marlerweg.foundation.searching.function_words import function_words
from marlerweg.foundation.searching.lexicon import Lexicon
from marlerweg.foundation.searching.stems import stem
from marlerweg.foundation.searching.vocabulary import Vocabulary
from marlerweg.foundation.searching.words import words

# Raise whenever the same text gives other terms than before: an index of an older version is built anew.
VERSION = 1
MOST_FORMS = 500_000


class Form(NamedTuple):
    """A word, ready to be compared: its plain form, its stem and the stems of its parts."""

    surface: str
    word: str
    stem: str
    parts: tuple[str, ...]


class Mention(NamedTuple):
    """A concept spoken of, and where: the positions among the words given."""

    concept: str
    language: str
    at: tuple[int, ...]
    by_parts: bool


class Phrase(NamedTuple):
    stems: frozenset[str]
    concept: str
    by_parts: bool


class Analyzer:
    """Knows one vocabulary and one lexicon; remembers every word it has looked at."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self._forms: dict[tuple[str, str], Form] = {}
        self._phrases: dict[str, dict[str, list[Phrase]]] = {}

    def form(self, surface: str, language: str) -> Form:
        key = (surface, language)
        if key not in self._forms:
            if len(self._forms) > MOST_FORMS:
                self._forms.clear()
            word = plain(surface, language)
            parts = self.vocabulary.of(language).compounds.parts(word)
            self._forms[key] = Form(
                surface, word, stem(surface, language), tuple(stem(part, language) for part in parts)
            )
        return self._forms[key]

    def forms(self, text: str, language: str) -> list[Form]:
        """All words of the text, function words too."""
        return [self.form(word.surface, language) for word in words(text)]

    def content(self, forms: Iterable[Form], language: str) -> list[Form]:
        """Without function words; all of them if nothing else is there."""
        everything = list(forms)
        dropped = function_words(language)
        return [form for form in everything if form.word not in dropped] or everything

    def mentions(self, forms: Sequence[Form], language: str) -> list[Mention]:
        """Concepts that the content words name: whole phrases in any order, also hidden in compounds."""
        phrases = self._phrases_of(language)
        found: dict[tuple[str, tuple[int, ...]], Mention] = {}
        for at, form in enumerate(forms):
            for key, by_parts in ((form.stem, False), *((part, True) for part in form.parts)):
                for phrase in phrases.get(key, ()):
                    places = _places(phrase.stems, forms, at, by_parts=by_parts)
                    if places:
                        mention = Mention(phrase.concept, language, places, by_parts or phrase.by_parts)
                        known = found.get((phrase.concept, places))
                        if known is None or (known.by_parts and not mention.by_parts):
                            found[phrase.concept, places] = mention
        return _longest(found.values())

    def _phrases_of(self, language: str) -> dict[str, list[Phrase]]:
        """Every phrase of the lexicon under each of its stems, compounds also under their parts."""
        if language not in self._phrases:
            table: defaultdict[str, list[Phrase]] = defaultdict(list)
            for concept in self.lexicon:
                for text in concept.words.get(language, ()):
                    forms = self.content(self.forms(text, language), language)
                    whole = Phrase(frozenset(form.stem for form in forms), concept.name, by_parts=False)
                    cut = Phrase(
                        frozenset(part for form in forms for part in form.parts or (form.stem,)),
                        concept.name,
                        by_parts=True,
                    )
                    for phrase in {whole, cut} if cut.stems != whole.stems else {whole}:
                        for key in phrase.stems:
                            table[key].append(phrase)
            self._phrases[language] = dict(table)
        return self._phrases[language]


def _places(wanted: frozenset[str], forms: Sequence[Form], at: int, *, by_parts: bool) -> tuple[int, ...]:
    """Where all wanted stems stand close together, this place among them; empty if they do not."""
    if len(wanted) == 1:
        return (at,)
    missing, places = set(wanted), set[int]()
    for place in range(max(0, at - len(wanted)), min(len(forms), at + len(wanted) + 1)):
        here = (
            missing & {forms[place].stem, *forms[place].parts}
            if by_parts or forms[place].parts
            else missing & {forms[place].stem}
        )
        if here:
            places.add(place)
            missing -= here
    return tuple(sorted(places)) if not missing and at in places else ()


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """A concept named by more of the words at a place hides those named by fewer of the same words."""
    found = sorted(mentions, key=lambda mention: (mention.at, mention.by_parts, mention.concept))
    phrases = [set(mention.at) for mention in found if len(mention.at) > 1]
    return [mention for mention in found if not any(set(mention.at) < phrase for phrase in phrases)]
