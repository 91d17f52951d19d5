"""From what somebody typed to the terms to look for: every word with all that may answer it, weighted.

The weights say how much a way of answering is worth beside the very word in the very language; they were set with
`bench/search.py` and its labelled queries, one part of which was kept out of the setting.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

from marlerweg.foundation.searching.analysis import Analyzer, Form, Mention
from marlerweg.foundation.searching.asked import Answer, AskedWord, Term
from marlerweg.foundation.searching.folding import plain
from marlerweg.foundation.searching.function_words import asking_words
from marlerweg.foundation.searching.results import Way
from marlerweg.foundation.searching.scripts import script_of, script_of_language
from marlerweg.foundation.searching.transliteration import skeleton

SECOND_LANGUAGE = 0.95
OTHER_LANGUAGE = 0.4
PART = 0.4
SPLIT = 0.5
CONCEPT = 0.8
HIDDEN_CONCEPT = 0.5
NARROWER = 0.5
BROADER = 0.3
# An end of compounds that this share of the texts has says little: "Kurs".
COMMON = 0.08
SMALL_TALK = 0.1
# Words of several languages that share so long a stem mean the same.
TELLING_STEM = 6
# A word nobody speaks of may be what matters, or just talk.
UNKNOWN = 0.4
# One that the lexicon knows is no talk.
NAMED = 1.0
# With so many texts that speak of the concept itself, broader ones only blur the result.
ENOUGH = 8
GUESSED = 0.95
SLIP = 0.1
MOST_CORRECTIONS = 3
# A page pasted into the search field is answered by its beginning.
MOST_WORDS = 32


@dataclass(frozen=True)
class Reading:
    """A word as one language may understand it: as typed, with its marks back, or as it was probably meant."""

    surface: str
    language: str
    way: Way = Way.EXACT
    weight: float = 1.0
    sure: bool = True


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
        self._in_foreign_letters = False

    def read(self, text: str, *, correct: bool = True) -> list[AskedWord]:
        near, far = self._languages_for(text)
        self._in_foreign_letters = self._preferred[:1] != near[:1]
        main = (near or far or ("de",))[0]
        content = self._analyzer.content(self._analyzer.forms(text, main), main)
        silent = (
            asking_words(main)
            if any(form.word not in asking_words(main) for form in content)
            else frozenset()
        )
        asked = [
            AskedWord(form.surface, silent=form.word in silent)
            for form in {form.word: form for form in content}.values()
        ]
        del asked[MOST_WORDS:]
        self._add_understood(asked, near)
        self._add_understood(asked, far, sure=[not word.answers for word in asked])
        self._add_guesses(asked, near, self._heard)
        if correct:
            self._add_guesses(asked, near or far, self._corrections)
        kept = [word for word in asked if word.answers or not word.silent]
        self._leave_small_talk(kept)
        for word in kept:
            word.weight = self._importance(word)
        return kept

    def _leave_small_talk(self, asked: Sequence[AskedWord]) -> None:
        """Beside a word that nobody speaks of, what very many texts say is no answer: of "reiten lernen", "lernen"."""
        if all(word.silent or word.answers for word in asked):
            return
        for word in asked:
            word.answers = [
                answer.only_near() if self._is_small_talk(answer) else answer for answer in word.answers
            ]

    def _is_small_talk(self, answer: Answer) -> bool:
        said = [sum(map(self._known.frequency, group)) for group in answer.needed]
        return not answer.concept and min(said, default=0) > SMALL_TALK * self._known.texts(answer.language)

    def _importance(self, word: AskedWord) -> float:
        """As rare as the commonest way of answering it among the texts of one language."""
        known = self._known.languages[0] if self._known.languages else ""
        answered = [
            self._rarity(self._known.frequency(text), known if answer.concept else answer.language)
            for answer in word.answers
            for group in answer.needed
            for text in group
        ]
        return min(answered) if answered else self._rarity(0, known) * (NAMED if word.named else UNKNOWN)

    # languages

    def _languages_for(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Languages the text may be written in: those preferred, and the other ones known."""
        script = script_of(text)
        possible = [
            language
            for language in self._all_languages()
            if script in {"other", script_of_language(language)}
        ]
        near = tuple(language for language in possible if language in self._preferred)
        return near, tuple(language for language in possible if language not in near)

    def _all_languages(self) -> list[str]:
        return list(
            dict.fromkeys([*self._preferred, *self._known.languages, *self._analyzer.vocabulary.languages])
        )

    def _weight(self, language: str) -> float:
        if language not in self._preferred:
            return OTHER_LANGUAGE
        return 1.0 if language == self._preferred[0] else SECOND_LANGUAGE

    # words as typed

    def _add_understood(
        self, asked: Sequence[AskedWord], languages: Sequence[str], *, sure: Sequence[bool] = ()
    ) -> None:
        """What the words mean as they stand; concepts of further languages only for words that had none before.

        A word that is no longer `sure` means something else already: that it looks the same elsewhere is near at best.
        """
        named = {at for at, word in enumerate(asked) if any(answer.concept for answer in word.answers)}
        for language in languages:
            readings = [self._readings(word.surface, language) for word in asked]
            strange = {
                at
                for at, (word, understood) in enumerate(zip(asked, readings, strict=True))
                if not understood
                and not self._may_guess(self._analyzer.form(word.surface, language), language)
            }
            for at, (word, understood) in enumerate(zip(asked, readings, strict=True)):
                word.answers += [
                    answer
                    for reading in understood
                    for answer in self._answers(
                        reading if not sure or sure[at] else replace(reading, sure=False)
                    )
                    if not word.silent
                ]
            surfaces = [
                understood[0].surface if understood else word.surface
                for word, understood in zip(asked, readings, strict=True)
            ]
            for mention in self._mentions(surfaces, language):
                if strange & set(mention.at):
                    continue
                for at in set(mention.at) - named:
                    asked[at].answers += self._by_concept(mention)
                for at in mention.at:
                    asked[at].named |= mention.whole and not mention.by_parts

    def _readings(self, surface: str, language: str) -> list[Reading]:
        """The word as typed if the language knows it, and its words that differ by marks only."""
        known = self._analyzer.vocabulary.of(language)
        marked = [other for other in known.same_without_marks.get(plain(surface), ()) if other != surface]
        form = self._analyzer.form(surface, language)
        typed = [surface] if form.word in known.frequencies or self._is_known_by_stem(form, language) else []
        return [Reading(found, language) for found in (*typed, *marked)]

    def _is_known_by_stem(self, form: Form, language: str) -> bool:
        """As a compound or another form of a word that texts use."""
        if not self._may_guess(form, language):
            return False
        return bool(form.parts) or any(self._known.frequency(f"{language}{kind}{form.stem}") for kind in ":+")

    def _may_guess(self, form: Form, language: str) -> bool:
        """A language nobody asked for must know the very word if it is short ("dog" is no "doğum", "translate" may be
        "translator"), unless the asker types in foreign letters.
        """
        return language in self._preferred or self._in_foreign_letters or len(form.stem) >= TELLING_STEM

    def _mentions(self, surfaces: Sequence[str], language: str) -> list[Mention]:
        return self._analyzer.mentions(
            [self._analyzer.form(surface, language) for surface in surfaces], language
        )

    # words as they were probably meant

    def _add_guesses(
        self,
        asked: Sequence[AskedWord],
        languages: Sequence[str],
        guess: Callable[[str, Sequence[str]], list[Reading]],
    ) -> None:
        """Guesses for the words that nothing near answers yet; a guess may complete a phrase with its neighbours."""
        for at, word in enumerate(asked):
            if word.silent or self._is_understood(word, languages):
                continue
            for reading in guess(word.surface, languages):
                word.answers += self._answers(reading)
                surfaces = [self._meant(other, reading.language) for other in asked]
                surfaces[at] = reading.surface
                for mention in self._mentions(surfaces, reading.language):
                    if at in mention.at:
                        for place in mention.at:
                            asked[place].answers += self._by_concept(mention, reading)
                if word.answers and reading.way is Way.CORRECTED:
                    word.correction = word.correction or reading.surface

    def _is_understood(self, word: AskedWord, languages: Sequence[str]) -> bool:
        if any(answer.language in languages or answer.concept for answer in word.answers):
            return True
        return any(self._readings(word.surface, language) for language in languages)

    def _meant(self, word: AskedWord, language: str) -> str:
        readings = self._readings(word.surface, language) or self._heard(word.surface, [language])
        return readings[0].surface if readings else word.correction or word.surface

    def _heard(self, surface: str, languages: Sequence[str]) -> list[Reading]:
        """Cyrillic typed in Latin letters: in the asker's languages, or in any if none of those is Cyrillic."""
        if script_of(surface) != "latin":
            return []
        wished = [*languages, *self._preferred]
        cyrillic = [
            language for language in self._all_languages() if script_of_language(language) == "cyrillic"
        ]
        tried = [language for language in cyrillic if language in wished] or cyrillic
        sound = skeleton(surface)
        return [
            Reading(self._analyzer.vocabulary.of(language).surface(heard), language, Way.TYPED_LATIN, GUESSED)
            for language in tried
            for heard in self._analyzer.vocabulary.of(language).by_sound.get(sound, ())
        ]

    def _corrections(self, surface: str, languages: Sequence[str]) -> list[Reading]:
        """The likeliest words of these languages, the cheapest slip first."""
        found = sorted(
            (guess.cost / self._weight(language), language, guess.word)
            for language in languages
            for guess in self._analyzer.vocabulary.of(language).speller.corrections(plain(surface, language))
        )[:MOST_CORRECTIONS]
        return [
            Reading(
                self._analyzer.vocabulary.of(language).surface(better),
                language,
                Way.CORRECTED,
                GUESSED * (1 - SLIP * cost) / (1 + 2 * (cost - found[0][0])),
                sure=cost <= surely(better),
            )
            for cost, language, better in found
        ]

    # terms

    def _answers(self, reading: Reading) -> list[Answer]:
        """The word whole or inside a compound; and, for a compound, its parts on their own, surely only all together."""
        form = self._analyzer.form(reading.surface, reading.language)
        meant = "" if reading.way is Way.EXACT else reading.surface
        split = Way.COMPOUND if reading.way is Way.EXACT else reading.way
        whole = self._terms(form.stem, reading)
        parts = [self._terms(part, reading, SPLIT) for part in form.parts]
        said = parts[:-1] if len(parts) > 1 and self._says_little(form.parts[-1], reading.language) else parts
        found = [(whole, [whole], reading.way), (tuple(term for part in parts for term in part), said, split)]
        return [
            Answer(terms, way, reading.language, meant=meant, needed=_groups(groups) if reading.sure else ())
            for terms, groups, way in found
            if terms
        ]

    def _says_little(self, end: str, language: str) -> bool:
        """The end of a compound that very many texts have: "Kurs", "Beratung"; the beginning then says what it is about."""
        count = max(self._known.frequency(f"{language}{kind}{end}") for kind in ":+")
        return count > COMMON * self._known.texts(language)

    def _terms(self, stem: str, reading: Reading, share: float = 1.0) -> tuple[Term, ...]:
        weight = reading.weight * self._weight(reading.language) * share
        counts = {f"{reading.language}:{stem}": 1.0, f"{reading.language}+{stem}": PART}
        present = {text: self._known.frequency(text) for text in counts}
        rarity = self._rarity(max(present.values()), reading.language)
        return tuple(Term(text, weight * rarity * counts[text]) for text, count in present.items() if count)

    def _by_concept(self, mention: Mention, reading: Reading | None = None) -> list[Answer]:
        """Texts of every language that name the concept, a narrower or, as a last resort, a broader one.

        Surely they do so if the concept is all the words say, no less, and named or narrower.
        """
        share = (
            (HIDDEN_CONCEPT if mention.by_parts else CONCEPT)
            / len(mention.at) ** 0.5
            * (reading.weight if reading else 1.0)
        )
        way, meant = (reading.way, reading.surface) if reading else (Way.SYNONYM, "")
        sure = mention.whole and (reading is None or reading.sure)
        answers: list[Answer] = []
        for step, concept in enumerate(
            self._analyzer.lexicon.with_broader(mention.concept), start=int(mention.less)
        ):
            for kind, weight in (("#", 1.0), ("^", NARROWER)):
                if terms := self._concept_terms(f"{kind}{concept}", share * weight * BROADER**step):
                    needed = _groups([terms]) if sure and not step else ()
                    answers.append(Answer(terms, way, mention.language, concept, meant, needed))
            if sum(self._known.frequency(term.text) for answer in answers for term in answer.terms) >= ENOUGH:
                break
        return answers

    def _concept_terms(self, name: str, weight: float) -> tuple[Term, ...]:
        counts = {language: self._known.frequency(f"{language}{name}") for language in self._known.languages}
        rarity = self._rarity(sum(counts.values()), "")
        return tuple(
            Term(f"{language}{name}", weight * rarity * self._weight(language))
            for language, count in counts.items()
            if count
        )

    def _rarity(self, count: int, language: str) -> float:
        """Inverse document frequency as BM25 has it, among the texts of one language or, with none, of all."""
        texts = max(self._known.texts(language), count)
        return log(1 + (texts - count + 0.5) / (count + 0.5))


def _groups(alternatives: Iterable[Sequence[Term]]) -> tuple[tuple[str, ...], ...]:
    """Nothing at all if one of the groups is empty: then no text has them all."""
    groups = tuple(tuple(term.text for term in terms) for terms in alternatives)
    return groups if all(groups) else ()


def surely(word: str) -> float:
    """Up to which cost of slips a word so long was certainly meant."""
    return next(most for shorter_than, most in ((6, 0.7), (10, 1.0), (99, 1.5)) if len(word) < shorter_than)
