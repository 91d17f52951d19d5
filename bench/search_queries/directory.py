"""The second labelled set: the written offers of the demo town, and what people ask them for, with graded relevance.

Every line of `directory.jsonl` is one query: text, language, kind (keyword, question, typing, umlaut, compound, everyday,
transliterated), the offers that answer it from 3 (exactly) to 0 (looks alike, does not answer), and whether it is held
out of tuning. Judged by reading the offers, never by looking at what a search returned. A query without offers is one
that the town has no answer to; most of those stand in `unanswered.jsonl`.

`python bench/search_queries/directory.py` prints the figures of the house's search, by language and by kind.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from marlerweg.demo import offers
from marlerweg.foundation.searching.evaluate import Figures, Query, evaluate
from marlerweg.foundation.searching.index import Index
from marlerweg.foundation.searching.results import Document
from marlerweg.offers.lexicon import town_lexicon
from marlerweg.places.pack import read
from marlerweg.places.vocabularies import in_force

FOLDER = Path(__file__).parent
PACK = FOLDER.parents[1] / "places" / "marl"
GOOD = 2  # from this grade on an offer counts as an answer where only yes or no is asked
LANGUAGES = ("de", "en", "tr", "ar", "uk", "ru", "ro", "bg", "pl", "fa")


@dataclass(frozen=True)
class Asked:
    query: Query
    kind: str
    held_out: bool

    @property
    def has_answer(self) -> bool:
        return bool(self.query.relevant)


def documents() -> list[Document]:
    """Each public offer once per language that readers may see; Leichte Sprache is left to its own pages."""
    told, districts = offers.read(), {each.key: each.name for each in read(PACK).districts}
    where = {place.key: districts[place.district] for place in told.places}
    concepts = concepts_of_terms()
    return [
        Document(
            offer.key,
            language,
            words.title,
            "\n".join(filter(None, (words.summary, words.body, words.for_whom))),
            facets={"district": sorted({where[venue] for venue in offer.venues})},
            concepts=sorted({name for need in offer.needs for name in concepts.get(need, ())[:1]}),
        )
        for offer in told.offers
        if offer.state in {"published", "paused"}
        for language, words in offer.texts.items()
        if language in LANGUAGES and words.state != "draft"
    ]


@cache
def concepts_of_terms() -> dict[str, tuple[str, ...]]:
    pack = read(PACK)
    return {
        term.key: term.concepts
        for terms in in_force(pack.vocabularies, pack.vocabulary_terms).values()
        for term in terms
    }


def asked() -> list[Asked]:
    return [
        _asked(json.loads(row))
        for name in ("directory.jsonl", "unanswered.jsonl")
        for row in (FOLDER / name).read_text(encoding="utf-8").splitlines()
        if row
    ]


def _asked(row: dict[str, object]) -> Asked:
    grades = {str(key): int(str(grade)) for key, grade in dict(row["relevance"]).items()}  # type: ignore[call-overload]
    good = frozenset(key for key, grade in grades.items() if grade >= GOOD)
    query = Query(str(row["id"]), str(row["language"]), str(row["text"]), good, grades)
    return Asked(query, str(row["kind"]), bool(row["held_out"]))


def queries() -> list[Query]:
    return [each.query for each in asked() if each.has_answer]


def unanswered() -> list[Query]:
    return [each.query for each in asked() if not each.has_answer]


@cache
def held_out() -> frozenset[str]:
    return frozenset(each.query.id for each in asked() if each.held_out)


def is_kept_out(query: Query) -> bool:
    return query.id in held_out()


def by_kind(search: Callable[[Query], Sequence[str]]) -> dict[str, Figures]:
    kinds = sorted({each.kind for each in asked() if each.has_answer})
    return {
        kind: evaluate([each.query for each in asked() if each.has_answer and each.kind == kind], search)[
            "all"
        ]
        for kind in kinds
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Index.open(Path(folder) / "index", town_lexicon())
        index.replace(documents())
        index.warm_up(set(LANGUAGES))

        def search(query: Query) -> list[str]:
            return [hit.id for hit in index.search(query.text, [query.language, "de"]).hits]

        tuning = [query for query in queries() if not is_kept_out(query)]
        kept = [query for query in queries() if is_kept_out(query)]
        print(f"{len(documents())} texts of {len({one.id for one in documents()})} offers")
        print(f"{'':16}{'queries':>8}{'MRR@10':>9}{'recall':>9}{'nDCG@10':>9}{'good in 3':>11}{'p95 ms':>8}")
        for name, one in (
            ("for tuning", evaluate(tuning, search)["all"]),
            ("held out", evaluate(kept, search)["all"]),
            *evaluate(queries(), search).items(),
            *by_kind(search).items(),
        ):
            print(
                f"{name:16}{one.queries:>8}{one.mrr_at_10:>9.3f}{one.recall_at_10:>9.3f}{one.ndcg_at_10:>9.3f}"
                f"{one.good_in_first_three:>11.3f}{one.p95_ms:>8.1f}"
            )
        print("\nOffers presented as answers        queries   mean   none at all")
        for name, some in parted(index).items():
            print(f"{name:33}{len(some):>9}{sum(some) / len(some):>7.1f}{share_of_none(some):>14.2f}")


def parted(index: Index) -> dict[str, list[int]]:
    """How many offers count as answers, for queries that have some and for those that have none."""

    def total(query: Query) -> int:
        return index.search(query.text, [query.language, "de"], limit=1).total

    return {
        f"{'with' if has_answer else 'without'} an answer, {'held out' if kept else 'for tuning'}": [
            total(each.query) for each in asked() if each.has_answer is has_answer and each.held_out is kept
        ]
        for has_answer in (True, False)
        for kept in (False, True)
    }


def share_of_none(totals: Sequence[int]) -> float:
    return sum(not total for total in totals) / len(totals)


if __name__ == "__main__":
    main()
