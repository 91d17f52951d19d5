"""Noticing what could point at one person – and leaving ordinary sentences alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.way.rules.screening import Trace, findings, suspicion

DISTRICTS = ["Nordstadt", "Südstadt"]


def traces(text: str) -> set[Trace]:
    return {finding.trace for finding in findings(text, districts=DISTRICTS)}


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("Frau Amal Beispiel, geb. 03.05.1990, wartet.", Trace.BIRTH),
        ("Sie ist geboren am 3. Mai 1990.", Trace.BIRTH),
        ("Amal Beispiel (03.05.1990) wartet seit Monaten.", Trace.BIRTH),
        ("Az.: 50-1234/26 liegt seit Wochen.", Trace.FILE),
        ("Aktenzeichen 4711/26", Trace.FILE),
        ("Beim BAMF unter 7654321-475 geführt.", Trace.FILE),
        ("Bedarfsgemeinschaft 35502//0012345", Trace.FILE),
        ("Bitte anrufen: 02365 991234", Trace.PHONE),
        ("+49 151 23456789 ist die Nummer.", Trace.PHONE),
        ("Schreiben Sie an amal@voices.example.", Trace.MAIL),
        ("Eine afghanische Familie, nein: Afghanen mit Duldung in der Nordstadt", Trace.COMBINATION),
    ],
)
def test_a_trace_is_found_with_its_words(text: str, trace: Trace) -> None:
    found = {finding.trace: finding.words for finding in findings(text, districts=DISTRICTS)}
    assert trace in found
    assert trace == Trace.COMBINATION or found[trace] in text


@pytest.mark.parametrize(
    "text",
    [
        "Der Bus fährt nach 20 Uhr nicht mehr in die Nordstadt.",
        "Seit 2024 fehlen 120 Plätze, 2025 waren es 135.",
        "Am 03.05.2026 war das Amt geschlossen.",
        "Im Schuljahr 2025/2026 gab es 14 Kurse.",
        "Familien mit Duldung warten lange.",
        "Viele Menschen aus Syrien wohnen in der Südstadt.",
        "Die Miete kostet 1.250,50 Euro im Monat.",
        "Postleitzahl 45768, Hausnummer 12.",
        "Öffnungszeiten 08:00-12:00 und 14.00-16.00 Uhr",
    ],
)
def test_ordinary_sentences_pass(text: str) -> None:
    assert traces(text) == set()


@given(st.text(alphabet=st.characters(whitelist_categories=["Ll", "Zs"]), max_size=200))
def test_without_digits_and_signs_only_names_of_things_can_be_noticed(text: str) -> None:
    assert traces(text) <= {Trace.COMBINATION}


@given(
    before=st.text(alphabet="abc xyz", max_size=40),
    after=st.text(alphabet="abc xyz", max_size=40),
    name=st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True),
)
def test_an_address_is_noticed_wherever_it_stands(before: str, after: str, name: str) -> None:
    assert Trace.MAIL in traces(f"{before} {name} {after}")


@given(st.text(max_size=300))
def test_each_kind_is_named_once_and_any_text_can_be_read(text: str) -> None:
    kinds = [finding.trace for finding in findings(text, districts=DISTRICTS)]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize(
    ("text", "seconds", "trap", "why"),
    [
        ("Der Bus fehlt.", 30, "", ""),
        ("Der Bus fehlt.", 1, "", "too_fast"),
        ("Der Bus fehlt.", 30, "x", "trap"),
        ("http://a www.b https://c", 30, "", "links"),
    ],
)
def test_advertising_is_told_from_a_voice(text: str, seconds: float, trap: str, why: str) -> None:
    assert suspicion(text, seconds=seconds, trap=trap) == why
