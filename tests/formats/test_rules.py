"""What two bodies have in common."""

from hypothesis import given
from hypothesis import strategies as st

from marlerweg.formats.rules.overlap import Round, hours_a_year, jaccard, overlap, overlaps

SETS = st.frozensets(st.sampled_from("abcdef"))


@given(SETS, SETS)
def test_likeness_is_mutual_between_nothing_and_the_same(
    first: frozenset[str], second: frozenset[str]
) -> None:
    assert jaccard(first, second) == jaccard(second, first)
    assert 0 <= jaccard(first, second) <= 1
    assert (jaccard(first, second) == 1) == (first == second and bool(first))


def test_shared_members_and_themes_are_named() -> None:
    rounds = {
        "ag": Round(frozenset({"awo", "vhs"}), frozenset({"wohnen"})),
        "runde": Round(frozenset({"awo", "amt"}), frozenset({"wohnen", "arbeit"})),
        "rat": Round(frozenset(), frozenset()),
    }
    found = overlap("ag", "runde", rounds)
    assert (found.shared_members, found.members, found.themes) == (frozenset({"awo"}), 1 / 3, 0.5)
    assert [(each.first, each.second) for each in overlaps(rounds)] == [("ag", "runde")]


def test_the_most_alike_come_first() -> None:
    rounds = {
        name: Round(frozenset(members), frozenset())
        for name, members in {"a": "xy", "b": "xy", "c": "xz"}.items()
    }
    assert next((each.first, each.second) for each in overlaps(rounds)) == ("a", "b")


def test_hours_are_only_known_where_both_figures_are() -> None:
    assert hours_a_year(4, 90) == 6
    assert hours_a_year(None, 90) is None
    assert hours_a_year(4, None) is None
