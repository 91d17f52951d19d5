"""Which language a reader gets, and how translations follow their source."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation import languages
from marlerweg.foundation.texts import SHOWN, State, best_text, fingerprint, mark_outdated


@dataclass
class Words:
    language: str
    state: str = State.CHECKED
    source_hash: str = ""
    checked_at: object = None


def test_the_own_language_goes_first_even_when_it_is_outdated():
    german, arabic = Words("de"), Words("ar", State.OUTDATED)
    assert best_text([german, arabic], "ar") is arabic


def test_without_the_own_language_german_then_english_then_any():
    assert best_text([Words("pl"), Words("en"), german := Words("de")], "tr") is german
    assert best_text([Words("pl"), english := Words("en")], "tr") is english
    assert best_text([polish := Words("pl")], "tr") is polish


def test_plain_german_falls_to_german():
    assert best_text([Words("en"), german := Words("de")], "de-simple") is german


def test_a_draft_is_not_shown_but_an_editor_may_ask_for_it():
    german, draft = Words("de"), Words("ar", State.DRAFT)
    assert best_text([german, draft], "ar") is german
    assert best_text([german, draft], "ar", shown=tuple(State)) is draft
    assert best_text([draft], "ar") is None


def test_a_checked_text_goes_before_a_machines_in_the_same_language():
    machine, checked = Words("tr", State.MACHINE), Words("tr", State.CHECKED)
    assert best_text([machine, checked], "tr") is checked
    assert best_text([checked, machine], "tr") is checked


words = st.builds(
    Words,
    st.sampled_from(languages.CODES),
    st.sampled_from(list(State)),
    st.sampled_from("xyz"),
    st.none() | st.just(1),
)


@given(st.lists(words), st.sampled_from([*languages.CODES, "xx"]))
def test_nobody_is_left_without_a_text_that_could_be_shown(texts, code):
    found = best_text(texts, code)
    showable = [text for text in texts if text.state in SHOWN]
    assert (found is None) == (not showable)
    if found is not None:
        assert found in showable
        if any(text.language == code for text in showable):
            assert found.language == code


@given(st.lists(words), st.sampled_from("xyz"))
def test_after_marking_exactly_the_others_are_outdated_and_marking_again_changes_nothing(texts, source):
    drafts = [text for text in texts if text.state == State.DRAFT]
    mark_outdated(texts, source)
    for text in texts:
        if text in drafts:
            assert text.state == State.DRAFT
        else:
            assert (text.state == State.OUTDATED) == (text.source_hash != source)
    assert mark_outdated(texts, source) == []


@given(st.lists(words.filter(lambda text: text.state != State.OUTDATED)))
def test_the_old_wording_back_makes_everything_as_it_was(texts):
    texts = [text for text in texts if (text.state == State.CHECKED) == (text.checked_at is not None)]
    before = [(text.source_hash, text.state) for text in texts]
    mark_outdated(texts, "neu")
    for source in "xyz":
        mark_outdated([text for text in texts if text.source_hash == source], source)
    assert [(text.source_hash, text.state) for text in texts] == before


def test_marking_returns_what_must_be_saved():
    fresh, old = Words("en", source_hash="x"), Words("tr", source_hash="y")
    assert mark_outdated([fresh, old], "x") == [old]


@pytest.mark.parametrize(
    ("one", "other"),
    [("a b", "a  b\r\n"), ("Müll", "Mu\u0308ll"), (" x ", "x")],
    ids=["spaces", "unicode", "ends"],
)
def test_texts_that_read_the_same_have_one_fingerprint(one, other):
    assert fingerprint(one) == fingerprint(other)


def test_words_that_move_from_title_to_body_change_the_fingerprint():
    assert fingerprint("a b", "c") != fingerprint("a", "b c")
    assert fingerprint("ab", "") != fingerprint("a", "b")
