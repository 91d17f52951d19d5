"""The words an index and its lexicon know, per language: the ground for compounds, spelling and transliteration."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from marlerweg.foundation.searching.compounds import Compounds
from marlerweg.foundation.searching.folding import canonical, plain
from marlerweg.foundation.searching.german_parts import GERMAN_PARTS
from marlerweg.foundation.searching.lexicon import Lexicon
from marlerweg.foundation.searching.scripts import script_of_language
from marlerweg.foundation.searching.spelling import Speller
from marlerweg.foundation.searching.transliteration import skeleton
from marlerweg.foundation.searching.words import words

LANGUAGES_WITH_COMPOUNDS = frozenset({"de", "nl", "da", "sv", "no"})
SHORTEST_SKELETON = 4


class LanguageVocabulary:
    """Plain words with the number of texts that use them, and the form in which most write each."""

    def __init__(self, language: str, surfaces: Counter[str]) -> None:
        self.language = language
        self._surfaces: dict[str, str] = {}
        self.frequencies: Counter[str] = Counter()
        for surface, count in sorted(surfaces.items(), key=lambda item: (item[1], item[0])):
            word = plain(surface, language)
            self.frequencies[word] += count
            self._surfaces[word] = surface

    def surface(self, word: str) -> str:
        return self._surfaces.get(word, word)

    @cached_property
    def compounds(self) -> Compounds:
        if self.language not in LANGUAGES_WITH_COMPOUNDS:
            return Compounds({})
        common = (
            Counter({plain(word, "de"): 1 for word in GERMAN_PARTS.split()})
            if self.language == "de"
            else Counter[str]()
        )
        return Compounds(self.frequencies + common)

    @cached_property
    def speller(self) -> Speller:
        return Speller(self.frequencies)

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.frequencies)

    def completions(self, beginning: str, most: int) -> list[str]:
        """Words that begin so, as they are mostly written, the commonest first."""
        start = plain(beginning, self.language)
        first = bisect_left(self._ordered, start)
        last = bisect_left(self._ordered, start + "\U0010ffff")
        found = sorted(self._ordered[first:last], key=lambda word: (-self.frequencies[word], word))
        return [self.surface(word) for word in found[:most]]

    @cached_property
    def same_without_marks(self) -> dict[str, list[str]]:
        """Canonical words by their form without any mark, only where that form says less."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word, surface in self._surfaces.items():
            if canonical(surface, self.language) != word:
                found[plain(surface)].append(surface)
        return dict(found)

    @cached_property
    def by_sound(self) -> dict[str, list[str]]:
        """Words of a Cyrillic language by their skeleton."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        if script_of_language(self.language) == "cyrillic":
            for word in self.frequencies:
                if len(sound := skeleton(word)) >= SHORTEST_SKELETON:
                    found[sound].append(word)
        return dict(found)

    def learn_all(self) -> None:
        """Everything else learns when first needed; a server learns before the first visitor comes."""
        _ = (self.compounds, self.speller, self._ordered, self.same_without_marks, self.by_sound)


class Vocabulary:
    """All languages of one index; a language it has never seen has an empty vocabulary."""

    def __init__(self, counted: Iterable[tuple[str, str, int]], lexicon: Lexicon) -> None:
        surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for language, surface, count in counted:
            surfaces[language][surface] += count
        for concept in lexicon:
            for language in concept.languages:
                said = [phrase for form in concept.forms(language) for phrase in form]
                surfaces[language].update({word for phrase in said for word in words(phrase)})
        self._languages = {
            language: LanguageVocabulary(language, found) for language, found in surfaces.items()
        }

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self._languages))

    def of(self, language: str) -> LanguageVocabulary:
        if language not in self._languages:
            return LanguageVocabulary(language, Counter())
        return self._languages[language]
