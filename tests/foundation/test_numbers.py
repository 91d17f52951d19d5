"""Numbers read as the reader's language writes them."""

import pytest

from marlerweg.foundation.numbers import number
from marlerweg.foundation.scripts import direction_of, primary


@pytest.mark.parametrize(
    ("language", "written"),
    [("de", "1.234,5"), ("de-simple", "1.234,5"), ("en", "1,234.5"), ("tr", "1.234,5"), ("uk", "1\xa0234,5")],
)
def test_separators_follow_the_language(language, written):
    assert number(1234.5, language) == written


def test_percent_and_units():
    assert number(42.5, "de", unit="%") == "42,5\xa0%"
    assert number(42.5, "en", unit="%") == "42.5%"
    assert number(42.5, "tr", unit="%") == "%42,5"
    assert number(3, "de", unit="€", digits=2) == "3,00\xa0€"
    assert number(3.4, "de", digits=0) == "3"


def test_a_tag_tells_its_language_and_direction():
    assert primary("de_DE") == primary("de-simple") == "de"
    assert direction_of("ar-EG") == direction_of("fa") == "rtl"
    assert direction_of("tr") == "ltr"
