"""Search: relevance on labelled queries, indexing and answering time on generated offers, beside what else one could take.

    python bench/search.py                         relevance, then 1,000 and 10,000 offers
    python bench/search.py --size 100000           one size of your choice; 1000000 takes its time
    DATABASE_URL=postgres://… python bench/search.py     PostgreSQL's full text and trigrams join in
    python bench/search.py --time-only             without the relevance
    python bench/search.py --json                  figures for machines

MiniSearch joins in where Node and the package `minisearch` are installed, with the settings of the Integreat app. An
engine that would take hours says above which size it does not run. "None, rightly": of the queries to which there is no
answer, the share for which nothing is presented as one.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Protocol

sys.path[:0] = [
    str(Path(__file__).resolve().parent.parent),
    str(Path(__file__).resolve().parent / "search_queries"),
]

from search_offers import Asked, asked, offers
from search_peers import LeftOut, Ours, Peer, peers
from search_queries import directory, labelled

from marlerweg.foundation.searching.evaluate import Figures, Query, evaluate, quantile
from marlerweg.foundation.searching.results import Document

# A substring search over more than this takes seconds per query: a few queries show it as well as many.
MANY = 20_000
LIMIT = 10
MOST_LANGUAGES = 3  # of one offer that may stand in one engine's answer


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--size", type=int, nargs="*", default=[1_000, 10_000], help="numbers of generated offers"
    )
    parser.add_argument("--queries", type=int, default=60, help="queries of each kind")
    parser.add_argument("--only", nargs="*", help="names of the engines to run")
    parser.add_argument("--time-only", action="store_true", help="leave the relevance out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    say: Callable[[str], None] = (lambda _: None) if options.json else partial(print, flush=True)
    sets: dict[str, tuple[str, QuerySet]] = {
        "labelled": ("short offers, relevant or not", labelled),
        "directory": ("the demo town's offers, graded", directory),
    }
    relevance = {
        name: relevance_of_all(title, told, options.only, say)
        for name, (title, told) in sets.items()
        if not options.time_only
    }
    speed = {str(size): speed_of_all(size, options.queries, options.only, say) for size in options.size}
    if options.json:
        print(json.dumps({"relevance": relevance, "speed": speed}, ensure_ascii=False, indent=2))


class QuerySet(Protocol):
    """A module that holds texts, queries, and which of them are kept out of tuning."""

    def documents(self) -> list[Document]: ...
    def queries(self) -> list[Query]: ...
    def is_kept_out(self, query: Query) -> bool: ...
    def unanswered(self) -> list[Query]: ...


def relevance_of_all(
    name_of_set: str, told: QuerySet, only: Sequence[str] | None, say: Callable[[str], None]
) -> dict[str, dict[str, dict[str, float]]]:
    documents, queries = told.documents(), told.queries()
    say(
        f"\nRelevance, {name_of_set}: {len(queries)} labelled queries in ten languages over {len(documents)} texts "
        "(kept out of tuning / all)"
    )
    say(f"{'':34}{'MRR@10':>15}{'Recall@10':>15}{'nDCG@10':>15}{'good in 3':>15}{'none, rightly':>15}")
    figures = {}
    own: dict[str, Figures] = {}
    for name, peer in started(only, say):
        with peer:
            peer.build(documents)
            all_of_them = measured(peer, queries)
            kept_out = measured(peer, [query for query in queries if told.is_kept_out(query)])["all"]
            silent = silence(peer, told)
        figures[name] = {language: one.as_dict() for language, one in all_of_them.items()} | {
            "kept out": kept_out.as_dict(),
            "no answer": silent,
        }
        say(f"{name:34}{pairs(kept_out, all_of_them['all'])}{rightly(figures[name]):>15}")
        if isinstance(peer, Ours):
            own = all_of_them
    if own:
        say(
            "Ours by language, nDCG@10: "
            + "  ".join(f"{language} {one.ndcg_at_10:.2f}" for language, one in own.items())
        )
    return figures


def measured(peer: Peer, queries: Sequence[Query]) -> dict[str, Figures]:
    """An offer counts once, however many of its languages an engine finds."""

    def search(query: Query) -> list[str]:
        found = peer.search(query.text, query.language, None, LIMIT * MOST_LANGUAGES)
        return list(dict.fromkeys(found))[:LIMIT]

    return evaluate(queries, search)


def silence(peer: Peer, told: QuerySet) -> dict[str, float]:
    """Queries to which the texts have no answer: the share where nothing is presented as one, and how much is."""
    shown = {query.id: peer.presented(query.text, query.language, LIMIT) for query in told.unanswered()}
    kept = [shown[query.id] for query in told.unanswered() if told.is_kept_out(query)]
    return {
        f"{measure} {part}": round(value, 3)
        for part, counts in (("kept out", kept), ("all", list(shown.values())))
        if counts
        for measure, value in (
            ("none shown", sum(not count for count in counts) / len(counts)),
            ("shown on average", sum(counts) / len(counts)),
        )
    }


def rightly(figures: dict[str, dict[str, float]]) -> str:
    silent = figures["no answer"]
    return f"{silent['none shown kept out']:.2f} / {silent['none shown all']:.2f}" if silent else "–"


def pairs(kept_out: Figures, every: Figures) -> str:
    names = ("mrr_at_10", "recall_at_10", "ndcg_at_10", "good_in_first_three")
    return "".join(f"{f'{getattr(kept_out, name):.3f} / {getattr(every, name):.3f}':>15}" for name in names)


def speed_of_all(
    size: int, number: int, only: Sequence[str] | None, say: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    documents = offers(size)
    kinds = asked(number)
    say(f"\nTime: {size:,} generated offers in ten languages; p50/p95 in milliseconds per query")
    say(f"{'':34}{'index s':>9}{'MB':>8}" + "".join(f"{kind:>18}" for kind in kinds))
    figures = {}
    for name, peer in started(only, say):
        if size > peer.most:
            peer.give_up()
            say(f"{name:34} not run above {peer.most:,}")
            continue
        with peer:
            begun = perf_counter()
            peer.build(documents)
            row = {"index_s": round(perf_counter() - begun, 2), "mb": round(peer.size() / 1e6, 1)}
            for kind, queries in kinds.items():
                few = queries[:5] if peer.reads_everything and size > MANY else queries
                times = timed(peer, few)
                row |= {
                    f"{kind} p50": round(quantile(times, 0.5), 2),
                    f"{kind} p95": round(quantile(times, 0.95), 2),
                }
        figures[name] = row
        say(
            f"{name:34}{row['index_s']:>9.1f}{row['mb']:>8.1f}"
            + "".join(f"{spread(row, kind):>18}" for kind in kinds)
        )
    return figures


def timed(peer: Peer, queries: Sequence[Asked]) -> list[float]:
    peer.search(queries[0].text, queries[0].language, queries[0].district, LIMIT)
    times = []
    for query in queries:
        begun = perf_counter()
        peer.search(query.text, query.language, query.district, LIMIT)
        times.append((perf_counter() - begun) * 1000)
    return times


def spread(row: dict[str, float], kind: str) -> str:
    return f"{row[f'{kind} p50']:.1f}/{row[f'{kind} p95']:.1f}"


def started(only: Sequence[str] | None, say: Callable[[str], None]) -> list[tuple[str, Peer]]:
    """All engines that can run here; the others are named with the reason."""
    running = []
    for name, start in peers().items():
        if only and name not in only:
            continue
        folder = Path(tempfile.mkdtemp(prefix="search-"))
        try:
            running.append((name, start(folder)))
        except LeftOut as reason:
            folder.rmdir()
            say(f"{name:34} left out: {reason}")
    return running


if __name__ == "__main__":
    main()
