"""From texts to the terms of the index: stems, parts of compounds and concepts, each with the word it came from.

A term begins with its language, so that "die" of German and "die" of English never meet:
`de:kurs` a stem, `de+kurs` a part of a compound, `de#german_course` a concept named, `de^language_learning` one that a
narrower one, or a narrower word of it, implies.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marlerweg.foundation.searching.folding import plain
from marlerweg.foundation.searching.function_words import grammar_words
from marlerweg.foundation.searching.lexicon import Lexicon
from marlerweg.foundation.searching.stems import stem
from marlerweg.foundation.searching.vocabulary import Vocabulary
from marlerweg.foundation.searching.words import words

# Raise whenever the same text gives other terms than before: an index of an older version is built anew.
VERSION = 4
MOST_FORMS = 100_000  # half a kilobyte each; beyond, the common words are soon looked at again


class Form(NamedTuple):
    """A word, ready to be compared: its plain form, its stem, the stems of its parts, and the terms they are in the index."""

    surface: str
    word: str
    stem: str
    parts: tuple[str, ...]
    terms: tuple[str, ...]


class Mention(NamedTuple):
    """A concept spoken of, and where: the positions among the words given; `whole` if they say nothing else, `less` if a
    narrower thing than the concept.
    """

    concept: str
    language: str
    at: tuple[int, ...]
    by_parts: bool
    whole: bool = True
    less: bool = False

    @property
    def closeness(self) -> float:
        """1 if its words stand side by side, less with others between."""
        return len(self.at) / (self.at[-1] - self.at[0] + 1)


class Phrase(NamedTuple):
    """`words` are set where grammar words fell off and one stem is left: then only those very forms say it.

    "Deutscher werden" is no reason to take "deutsch" for naturalisation.
    """

    stems: frozenset[str]
    concept: str
    by_parts: bool
    vague: bool
    less: bool
    words: frozenset[str] = frozenset()


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
            base, found = stem(surface, language), tuple(stem(part, language) for part in parts)
            terms = (f"{language}:{base}", *(f"{language}+{part}" for part in found))
            self._forms[key] = Form(surface, word, base, found, terms)
        return self._forms[key]

    def forms(self, text: str, language: str) -> list[Form]:
        """All words of the text, function words too."""
        return [self.form(word, language) for word in words(text)]

    def content(self, forms: Iterable[Form], language: str) -> list[Form]:
        """Without articles, question words and the like; all of them if nothing else is there."""
        everything = list(forms)
        dropped = grammar_words(language)
        return [form for form in everything if form.word not in dropped] or everything

    def mentions(self, forms: Sequence[Form], language: str, *, vague: bool = True) -> list[Mention]:
        """Concepts that the content words name: whole phrases in any order, also hidden in compounds."""
        phrases = self._phrases_of(language)
        present = {stem for form in forms for stem in (form.stem, *form.parts)}
        found: dict[tuple[str, tuple[int, ...]], Mention] = {}
        for at, form in enumerate(forms):
            for key, by_parts in ((form.stem, False), *((part, True) for part in form.parts)):
                for phrase in phrases.get(key, ()):
                    if not phrase.stems <= present or (phrase.words and form.word not in phrase.words):
                        continue
                    if vague or not phrase.vague:
                        places = _places(phrase.stems, forms, at, by_parts=by_parts)
                        whole = all(_is_all_of(phrase.stems, forms[each]) for each in places)
                        self._note(found, phrase, language, places, whole=whole, by_parts=by_parts)
        return _longest(found.values())

    @staticmethod
    def _note(
        found: dict[tuple[str, tuple[int, ...]], Mention],
        phrase: Phrase,
        language: str,
        places: tuple[int, ...],
        *,
        whole: bool,
        by_parts: bool,
    ) -> None:
        """Keeps one mention of a concept at a place, rather whole than by parts."""
        mention = Mention(phrase.concept, language, places, by_parts or phrase.by_parts, whole, phrase.less)
        known = found.get((phrase.concept, places))
        if places and (known is None or known.less or (known.by_parts and not mention.less)):
            found[phrase.concept, places] = mention

    def _phrases_of(self, language: str) -> dict[str, list[Phrase]]:
        """Every phrase of the lexicon, each under the one of its stems that the fewest phrases have."""
        if language not in self._phrases:
            spelled = [
                phrase
                for concept in self.lexicon
                for said, vague, less in zip(
                    concept.forms(language), (False, True, False), (False, False, True), strict=True
                )
                for text in said
                for phrase in self._spelled_out(text, language, concept.name, vague=vague, less=less)
            ]
            common = Counter(stem for phrase in spelled for stem in phrase.stems)
            table: defaultdict[str, list[Phrase]] = defaultdict(list)
            for phrase in spelled:
                table[min(phrase.stems, key=lambda stem: (common[stem], stem))].append(phrase)
            self._phrases[language] = dict(table)
        return self._phrases[language]

    def _spelled_out(self, text: str, language: str, concept: str, *, vague: bool, less: bool) -> set[Phrase]:
        """The phrase as it stands and, if it has a compound, with that cut."""
        spoken = self.forms(text, language)
        forms = self.content(spoken, language)
        whole = frozenset(form.stem for form in forms)
        cut = frozenset(part for form in forms for part in form.parts or (form.stem,))
        if len(whole) == 1 and len(spoken) > 1:
            left = frozenset(form.word for form in forms)
            return {Phrase(whole, concept, by_parts=False, vague=vague, less=less, words=left)}
        kept = Phrase(whole, concept, by_parts=False, vague=vague, less=less)
        return {kept} if cut == whole else {kept, kept._replace(stems=cut, by_parts=True)}


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


def _is_all_of(stems: frozenset[str], form: Form) -> bool:
    """False for a compound of which only some parts belong: "Wohnungstausch" says more than "Wohnung"."""
    return form.stem in stems or stems.issuperset(form.parts)


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """A concept named by more of the words at a place hides those named by fewer; whole words are not hidden by parts."""
    found = sorted(mentions, key=lambda mention: (mention.at, mention.by_parts, mention.concept))
    phrases = [(set(mention.at), mention.by_parts) for mention in found if len(mention.at) > 1]
    return [
        mention
        for mention in found
        if not any(set(mention.at) < at and by_parts <= mention.by_parts for at, by_parts in phrases)
    ]
