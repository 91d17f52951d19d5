"""Bounds for repeats and contacts: the figures that can be derived by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.conferences.rules.advice import even_gathering, layout, layouts
from marlerweg.conferences.rules.bounds import RepeatBound, edge_disjoint_cliques, spread
from marlerweg.conferences.rules.contacts import expected_by_chance
from marlerweg.conferences.rules.planning import Gathering, Person


@pytest.mark.parametrize(
    ("tables", "rounds", "once", "bound"),
    [
        (5, 3, False, 135),
        (5, 3, True, 180),
        (6, 3, False, 72),
        (6, 3, True, 90),
        (10, 3, True, 0),
        (5, 4, False, 270),
    ],
)
def test_sixty_people_cannot_have_fewer_repeats(tables: int, rounds: int, once: bool, bound: int) -> None:
    gathering = even_gathering(60, tables, tables, rounds, no_theme_twice=once)
    assert RepeatBound(gathering).value == bound


@given(st.integers(0, 40), st.integers(1, 12))
def test_spreading_evenly_is_best(amount: int, cells: int) -> None:
    q = amount // cells
    assert cells * q * (q - 1) // 2 <= spread(amount, cells) <= amount * (amount - 1) // 2
    assert spread(amount, cells + 1) <= spread(amount, cells)


def test_eleven_rounds_of_golf_need_repeats() -> None:
    gathering = even_gathering(32, 8, 8, 11, no_theme_twice=False)
    assert RepeatBound(gathering).value == 11 * 8 * 6 - 32 * 31 // 2


def test_acquaintances_are_counted_once_each() -> None:
    people = tuple(Person(i, present=frozenset({0})) for i in range(6))
    gathering = Gathering(people, (), 1, met=((0, 1), (0, 2), (1, 2), (2, 3), (4, 5)))
    cliques = edge_disjoint_cliques(gathering)
    assert sorted(map(sorted, cliques)) == [[0, 1, 2], [2, 3], [4, 5]]


def test_chance_is_measured_before_it_is_blamed() -> None:
    """818 contacts were counted as the mean of 200 draws for 5 × 12 × 3; the formula says the same."""
    gathering = even_gathering(60, 5, 5, 3, no_theme_twice=False)
    assert expected_by_chance(gathering, [[12] * 5] * 3) == pytest.approx(817, abs=1)


def test_the_adviser_says_where_chance_is_nearly_as_good() -> None:
    big = layout(60, 5, 5, 3, 30, no_theme_twice=False)
    small = layout(60, 5, 10, 3, 30)
    assert (big.repeats, big.most_contacts, big.contacts_per_person) == (135, 855, 28)
    assert (small.repeats, small.most_contacts, small.contacts_per_person) == (0, 450, 15)
    assert [remark.key for remark in big.remarks] == ["layout.chance_nearly", "layout.crowded"]
    assert [remark.key for remark in small.remarks] == ["layout.no_repeats"]
    assert small.talking_minutes == pytest.approx(15)


def test_the_adviser_offers_only_what_fits() -> None:
    found = layouts(60, 5, 100, tables=(5, 10), rounds=(2, 3, 6))
    assert {(one.tables, one.rounds) for one in found} == {(5, 2), (5, 3), (10, 2), (10, 3)}
    assert all(one.minutes * one.rounds + 5 * (one.rounds - 1) == pytest.approx(100) for one in found)
    assert found[0].contacts_per_person == max(one.contacts_per_person for one in found)
