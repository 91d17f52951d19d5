"""`manage.py search_eval` measures any documents and queries."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from marlerweg.offers.management.commands.search_eval import Command

DOCUMENTS = [
    {"id": "a", "language": "de", "title": "Schuldnerberatung", "body": "Hilfe bei Rechnungen"},
    {"id": "b", "language": "de", "title": "Deutschkurs", "body": "am Abend"},
    {"id": 3, "language": "de", "title": "Garten", "body": None},
]
QUERIES = [
    {"id": "1", "language": "de", "text": "Wer hilft mir bei Schulden?", "relevant": ["a"]},
    {"id": "2", "language": "uk", "text": "курси німецької", "relevant": ["b"]},
    {"id": "3", "language": "de", "text": "Garten", "relevant": [3]},
    {"id": "4", "language": "de", "text": "Raumschiff", "relevant": ["a"]},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    for name, rows in (("documents", DOCUMENTS), ("queries", QUERIES)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    return tmp_path / "documents.jsonl", tmp_path / "queries.jsonl"


def run(*arguments: object) -> str:
    printed = StringIO()
    command: BaseCommand = Command(stdout=printed)
    call_command(command, *map(str, arguments))
    return printed.getvalue()


def test_it_prints_figures_per_language_as_json(files: tuple[Path, Path]) -> None:
    printed = json.loads(run(*files, "--json"))
    assert printed["documents"] == 3
    assert set(printed["languages"]) == {"all", "de", "uk"}
    german = printed["languages"]["de"]
    assert (german["queries"], german["mrr_at_10"], german["recall_at_10"]) == (3, 0.6667, 0.6667)
    assert printed["languages"]["uk"]["mrr_at_10"] == 1
    assert german["p95_ms"] >= german["p50_ms"] > 0


def test_it_prints_a_table_for_people(files: tuple[Path, Path]) -> None:
    printed = run(*files)
    assert "MRR@10" in printed
    assert "0.667" in printed


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "Zeile 1: kein JSON-Objekt"),
        ("[1]", "Zeile 1: kein JSON-Objekt"),
        ('{"id": "1", "language": "de", "relevant": []}', "„text“ fehlt"),
        ('{"id": "1", "language": "de", "text": "x"}', "„relevant“ muss eine Liste"),
    ],
)
def test_a_broken_line_is_named(files: tuple[Path, Path], line: str, complaint: str) -> None:
    files[1].write_text(line, encoding="utf-8")
    with pytest.raises(CommandError, match=complaint):
        run(*files)


def test_a_missing_file_is_named(files: tuple[Path, Path]) -> None:
    with pytest.raises(CommandError, match="gibt es nicht"):
        run("nowhere.jsonl", files[1])
