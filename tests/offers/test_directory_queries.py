"""The graded queries over the demo town's offers: many, honest about what was held out, and the search lives up to them."""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from marlerweg.demo import offers
from marlerweg.foundation.searching.evaluate import evaluate
from marlerweg.foundation.searching.index import Index
from marlerweg.offers.lexicon import town_lexicon

BENCH = Path(__file__).parents[2] / "bench"
LANGUAGES = {"de", "en", "tr", "ar", "uk", "ru", "ro", "bg", "pl", "fa"}


@pytest.fixture(scope="module")
def rows():
    lines = (BENCH / "search_queries" / "directory.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_there_are_many_queries_of_every_kind_in_every_language(rows):
    spoken = Counter(row["language"] for row in rows)
    assert len(rows) >= 300
    assert set(spoken) == LANGUAGES
    assert spoken["de"] >= 120
    assert min(spoken.values()) >= 15
    kinds = Counter(row["kind"] for row in rows)
    assert set(kinds) == {
        "keyword", "question", "typing", "umlaut", "compound", "everyday", "transliterated",
    }  # fmt: skip
    assert min(kinds.values()) >= 10


def test_no_query_stands_twice_and_a_third_of_each_language_is_held_out(rows):
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({(row["language"], row["text"].casefold()) for row in rows}) == len(rows)
    for language in LANGUAGES:
        held = [row["held_out"] for row in rows if row["language"] == language]
        assert 0.25 <= sum(held) / len(held) <= 0.4


def test_answers_are_public_offers_with_a_grade(rows):
    public = {offer.key for offer in offers.read().offers if offer.state in {"published", "paused"}}
    for row in rows:
        assert set(row["relevance"]) <= public, row["id"]
        assert set(row["relevance"].values()) <= {0, 1, 2, 3}, row["id"]
        assert not row["relevance"] or max(row["relevance"].values()) >= 2, row["id"]
    assert [row["id"] for row in rows if not row["relevance"]], "the town has no answer to everything"
    asked_for = {key for row in rows for key, grade in row["relevance"].items() if grade >= 2}
    assert len(asked_for) >= 0.8 * len(public)


def test_the_search_answers_what_was_held_out_of_tuning(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(BENCH / "search_queries"), *sys.path])
    import directory

    index = Index.open(tmp_path / "index", town_lexicon())
    index.replace(directory.documents())
    held = [query for query in directory.queries() if directory.is_kept_out(query)]
    figures = evaluate(
        held, lambda query: [hit.id for hit in index.search(query.text, [query.language, "de"]).hits]
    )
    assert figures["all"].queries >= 100
    assert figures["all"].ndcg_at_10 >= 0.75
    assert figures["de"].good_in_first_three >= 0.75


def test_what_nobody_offers_is_seldom_presented_as_an_answer(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(BENCH / "search_queries"), *sys.path])
    import directory

    index = Index.open(tmp_path / "index", town_lexicon())
    index.replace(directory.documents())
    totals = directory.parted(index)
    nobody = totals["without an answer, held out"]
    assert len(nobody) >= 30
    assert sum(nobody) / len(nobody) <= 2
    assert directory.share_of_none(nobody) >= 0.7
    assert directory.share_of_none(totals["with an answer, held out"]) <= 0.1
