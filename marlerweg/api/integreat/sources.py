"""Where the places, events and pages of a region come from: a JSON file, a folder of them, or Integreat's interface."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from marlerweg.api.fetching import Unreadable

__all__ = ["Answer", "Source", "Unreadable", "read"]
Record = dict[str, Any]
SECONDS = 30
MOST_BYTES = 100_000_000
VERSION = "/api/v3"
KINDS = {"locations": "locations/", "events": "events/?combine_recurring=True", "pages": "pages/"}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Answer:
    """One list as the interface gives it; `kind` is a key of KINDS, the language is the source's own code."""

    kind: str
    region: str
    language: str
    records: list[Record]


@dataclass(frozen=True)
class Source:
    """`name` is the region as its publisher calls it, where the source tells."""

    region: str
    name: str
    answers: list[Answer]


def read(
    source: str,
    *,
    region: str = "",
    languages: Collection[str] = (),
    ask: Callable[[str], Any] | None = None,
) -> Source:
    """Everything of one region; `languages` are the source's codes, none means all. Raises Unreadable.

    `ask` gets what an address answers.
    """
    parts = urlsplit(source)
    if parts.scheme in {"http", "https"}:
        return _of_interface(parts, region, languages, ask or fetched)
    path = Path(source)
    if not path.exists():
        raise Unreadable(_("Die Datei %(file)s gibt es nicht.") % {"file": source})
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not files:
        raise Unreadable(_("In %(file)s liegt keine JSON-Datei.") % {"file": source})
    return _of_files(files, region, languages)


# --- Files -------------------------------------------------------------------------------------------------------------


def _of_files(files: list[Path], region: str, languages: Collection[str]) -> Source:
    answers, name = [], ""
    for file in files:
        document = _loaded(file)
        if isinstance(document, dict) and "languages" in document:
            name = str(document.get("name") or "")
            continue
        answers += list(_answers(document, str(file)))
    regions = {each.region for each in answers}
    if region and region not in regions:
        raise Unreadable(_("Von der Region %(region)s steht dort nichts.") % {"region": region})
    if len(regions) > 1 and not region:
        said = {"regions": ", ".join(sorted(regions))}
        raise Unreadable(_("Dort stehen mehrere Regionen: %(regions)s. Bitte eine nennen.") % said)
    chosen = region or next(iter(regions), "")
    kept = [each for each in answers if each.region == chosen and _wanted(each.language, languages)]
    return Source(chosen, name, kept)


def _loaded(file: Path) -> Any:
    if file.stat().st_size > MOST_BYTES:
        said = {"where": file.name, "most": MOST_BYTES // 1_000_000}
        raise Unreadable(_("%(where)s ist größer als %(most)s MB.") % said)
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError as problem:
        told = {"file": file.name, "problem": problem}
        raise Unreadable(_("%(file)s ist kein lesbares JSON: %(problem)s") % told) from problem


def _answers(document: Any, where: str) -> Iterator[Answer]:
    """A list as it was answered; what it is, of which region and language, its records say themselves."""
    records = document if isinstance(document, list) else [document]
    if not all(isinstance(each, dict) for each in records):
        raise Unreadable(_no_list(where))
    if records and all({"path", "live"} <= each.keys() for each in records):
        return  # a list of regions
    found: dict[tuple[str, str, str], list[Record]] = {}
    for number, each in enumerate(records, 1):
        kind = kind_of(each)
        parts = str(each.get("path") or "").strip("/").split("/")
        if not kind or len(parts) < 3:
            said = {"where": where, "number": number}
            raise Unreadable(_("%(where)s: Eintrag %(number)s ist weder Ort noch Termin noch Seite.") % said)
        found.setdefault((kind, parts[0], parts[1]), []).append(each)
    for (kind, region, language), rows in found.items():
        yield Answer(kind, region, language, rows)


def _no_list(where: str) -> str:
    return _("%(where)s: Erwartet wird eine Liste, wie die Schnittstelle sie gibt.") % {"where": where}


def kind_of(record: Record) -> str:
    """By members that only one kind has; nothing for what is none of them."""
    if "event" in record:
        return "events"
    if "location" in record:
        return "locations"
    return "pages" if "parent" in record else ""


def _wanted(language: str, languages: Collection[str]) -> bool:
    return not languages or language in languages


# --- The interface -----------------------------------------------------------------------------------------------------


def _of_interface(
    parts: SplitResult, region: str, languages: Collection[str], ask: Callable[[str], Any]
) -> Source:
    before, _version, after = parts.path.partition(VERSION)
    region = region or after.strip("/").split("/")[0]
    if not region:
        raise Unreadable(_("Welche Region? Bitte ihr Kürzel nennen."))
    root = (before if VERSION in parts.path else parts.path).rstrip("/")
    base = f"{parts.scheme}://{parts.netloc}{root}{VERSION}"
    told = ask(f"{base}/regions/{region}/")
    if not isinstance(told, dict) or not isinstance(told.get("languages"), list):
        said = {"where": base, "region": region}
        raise Unreadable(_("%(where)s kennt keine Region %(region)s.") % said)
    answers = []
    for code in (str(each.get("code") or "") for each in told["languages"]):
        if not code or not _wanted(code, languages):
            continue
        for kind, path in KINDS.items():
            where = f"{base}/{region}/{code}/{path}"
            records = ask(where)
            if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
                raise Unreadable(_no_list(where))
            answers.append(Answer(kind, region, code, records))
    return Source(region, str(told.get("name") or ""), answers)


def fetched(address: str) -> Any:
    """One answer, at most so long and so large; only encrypted, but for this machine itself."""
    _require_encrypted(address)
    request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            _require_encrypted(answer.geturl())
            content = answer.read(MOST_BYTES + 1)
    except TimeoutError as problem:
        raise Unreadable(f"{address} antwortet nicht innerhalb von {SECONDS} Sekunden.") from problem
    except urllib.error.HTTPError as problem:
        raise Unreadable(f"{address} antwortet mit Fehler {problem.code}.") from problem
    except OSError as problem:
        if isinstance(getattr(problem, "reason", None), TimeoutError):
            raise Unreadable(f"{address} antwortet nicht innerhalb von {SECONDS} Sekunden.") from problem
        raise Unreadable(f"{address} ist nicht zu erreichen: {problem}") from problem
    if len(content) > MOST_BYTES:
        raise Unreadable(f"{address} antwortet mit mehr als {MOST_BYTES // 1_000_000} MB.")
    try:
        return json.loads(content)
    except ValueError as problem:
        raise Unreadable(f"{address} antwortet nicht mit JSON: {problem}") from problem


def _require_encrypted(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise Unreadable(f"{address} ist nicht verschlüsselt. Bitte mit https.")
