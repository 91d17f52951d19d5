"""From what somebody typed to the terms to look for: every word with all that may answer it, weighted.

The weights say how much a way of answering is worth beside the very word in the very language; they were set with
`bench/search.py` and its labelled queries, one part of which was kept out of the setting.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from marlerweg.foundation.searching.analysis import Analyzer, Form, Mention
from marlerweg.foundation.searching.folding import plain
from marlerweg.foundation.searching.results import Way
from marlerweg.foundation.searching.scripts import script_of, script_of_language
from marlerweg.foundation.searching.transliteration import skeleton

SECOND_LANGUAGE = 0.9
OTHER_LANGUAGE = 0.5
PART = 0.5
SPLIT = 0.35
CONCEPT = 0.7
HIDDEN_CONCEPT = 0.5
BROADER = 0.35
CORRECTED = 0.8
MOST_CORRECTIONS = 3


class Term(NamedTuple):
    """A term of the index and how much a document gains by it: weight times rarity."""

    text: str
    gain: float


@dataclass(frozen=True)
class Answer:
    """What answers a word in one way; the gains of its terms add up, of several answers only the best counts."""

    terms: tuple[Term, ...]
    way: Way
    language: str
    concept: str = ""
    meant: str = ""


@dataclass
class AskedWord:
    surface: str
    answers: list[Answer] = field(default_factory=list)
    correction: str = ""


@dataclass(frozen=True)
class Known:
    """What the index says of itself: texts with a term, texts of a language, languages there are."""

    frequency: Callable[[str], int]
    texts: Callable[[str], int]
    languages: Sequence[str]


class Asking:
    """Reads one query; the first language is the asker's own, the others follow in order of preference."""

    def __init__(self, analyzer: Analyzer, known: Known, languages: Sequence[str]) -> None:
        self._analyzer = analyzer
        self._known = known
        self._preferred = tuple(dict.fromkeys(languages))

    def read(self, text: str, *, correct: bool = True) -> list[AskedWord]:
        near, far = self._languages_for(text)
        main = (near or far or ("de",))[0]
        content = self._analyzer.content(self._analyzer.forms(text, main), main)
        asked = [AskedWord(form.surface) for form in {form.word: form for form in content}.values()]
        for language in (*near, *far):
            for word in asked:
                word.answers += self._by_word(word.surface, language)
        self._add_concepts(asked, near, far)
        for word in asked:
            if not any(answer.language in near or answer.concept for answer in word.answers):
                self._add_guesses(word, near, far, correct=correct)
        return asked

    def _languages_for(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Languages the text may be written in: those preferred, and the other ones known."""
        script = script_of(text)
        order = dict.fromkeys(
            [*self._preferred, *self._known.languages, *self._analyzer.vocabulary.languages]
        )
        possible = [language for language in order if script in {"other", script_of_language(language)}]
        near = tuple(language for language in possible if language in self._preferred)
        return near, tuple(language for language in possible if language not in near)

    def _weight(self, language: str) -> float:
        if language not in self._preferred:
            return OTHER_LANGUAGE
        return 1.0 if language == self._preferred[0] else SECOND_LANGUAGE

    def _rarity(self, count: int, language: str) -> float:
        """Inverse document frequency as BM25 has it, among the texts of one language or, with none, of all."""
        texts = max(self._known.texts(language), count)
        return log(1 + (texts - count + 0.5) / (count + 0.5))

    def _by_word(self, surface: str, language: str) -> list[Answer]:
        """The word as typed, and the words of the texts that differ from it by marks only."""
        forms = {form.stem: form for form in [self._analyzer.form(surface, language)]}
        for other in self._analyzer.vocabulary.of(language).same_without_marks.get(plain(surface), ()):
            form = self._analyzer.form(other, language)
            forms.setdefault(form.stem, form)
        return [
            answer
            for form in forms.values()
            for answer in self._answers(form, language, self._weight(language), Way.EXACT)
        ]

    def _answers(self, form: Form, language: str, weight: float, way: Way, meant: str = "") -> list[Answer]:
        """The word whole or inside a compound; and, for a compound, its parts on their own."""
        whole = self._terms([form.stem], language, weight)
        pieces = self._terms(form.parts, language, weight * SPLIT)
        split = way if way is Way.CORRECTED else Way.COMPOUND
        found = [(whole, way), (pieces, split)]
        return [Answer(terms, kind, language, meant=meant) for terms, kind in found if terms]

    def _terms(self, stems: Iterable[str], language: str, weight: float) -> tuple[Term, ...]:
        terms: list[Term] = []
        for stem in stems:
            whole, part = f"{language}:{stem}", f"{language}+{stem}"
            counts = self._known.frequency(whole), self._known.frequency(part)
            if any(counts):
                gain = weight * self._rarity(max(counts), language)
                terms += [
                    Term(text, gain * share)
                    for text, count, share in ((whole, counts[0], 1.0), (part, counts[1], PART))
                    if count
                ]
        return tuple(terms)

    def _add_concepts(self, asked: Sequence[AskedWord], near: Sequence[str], far: Sequence[str]) -> None:
        """Concepts named in the asker's languages; only words without any there are tried in other languages."""
        done: set[int] = set()
        for languages in (near, far):
            mentions = [mention for language in languages for mention in self._mentions(asked, language)]
            for mention in mentions:
                for at in set(mention.at) - done:
                    asked[at].answers += self._by_concept(mention)
            done |= {at for mention in mentions for at in mention.at}

    def _mentions(self, asked: Sequence[AskedWord], language: str) -> list[Mention]:
        return self._analyzer.mentions(
            [self._analyzer.form(word.surface, language) for word in asked], language
        )

    def _by_concept(self, mention: Mention, meant: str = "", weight: float = 1.0) -> list[Answer]:
        share = weight * (HIDDEN_CONCEPT if mention.by_parts else CONCEPT) / len(mention.at) ** 0.5
        answers = []
        for step, concept in enumerate(self._analyzer.lexicon.with_broader(mention.concept)):
            if count := self._known.frequency(f"#{concept}"):
                term = Term(f"#{concept}", share * BROADER**step * self._rarity(count, ""))
                way = Way.CORRECTED if meant else Way.SYNONYM
                answers.append(Answer((term,), way, mention.language, concept, meant))
        return answers

    def _add_guesses(
        self, word: AskedWord, near: Sequence[str], far: Sequence[str], *, correct: bool
    ) -> None:
        """An unknown word: Cyrillic typed in Latin letters, or a slip in the asker's, then in another language."""
        self._add_heard(word)
        if word.answers or not correct:
            return
        for languages in (near, far):
            candidates = sorted(
                (guess.cost / self._weight(language), language, guess.word)
                for language in languages
                for guess in self._analyzer.vocabulary.of(language).speller.corrections(
                    plain(word.surface, language)
                )
            )[:MOST_CORRECTIONS]
            for cost, language, better in candidates:
                weight = CORRECTED * self._weight(language) / (1 + 2 * (cost - candidates[0][0]))
                word.answers += self._as_if(better, language, weight, Way.CORRECTED)
                if word.answers and not word.correction:
                    word.correction = self._analyzer.vocabulary.of(language).surface(better)
            if word.answers:
                return

    def _add_heard(self, word: AskedWord) -> None:
        if script_of(word.surface) != "latin":
            return
        sound = skeleton(word.surface)
        for language in dict.fromkeys([*self._preferred, *self._analyzer.vocabulary.languages]):
            for heard in self._analyzer.vocabulary.of(language).by_sound.get(sound, ()):
                word.answers += self._as_if(
                    heard, language, CORRECTED * self._weight(language), Way.TYPED_LATIN
                )

    def _as_if(self, better: str, language: str, weight: float, way: Way) -> list[Answer]:
        """The answers another word would have had."""
        meant = self._analyzer.vocabulary.of(language).surface(better)
        form = self._analyzer.form(better, language)
        answers = self._answers(form, language, weight, way, meant)
        for mention in self._analyzer.mentions([form], language):
            answers += self._by_concept(mention, meant, weight)
        return answers
