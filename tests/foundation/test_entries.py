"""What people type into one cell is taken apart without losing a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.entries import (
    Address,
    PersonName,
    address_in,
    mails_in,
    name_in,
    phone_to_read,
    phones_in,
)

LANDLINE, MOBILE = "+492365991234", "+491711234567"


@pytest.mark.parametrize(
    ("cell", "numbers", "rest"),
    [
        ("02365/99-1234", (LANDLINE,), ""),
        ("(02365) 991234", (LANDLINE,), ""),
        ("+49 (0) 2365 / 99 12 34", (LANDLINE,), ""),
        ("0049 2365 / 99 12 34", (LANDLINE,), ""),
        ("02365 991234 u. 0171 1234567", (LANDLINE, MOBILE), ""),
        ("02365/991234 / 0171/1234567", (LANDLINE, MOBILE), ""),
        ("02365/991234\n0171-1234567", (LANDLINE, MOBILE), ""),
        ("Tel.: 02365 991234 (nur vormittags)", (LANDLINE,), "(nur vormittags)"),
        ("02365 991234, Fax: siehe Internet", (LANDLINE,), "Fax: siehe Internet"),
        ("02365 991234, 02365/99 12 34", (LANDLINE,), ""),
        ("2365991234", (LANDLINE,), ""),
        ("0031 20 1234567", ("+31201234567",), ""),
        ("n.v.", (), "n.v."),
        ("112", (), "112"),
        ("", (), ""),
    ],
)
def test_phones_in_one_cell(cell, numbers, rest):
    assert phones_in(cell) == (numbers, rest)


@pytest.mark.parametrize(
    ("cell", "rest"), [("02365/991234 / 99 12 35", "99 12 35"), ("02365 99-1234/-1235", "-1235")]
)
def test_a_number_without_area_code_is_not_guessed(cell, rest):
    assert phones_in(cell) == ((LANDLINE,), rest)


def test_a_phone_is_read_as_at_home():
    assert phone_to_read(LANDLINE) == "02365 991234"
    assert phone_to_read("+31201234567") == "+31 20 123 4567"


@pytest.mark.parametrize(
    ("cell", "addresses", "rest"),
    [
        ("a@example.org; B.c@Example.ORG", ("a@example.org", "B.c@example.org"), ""),
        ("Anna Berg <anna@example.org>", ("anna@example.org",), "Anna Berg"),
        ("a@example.org oder a@example.org", ("a@example.org",), ""),
        ("folgt", (), "folgt"),
    ],
)
def test_mails_in_one_cell(cell, addresses, rest):
    assert mails_in(cell) == (addresses, rest)


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("Creiler Platz 1, 45768 Marl", Address("Creiler Platz", "1", "45768", "Marl")),
        ("45770 Marl-Hüls, Bergstr. 228 a", Address("Bergstr.", "228 a", "45770", "Marl-Hüls")),
        (
            "Haus am See, Bergstr. 8-10, D-45768 Marl",
            Address("Bergstr.", "8-10", "45768", "Marl", "Haus am See"),
        ),
        ("Rathaus\nCreiler Platz 1\n45768 Marl", Address("Creiler Platz", "1", "45768", "Marl", "Rathaus")),
        ("Straße des 17. Juni 135, 10623 Berlin", Address("Straße des 17. Juni", "135", "10623", "Berlin")),
        ("Bergstr. 5", Address("Bergstr.", "5")),
        ("am Brunnen", Address(rest="am Brunnen")),
    ],
)
def test_addresses(cell, address):
    assert address_in(cell) == address


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Berg, Anna", PersonName("Anna", "Berg")),
        ("Anna Berg", PersonName("Anna", "Berg")),
        (
            "Frau Dr. med. Anna-Lena von der Heide",
            PersonName("Anna-Lena", "von der Heide", "Dr. med.", "Frau"),
        ),
        ("Prof. Dr. Yılmaz, Ayşe", PersonName("Ayşe", "Yılmaz", "Prof. Dr.")),
        ("Al Hamad, Herr Omar", PersonName("Omar", "Al Hamad", "", "Herr")),
        ("Omar al Hamad", PersonName("Omar", "al Hamad")),
        ("Frau Berg", PersonName("", "Berg", "", "Frau")),
        ("van Dyk", PersonName("", "van Dyk")),
        ("Berg", PersonName("", "Berg")),
        ("", PersonName()),
    ],
)
def test_names(cell, name):
    assert name_in(cell) == name


@given(st.text("0123456789 /-+().,;abc@\n", max_size=40))
def test_no_cell_makes_a_reader_stumble(cell):
    for number in phones_in(cell).numbers:
        assert number.startswith("+")
    mails_in(cell)
    address_in(cell)
    name_in(cell)
