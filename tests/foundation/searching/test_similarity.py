"""Statements that mean the same are brought together, across words and languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.searching import SimilarTexts
from marlerweg.foundation.searching.analysis import Analyzer
from marlerweg.foundation.searching.similarity import meaning, similarity
from marlerweg.foundation.searching.vocabulary import Vocabulary
from tests.foundation.searching.conftest import LEXICON

TEXTS = [
    ("courses", "Es gibt zu wenig Deutschkurse am Abend.", "de"),
    ("kursy", "Не вистачає курсів німецької мови.", "uk"),
    ("flats", "Große Familien finden keine Wohnung.", "de"),
    ("shaqqa", "لا نجد شقة", "ar"),
    ("bus", "Der Bus fährt abends nicht mehr.", "de"),
    ("bus2", "Abends fährt kein Bus.", "de"),
]
ANALYZER = Analyzer(Vocabulary([], LEXICON), LEXICON)
statements = st.lists(
    st.sampled_from(["Deutschkurs", "Wohnung", "Abend", "Bus", "Familie", "Schulden", "fehlt", "zu"]),
    max_size=6,
).map(" ".join)


@pytest.fixture(scope="module")
def texts() -> SimilarTexts:
    return SimilarTexts(TEXTS, LEXICON)


def nearest(texts: SimilarTexts, identity: str) -> str | None:
    text, language = next((text, language) for known, text, language in TEXTS if known == identity)
    found = texts.similar(text, language, among={known for known, _, _ in TEXTS} - {identity})
    return found[0].id if found else None


def test_the_same_need_is_recognised_in_other_words_and_languages(texts: SimilarTexts) -> None:
    assert nearest(texts, "courses") == "kursy"
    assert nearest(texts, "kursy") == "courses"
    assert nearest(texts, "flats") == "shaqqa"
    assert nearest(texts, "bus") == "bus2"


def test_it_says_what_both_share(texts: SimilarTexts) -> None:
    (found,) = texts.similar("Мені потрібне житло", "uk", among={"flats"})
    assert (found.concepts, found.words) == (("житло",), ())
    (found,) = texts.similar("Der Bus kommt abends nie", "de", among={"bus"})
    assert set(found.words) == {"Bus", "abends"}


def test_unlike_statements_are_kept_apart(texts: SimilarTexts) -> None:
    assert texts.similar("Der Bus fährt abends nicht mehr.", "de", among={"courses", "kursy", "flats"}) == []
    assert texts.similar("", "de") == []


@given(statements, statements)
def test_likeness_is_mutual_and_between_nothing_and_all(one: str, other: str) -> None:
    first, second = meaning(one, "de", ANALYZER), meaning(other, "de", ANALYZER)
    assert similarity(first, second) == similarity(second, first)
    assert 0 <= similarity(first, second) <= 1


@given(statements.filter(lambda text: bool(text.replace("zu", "").strip())))
def test_nothing_is_more_like_a_statement_than_itself(text: str) -> None:
    said = meaning(text, "de", ANALYZER)
    assert similarity(said, said) == 1
