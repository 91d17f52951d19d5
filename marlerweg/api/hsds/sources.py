"""Where services come from: a JSON file, lines of JSON, a tabular package, or the address of another interface."""

import json
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import ijson
from django.utils.translation import gettext as _

from marlerweg.api.fetching import Unreadable
from marlerweg.api.hsds import tabular

__all__ = ["Unreadable", "services"]

Record = dict[str, Any]
PER_PAGE = 100
SECONDS = 30


def services(source: str, *, ask: Callable[[str], Any] | None = None) -> Iterator[Record]:
    """One service after the other; a large file is never in memory as a whole. `ask` gets what an address answers."""
    if urlsplit(source).scheme in {"http", "https"}:
        yield from _of_interface(source, ask or _fetched)
        return
    path = Path(source)
    if not path.exists():
        raise Unreadable(_("Die Datei %(file)s gibt es nicht.") % {"file": source})
    if path.is_dir() or path.suffix == ".zip":
        try:
            yield from tabular.read(path)
        except (zipfile.BadZipFile, UnicodeDecodeError) as problem:
            raise Unreadable(_not_readable(path.name, problem)) from problem
    elif path.suffix in {".ndjson", ".jsonl"}:
        yield from _of_lines(path)
    else:
        yield from _of_json(path)


def _not_readable(name: str, problem: Exception) -> str:
    return _("%(file)s ist nicht zu lesen: %(problem)s") % {"file": name, "problem": problem}


def _of_lines(path: Path) -> Iterator[Record]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    document = json.loads(line.decode("utf-8-sig"))
                except ValueError as problem:
                    said = {"number": number, "problem": problem}
                    raise Unreadable(_("Zeile %(number)s ist kein JSON: %(problem)s") % said) from problem
                yield from _of_document(document)


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
        said = {"file": path.name, "problem": problem}
        raise Unreadable(_("%(file)s ist kein lesbares JSON: %(problem)s") % said) from problem


def _of_document(document: Any) -> Iterator[Record]:
    if not isinstance(document, dict):
        raise Unreadable(_("Erwartet wird ein Objekt mit den Angaben eines Angebots."))
    if isinstance(document.get("contents"), list):
        for each in document["contents"]:
            yield from _of_document(each)
    elif isinstance(document.get("services"), list):
        organization = {name: value for name, value in document.items() if name != "services"}
        for each in document["services"]:
            yield {**each, "organization": each.get("organization") or organization}
    else:
        yield document


def _of_interface(address: str, ask: Callable[[str], Any]) -> Iterator[Record]:
    """Page after page of fully nested services."""
    page, pages = 1, 1
    base = address.rstrip("/")
    base = base if base.endswith("/services") else f"{base}/services"
    while page <= pages:
        query = urlencode({"full": "true", "per_page": PER_PAGE, "page": page})
        document = ask(f"{base}?{query}")
        if not isinstance(document, dict) or not isinstance(document.get("contents"), list):
            raise Unreadable(_no_page(base))
        pages = _count(document.get("total_pages"))
        for each in document["contents"]:
            if not isinstance(each, dict) or "id" not in each:
                raise Unreadable(_no_page(base))
            if "service_at_locations" in each or "organization" in each or "phones" in each:
                yield each
            else:
                yield ask(f"{base}/{quote(str(each['id']), safe='')}")
        page += 1


def _no_page(address: str) -> str:
    said = {"where": address}
    return _("%(where)s: Erwartet wird eine Seite von Angeboten (contents), wie HSDS 3 sie gibt.") % said


def _count(told: Any) -> int:
    return int(told) if isinstance(told, int) or (isinstance(told, str) and told.isdigit()) else 1


def _fetched(address: str) -> Any:
    request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310 - http(s) only, checked
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            return json.load(answer)
    except (OSError, ValueError) as problem:
        said = {"where": address, "problem": problem}
        raise Unreadable(_("Von %(where)s kam keine lesbare Antwort: %(problem)s") % said) from problem
