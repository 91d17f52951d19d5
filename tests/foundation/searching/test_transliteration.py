import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.searching.transliteration import skeleton


@pytest.mark.parametrize(
    ("cyrillic", "typed"),
    [
        ("курсы", "kursy"),
        ("курсы", "kursi"),
        ("немецкого", "nemetskogo"),
        ("немецкого", "nemeckogo"),
        ("школа", "shkola"),
        ("житло", "zhytlo"),
        ("переводчик", "perevodchik"),
        ("детска", "detska"),
        ("хор", "khor"),
        ("юрист", "yurist"),
        ("юрист", "jurist"),
    ],
)
def test_usual_latin_spellings_sound_like_the_cyrillic_word(cyrillic: str, typed: str) -> None:
    assert skeleton(cyrillic) == skeleton(typed)


def test_different_words_sound_different() -> None:
    assert len({skeleton(word) for word in ["школа", "житло", "робота", "лікар", "садок"]}) == 5


@given(st.text(max_size=20))
def test_every_text_has_a_skeleton(text: str) -> None:
    assert isinstance(skeleton(text), str)
