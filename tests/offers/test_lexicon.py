"""The town's words: complete, and each leads to its concept."""

import pytest

from marlerweg.foundation.searching import Lexicon
from marlerweg.foundation.searching.analysis import Analyzer
from marlerweg.foundation.searching.vocabulary import Vocabulary
from marlerweg.offers.finding.lexicon import lexicon_with, merged, narrower
from marlerweg.offers.lexicon import town_lexicon

LANGUAGES = ("de", "en", "tr", "ar", "uk", "ru", "ro", "bg", "pl", "fa")
SCRIPTS = {
    "ar": "\u0600\u06ff",
    "fa": "\u0600\u06ff",
    "uk": "\u0400\u04ff",
    "ru": "\u0400\u04ff",
    "bg": "\u0400\u04ff",
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return town_lexicon()


@pytest.fixture(scope="module")
def analyzer(lexicon: Lexicon) -> Analyzer:
    return Analyzer(Vocabulary([], lexicon), lexicon)


def test_every_concept_has_words_in_every_language(lexicon: Lexicon) -> None:
    assert len(lexicon) >= 120
    missing = [
        (one.name, language) for one in lexicon for language in LANGUAGES if not one.words.get(language)
    ]
    assert missing == []


def test_no_word_is_listed_twice_or_padded(lexicon: Lexicon) -> None:
    for one in lexicon:
        for language, words in one.words.items():
            assert len({word.casefold() for word in words}) == len(words), (one.name, language)
            assert all(word == word.strip() and word for word in words), (one.name, language)


def test_a_narrower_word_has_no_concept_of_its_own(lexicon: Lexicon) -> None:
    """Then the mark would keep apart what the concept joins across languages."""
    own = {
        (language, word.casefold())
        for one in lexicon
        for language in one.languages
        for word in one.words.get(language, ())
    }
    torn = [
        (one.name, language, word)
        for one in lexicon
        for language in one.languages
        for word in one.narrower.get(language, ())
        if (language, word.casefold()) in own
    ]
    assert torn == []
    assert sum(len(words) for one in lexicon for words in one.narrower.values()) >= 30


def test_the_everyday_words_of_a_theme_are_narrower_than_the_theme() -> None:
    said = narrower({"de": ["Museum", "~Papiere"], "uk": ["музей"]})
    assert said == {"de": ["<Museum", "~Papiere"], "uk": ["<музей"]}
    named = lexicon_with({"theme-culture": merged({"de": "Kultur und Bildung"}, said)})
    [culture] = [one for one in named if one.name == "theme-culture"]
    assert culture.forms("de") == (("Kultur und Bildung",), ("Papiere",), ("Museum",))


def test_words_are_written_in_their_language_s_script(lexicon: Lexicon) -> None:
    strange = [
        (one.name, language, word)
        for one in lexicon
        for language, (first, last) in SCRIPTS.items()
        for word in one.words[language]
        if any(sign.isalpha() and not first <= sign <= last and sign != "ʼ" for sign in word)
    ]
    assert strange == []


def test_every_word_leads_to_its_concept(lexicon: Lexicon, analyzer: Analyzer) -> None:
    lost = []
    for one in lexicon:
        for language in one.languages:
            for word in (word for form in one.forms(language) for word in form):
                forms = analyzer.content(analyzer.forms(word, language), language)
                if one.name not in {mention.concept for mention in analyzer.mentions(forms, language)}:
                    lost.append((one.name, language, word))
    assert lost == []
