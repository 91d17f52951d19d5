"""The measures of relevance, by hand-counted examples and by their laws."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.searching.evaluate import (
    Query,
    evaluate,
    graded_ndcg,
    ndcg,
    quantile,
    recall,
    reciprocal_rank,
)

ranked = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True)
wanted = st.frozensets(st.sampled_from("abcdefghijklmnop"), min_size=1)


def test_the_first_good_hit_decides_the_reciprocal_rank() -> None:
    assert reciprocal_rank(["x", "a", "b"], frozenset("ab")) == 0.5
    assert reciprocal_rank(["x"] * 10 + ["a"], frozenset("a")) == 0


def test_recall_counts_what_could_stand_among_ten() -> None:
    assert recall(["a", "x"], frozenset("ab")) == 0.5
    assert recall([], frozenset()) == 0


def test_gain_is_discounted_by_rank() -> None:
    assert ndcg(["x", "a"], frozenset("a")) == pytest.approx(1 / log2(3))


def test_quantiles_are_values_that_were_measured() -> None:
    assert [quantile([3, 1, 2, 4], share) for share in (0.25, 0.5, 0.95)] == [1, 2, 4]
    assert quantile([], 0.5) == 0


def test_figures_come_per_language_and_for_all() -> None:
    queries = [Query("1", "de", "a", frozenset("a")), Query("2", "uk", "b", frozenset("b"))]
    figures = evaluate(queries, lambda query: ["a"])
    assert {language: one.mrr_at_10 for language, one in figures.items()} == {
        "all": 0.5,
        "de": 1.0,
        "uk": 0.0,
    }
    assert figures["all"].queries == 2
    assert figures["de"].as_dict()["good_in_first_three"] == 1.0


@given(ranked, wanted)
def test_every_measure_lies_between_nothing_and_all(found: list[str], relevant: frozenset[str]) -> None:
    for measure in (reciprocal_rank, recall, ndcg):
        assert 0 <= measure(found, relevant) <= 1 + 1e-9


@given(ranked, wanted)
def test_the_best_order_is_worth_everything(found: list[str], relevant: frozenset[str]) -> None:
    best = [*sorted(relevant), *(identity for identity in found if identity not in relevant)]
    assert ndcg(best, relevant) == pytest.approx(1)
    assert recall(best, relevant) == reciprocal_rank(best, relevant) == 1


def test_grades_reward_the_best_answer_first_and_forgive_what_was_not_judged() -> None:
    grades = {"best": 3, "well": 2, "little": 1, "wrong": 0}
    assert graded_ndcg(["best", "well", "little"], grades) == pytest.approx(1)
    assert (
        graded_ndcg(["well", "best", "little"], grades) < graded_ndcg(["best", "well", "wrong"], grades) < 1
    )
    assert graded_ndcg(["unknown", "best"], grades) > graded_ndcg(["wrong", "unknown", "best"], grades) > 0
    assert graded_ndcg(["wrong"], {"wrong": 0}) == 0
    query = Query("1", "de", "x", frozenset({"best"}), grades)
    assert evaluate([query], lambda _: ["best", "well"])["de"].ndcg_at_10 == pytest.approx(
        graded_ndcg(["best", "well"], grades), abs=1e-4
    )
