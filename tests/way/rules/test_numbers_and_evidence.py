"""Numbers people can say on the phone, and counts that point at nobody."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.way.rules.evidence import SMALLEST_SHOWN, evidence, evidence_class, total_class
from marlerweg.way.rules.figures import Share, is_silent, median_days, meetings_until
from marlerweg.way.rules.numbers import Kind, number, read_number
from marlerweg.way.rules.screening import suspicion


@given(st.sampled_from(list(Kind)), st.integers(2000, 2999), st.integers(1, 999_999))
def test_a_number_reads_back_as_itself(kind: Kind, year: int, count: int) -> None:
    assert read_number(number(kind, year, count)) == number(kind, year, count)


@pytest.mark.parametrize("typed", ["h 2026 42", "H-2026-0042", " h2026-42 ", "H/2026/42", "H–2026–42"])
def test_numbers_as_people_type_them(typed: str) -> None:
    assert read_number(typed) == "H-2026-0042"


@pytest.mark.parametrize("typed", ["", "42", "X-2026-0042", "H-26-42", "H-2026-"])
def test_what_is_no_number(typed: str) -> None:
    assert read_number(typed) is None


@given(st.integers(1, SMALLEST_SHOWN - 1), st.integers(1, SMALLEST_SHOWN - 1))
def test_small_counts_look_alike(one: int, other: int) -> None:
    assert evidence_class(one) == evidence_class(other)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 60), min_size=1), st.data())
def test_the_total_never_betrays_a_hidden_count(counts: dict[str, int], data: st.DataObject) -> None:
    hidden = [source for source, count in counts.items() if 0 < count < SMALLEST_SHOWN]
    if not hidden:
        return
    other = {**counts, data.draw(st.sampled_from(hidden)): data.draw(st.integers(1, SMALLEST_SHOWN - 1))}
    known = sum(count for count in counts.values() if count >= SMALLEST_SHOWN)
    if known:
        assert (evidence(counts), total_class(counts)) == (evidence(other), total_class(other))


def test_median_and_shares() -> None:
    assert median_days([1.0, 30.0, 5.04]) == 5
    assert median_days([]) is None
    assert Share(1, 3).percent == 33.3
    assert Share(0, 0).percent is None


def test_silence_begins_after_sixty_days() -> None:
    today = dt.date(2026, 11, 23)
    assert not is_silent(today - dt.timedelta(days=60), today)
    assert is_silent(today - dt.timedelta(days=61), today)
    assert is_silent(None, today)


def test_meetings_are_counted_from_readiness_to_decision() -> None:
    days = [dt.date(2026, month, 1) for month in (1, 3, 5, 7)]
    assert meetings_until(dt.date(2026, 2, 1), dt.date(2026, 5, 1), days) == 2


@pytest.mark.parametrize(
    ("text", "seconds", "trap", "why"),
    [
        ("Der Bus fährt nicht", 30, "", ""),
        ("Der Bus fährt nicht", 30, "http://spam.example", "trap"),
        ("Der Bus fährt nicht", 1, "", "too_fast"),
        ("http://a.example http://b.example www.c.example", 30, "", "links"),
    ],
)
def test_what_a_person_should_look_at_first(text: str, seconds: float, trap: str, why: str) -> None:
    assert suspicion(text, seconds=seconds, trap=trap) == why
