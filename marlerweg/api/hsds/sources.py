"""Where services come from: a JSON file, lines of JSON, a tabular package, or the address of another interface."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import ijson

from marlerweg.api.hsds import tabular

Record = dict[str, Any]
PER_PAGE = 100
SECONDS = 30


class Unreadable(Exception):
    """The file or address gives nothing that could be a service; the sentence says what and where."""


def services(source: str) -> Iterator[Record]:
    """One service after the other; a large file is never in memory as a whole."""
    if urlsplit(source).scheme in {"http", "https"}:
        yield from _of_interface(source)
        return
    path = Path(source)
    if not path.exists():
        raise Unreadable(f"Die Datei {source} gibt es nicht.")
    if path.is_dir() or path.suffix == ".zip":
        yield from tabular.read(path)
    elif path.suffix in {".ndjson", ".jsonl"}:
        yield from _of_lines(path)
    else:
        yield from _of_json(path)


def _of_lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield from _of_document(json.loads(line))
                except ValueError as problem:
                    raise Unreadable(f"Zeile {number} ist kein JSON: {problem}") from problem


def _of_json(path: Path) -> Iterator[Record]:
    """A list of services, a page of them, one service, or organizations with their services."""
    with _reading(path) as first:
        if first == "[":
            with path.open("rb") as file:
                for document in ijson.items(file, "item", use_float=True):
                    yield from _of_document(document)
            return
        with path.open("rb") as file:
            yield from _of_document(json.load(file))


@contextmanager
def _reading(path: Path) -> Iterator[str]:
    """The first character that says something; what is no JSON is named with its place."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            start = file.read(64).lstrip()
        yield start[:1]
    except (ijson.JSONError, ValueError) as problem:
        raise Unreadable(f"{path.name} ist kein lesbares JSON: {problem}") from problem


def _of_document(document: Any) -> Iterator[Record]:
    if not isinstance(document, dict):
        raise Unreadable("Erwartet wird ein Objekt mit den Angaben eines Angebots.")
    if isinstance(document.get("contents"), list):
        for each in document["contents"]:
            yield from _of_document(each)
    elif isinstance(document.get("services"), list):
        organization = {name: value for name, value in document.items() if name != "services"}
        for each in document["services"]:
            yield {**each, "organization": each.get("organization") or organization}
    else:
        yield document


def _of_interface(address: str) -> Iterator[Record]:
    """Page after page of fully nested services."""
    page, pages = 1, 1
    base = address.rstrip("/")
    base = base if base.endswith("/services") else f"{base}/services"
    while page <= pages:
        query = urlencode({"full": "true", "per_page": PER_PAGE, "page": page})
        document = _fetched(f"{base}?{query}")
        pages = int(document.get("total_pages") or 1)
        for each in document.get("contents", []):
            if "service_at_locations" in each or "organization" in each or "phones" in each:
                yield each
            else:
                yield _fetched(f"{base}/{each['id']}")
        page += 1


def _fetched(address: str) -> Any:
    request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310 - http(s) only, checked
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            return json.load(answer)
    except (OSError, ValueError) as problem:
        raise Unreadable(f"Von {address} kam keine lesbare Antwort: {problem}") from problem
