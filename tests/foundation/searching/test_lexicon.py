"""Concepts, their words, and what lies above them."""

from pathlib import Path

import pytest

from marlerweg.foundation.searching import Concept, Lexicon
from marlerweg.foundation.searching.analysis import Analyzer
from marlerweg.foundation.searching.vocabulary import Vocabulary
from tests.foundation.searching.conftest import LEXICON


def named(text: str, language: str, *, vague: bool = True) -> set[str]:
    analyzer = Analyzer(Vocabulary([(language, word, 1) for word in text.split()], LEXICON), LEXICON)
    forms = analyzer.content(analyzer.forms(text, language), language)
    return {mention.concept for mention in analyzer.mentions(forms, language, vague=vague)}


def test_phrases_are_found_in_any_order_and_form() -> None:
    assert named("Wir wollen Deutsch zusammen lernen", "de") == {"german"}
    assert named("на курсах німецької мови", "uk") == {"german"}
    assert named("Kurs für Deutsch", "de") == {"german"}
    assert (
        named("Deutsch ist schön, und viel später im Leben kann man auch Klavier spielen lernen", "de")
        == set()
    )


def test_vague_words_are_for_queries_only() -> None:
    assert named("alle Papiere", "de") == {"permit"}
    assert named("alle Papiere", "de", vague=False) == set()


def test_labels_fall_back_to_german_and_to_the_name() -> None:
    assert LEXICON.label("german", "uk") == "курси німецької мови"
    assert LEXICON.label("housing", "pl") == "Wohnung"
    assert LEXICON.label("nothing", "pl") == "nothing"


def test_broader_concepts_follow_nearest_first_and_end_in_circles() -> None:
    circle = Lexicon([Concept("a", {}, ("b",)), Concept("b", {}, ("c",)), Concept("c", {}, ("a",))])
    assert circle.with_broader("a") == ("a", "b", "c")


def test_a_broader_concept_must_exist() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        Lexicon([Concept("a", {}, ("nowhere",))])


def test_files_are_read_and_no_concept_may_stand_twice(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[one]\nde = ["Eins", "~Ein"]\n[two]\nbroader = ["one"]\nen = ["two"]\n', encoding="utf-8"
    )
    read = Lexicon.read(tmp_path)
    assert len(read) == 2
    assert "two" in read
    one = next(iter(read))
    assert (one.name, one.forms("de")) == ("one", (("Eins",), ("Ein",), ()))
    (tmp_path / "b.toml").write_text('[one]\nde = ["Eins"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        Lexicon.read(tmp_path)


def test_a_word_behind_a_less_than_sign_says_less_than_its_concept(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[swimming]\nde = ["Schwimmen", "<Seepferdchen", "~Wasser"]\n', encoding="utf-8"
    )
    [swimming] = Lexicon.read(tmp_path)
    assert swimming.forms("de") == (("Schwimmen",), ("Wasser",), ("Seepferdchen",))


@pytest.mark.parametrize("other", ["Yoga", "<yoga", "~Yoga"])
def test_no_word_stands_in_two_forms(tmp_path: Path, other: str) -> None:
    (tmp_path / "a.toml").write_text(f'[sports]\nde = ["Sport", "<Yoga", "{other}"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="sports has de yoga twice"):
        Lexicon.read(tmp_path)
