"""How well the search finds what it should, for any documents and labelled queries."""

import json
import tempfile
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marlerweg.foundation.searching.evaluate import Figures, Query, evaluate
from marlerweg.foundation.searching.index import Index
from marlerweg.foundation.searching.results import Document
from marlerweg.offers.lexicon import town_lexicon


class Command(BaseCommand):
    help = (
        "Misst die Suche: baut aus DOCUMENTS (JSON-Zeilen: id, language, title, body) einen Index in einem "
        "vorübergehenden Ordner und stellt ihm die Fragen aus QUERIES (id, language, text, relevant)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("documents", type=existing, metavar="DOCUMENTS.jsonl")
        parser.add_argument("queries", type=existing, metavar="QUERIES.jsonl")
        parser.add_argument("--json", action="store_true", dest="as_json", help="Zahlen als JSON")

    def handle(self, *args: Any, documents: Path, queries: Path, as_json: bool, **options: Any) -> None:
        asked = [read_query(row) for row in rows(queries)]
        with tempfile.TemporaryDirectory() as folder:
            index = Index.open(Path(folder) / "index", town_lexicon())
            started = perf_counter()
            index.replace([read_document(row) for row in rows(documents)])
            built = perf_counter() - started
            texts = len(index)
            index.warm_up({"de", *(query.language for query in asked)})
            figures = evaluate(
                asked, lambda query: [hit.id for hit in index.search(query.text, [query.language, "de"]).hits]
            )
        if as_json:
            self.stdout.write(json.dumps(as_plain(figures, texts, built), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(table(figures, texts, built))


def existing(path: str) -> Path:
    if not Path(path).is_file():
        raise ArgumentTypeError(f"Die Datei {path} gibt es nicht.")
    return Path(path)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield {"line": number, "file": path.name, **json.loads(line)}
                except (ValueError, TypeError) as broken:
                    raise CommandError(
                        f"{path.name}, Zeile {number}: kein JSON-Objekt ({broken})"
                    ) from broken


def read_document(row: dict[str, Any]) -> Document:
    return Document(
        required(row, "id"),
        required(row, "language"),
        str(row.get("title") or ""),
        str(row.get("body") or ""),
    )


def read_query(row: dict[str, Any]) -> Query:
    relevant = row.get("relevant")
    if not isinstance(relevant, list):
        raise CommandError(f"{row['file']}, Zeile {row['line']}: „relevant“ muss eine Liste von ids sein")
    return Query(
        required(row, "id"), required(row, "language"), required(row, "text"), frozenset(map(str, relevant))
    )


def required(row: dict[str, Any], name: str) -> str:
    if row.get(name) is None:
        raise CommandError(f"{row['file']}, Zeile {row['line']}: „{name}“ fehlt")
    return str(row[name])


def as_plain(figures: dict[str, Figures], texts: int, built: float) -> dict[str, Any]:
    return {
        "documents": texts,
        "index_seconds": round(built, 3),
        "languages": {language: measured.as_dict() for language, measured in figures.items()},
    }


def table(figures: dict[str, Figures], texts: int, built: float) -> str:
    lines = [
        f"{texts} Texte, Index in {built:.1f} s",
        f"{'':8}{'Fragen':>8}{'MRR@10':>9}{'Recall@10':>11}{'nDCG@10':>9}{'unter 3':>9}{'p50 ms':>9}{'p95 ms':>9}",
    ]
    lines += [
        f"{language:8}{one.queries:>8}{one.mrr_at_10:>9.3f}{one.recall_at_10:>11.3f}{one.ndcg_at_10:>9.3f}"
        f"{one.good_in_first_three:>9.3f}{one.p50_ms:>9.1f}{one.p95_ms:>9.1f}"
        for language, one in figures.items()
    ]
    return "\n".join(lines)
