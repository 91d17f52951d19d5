"""How well a search finds what it should: MRR@10, Recall@10, nDCG@10, a good hit in the first three, and time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import log2
from time import perf_counter

DEPTH = 10


@dataclass(frozen=True)
class Query:
    """A query with the ids that answer it; `grades` say how well (3 exactly, 2 well, 1 a little, 0 not at all)."""

    id: str
    language: str
    text: str
    relevant: frozenset[str]
    grades: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1, times in milliseconds."""

    queries: int
    mrr_at_10: float
    recall_at_10: float
    ndcg_at_10: float
    good_in_first_three: float
    p50_ms: float
    p95_ms: float

    def as_dict(self) -> dict[str, float]:
        return asdict(self)


def reciprocal_rank(found: Sequence[str], relevant: frozenset[str]) -> float:
    return next((1 / rank for rank, identity in enumerate(found[:DEPTH], 1) if identity in relevant), 0.0)


def recall(found: Sequence[str], relevant: frozenset[str]) -> float:
    """Of what could stand among ten, how much does."""
    return len(relevant & set(found[:DEPTH])) / min(len(relevant), DEPTH) if relevant else 0.0


def ndcg(found: Sequence[str], relevant: frozenset[str]) -> float:
    """Normalised discounted cumulative gain with relevance yes or no."""
    return graded_ndcg(found, dict.fromkeys(relevant, 1))


def graded_ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """The same with grades; the gain of a grade is 2^grade - 1 (Burges et al., 2005)."""

    def discounted(ranked: Iterable[int]) -> float:
        return sum(((1 << grade) - 1) / log2(rank + 1) for rank, grade in enumerate(ranked, 1))

    ideal = discounted(sorted(grades.values(), reverse=True)[:DEPTH])
    return discounted(grades.get(identity, 0) for identity in found[:DEPTH]) / ideal if ideal else 0.0


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))] if ordered else 0.0


def evaluate(queries: Iterable[Query], search: Callable[[Query], Sequence[str]]) -> dict[str, Figures]:
    """Figures per language and, under "all", over all queries; `search` gives ids, the best first."""
    measured: defaultdict[str, list[tuple[Query, Sequence[str], float]]] = defaultdict(list)
    for query in queries:
        started = perf_counter()
        found = search(query)
        row = (query, found, (perf_counter() - started) * 1000)
        measured[query.language].append(row)
        measured["all"].append(row)
    return {language: _figures(rows) for language, rows in sorted(measured.items())}


def _figures(rows: Sequence[tuple[Query, Sequence[str], float]]) -> Figures:
    def mean(measure: Callable[[Sequence[str], frozenset[str]], float]) -> float:
        return round(sum(measure(found, query.relevant) for query, found, _ in rows) / len(rows), 4)

    times = [time for _, _, time in rows]
    return Figures(
        queries=len(rows),
        mrr_at_10=mean(reciprocal_rank),
        recall_at_10=mean(recall),
        ndcg_at_10=round(
            sum(
                graded_ndcg(found, query.grades or dict.fromkeys(query.relevant, 1))
                for query, found, _ in rows
            )
            / len(rows),
            4,
        ),
        good_in_first_three=mean(lambda found, relevant: float(bool(relevant & set(found[:3])))),
        p50_ms=round(quantile(times, 0.5), 2),
        p95_ms=round(quantile(times, 0.95), 2),
    )
