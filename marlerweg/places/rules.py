"""Judges a pack: what is wrong, what is missing, what is still open. Plain values in, sentences out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from marlerweg.places import contents, wording
from marlerweg.places.facts import Fact, Town
from marlerweg.places.findings import Finding, Spot, meant
from marlerweg.places.pack import FILES, PARTS, Pack
from marlerweg.places.reading import references

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
UPWARD = {"organisations": ("part_of", "umbrella"), "formats": ("parent",), "levels": ("refers_to",)}
STAFF_LANGUAGES = ("de", "en")  # what the interface of the offices speaks
Check = Callable[[Pack], Iterator[Finding]]


def check(pack: Pack) -> list[Finding]:
    """Everything that is wrong (error) or weak (hint), in the order of the files and lines."""
    found = {*pack.flaws, *chain.from_iterable(each(pack) for each in CHECKS)}
    files = [*FILES, *sorted({finding.file for finding in found} - {*FILES})]
    return sorted(found, key=lambda f: (files.index(f.file), f.line or 0, f.severity, f.place, f.sentence))


def keys_stand_once(pack: Pack) -> Iterator[Finding]:
    for part in PARTS:
        seen: set[str] = set()
        for entry, spot in pack.entries(part):
            key = getattr(entry, "key", "")
            if key and key in seen:
                yield spot.error(
                    f"Den Schlüssel „{key}“ gibt es schon. Jeder Schlüssel darf nur einmal vorkommen."
                )
            if key and part != "sources" and not KEY.fullmatch(key):
                yield spot.at("key").error(
                    "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und Bindestrichen.",
                )
            seen.add(key)


def references_lead_somewhere(pack: Pack) -> Iterator[Finding]:
    known = {part: {getattr(entry, "key", "") for entry, _ in pack.entries(part)} for part in PARTS}
    for part in PARTS:
        for entry, spot in pack.entries(part):
            for name, target, key in references(entry):
                home = PARTS[target]
                if key and key not in known[target] and home.file not in pack.unread:
                    yield spot.at(name).error(
                        f"„{key}“ gibt es in {home.file} nicht.{meant(key, known[target])} "
                        f"Bitte den Schlüssel berichtigen oder dort [[{home.name}]] mit diesem Schlüssel ergänzen.",
                    )


def facts_name_their_source(pack: Pack) -> Iterator[Finding]:
    for part in PARTS:
        for entry, spot in pack.entries(part):
            if isinstance(entry, Fact) and not entry.source:
                yield spot.at("source").error(
                    "Die Quelle fehlt. Bitte mindestens einen Schlüssel aus sources.toml nennen.",
                )


def sources_can_be_found(pack: Pack) -> Iterator[Finding]:
    entries = [entry for part in PARTS for entry, _ in pack.entries(part)]
    used = {key for entry in entries for _, table, key in references(entry) if table == "sources"}
    for source, spot in pack.entries("sources"):
        if not source.address and not source.note:
            yield spot.error("Die Quelle hat weder Adresse noch Erläuterung. Bitte eines von beiden angeben.")
        if source.address and not source.address.startswith(("https://", "http://")):
            yield spot.at("address").error("Die Adresse muss mit https:// oder http:// beginnen.")
        if source.key not in used and not pack.unread:
            yield spot.hint("Diese Quelle wird nirgends genannt. Bitte verwenden oder entfernen.")


def nothing_is_above_itself(pack: Pack) -> Iterator[Finding]:
    for part, names in UPWARD.items():
        for name in names:
            above = {entry.key: _keys(getattr(entry, name)) for entry, _ in pack.entries(part)}
            for entry, spot in pack.entries(part):
                if way := _way_back(entry.key, above):
                    yield spot.at(name).error(
                        f"Das führt im Kreis: {' → '.join(way)}. Bitte an einer Stelle lösen.",
                    )


def _keys(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _way_back(start: str, above: Mapping[str, Collection[str]]) -> list[str]:
    """A way from a key upwards to itself, or nothing."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for key in above.get(way[-1], ()):
            if key == start:
                return [*way, start]
            if key not in seen:
                seen.add(key)
                ways.append([*way, key])
    return []


def texts_speak_the_languages(pack: Pack) -> Iterator[Finding]:
    """Every text needs the town's main language; what the public filters by should have all of them."""
    if not pack.town.default_language:
        return
    in_force = {each.key for each in pack.schemes if each.current}
    in_force |= {each.key for each in pack.vocabularies if each.current}
    for part in PARTS:
        for entry, spot in pack.entries(part):
            for field in ("name", "text", "words", "description"):
                if isinstance(texts := getattr(entry, field, None), Mapping):
                    yield from _foreign(texts, pack.town, spot.at(field))
                    if field != "words":
                        public = field == "name" and _belongs_to(entry) in in_force
                        yield from _missing(texts, pack.town, spot.at(field), public=public)


def _belongs_to(entry: Any) -> str | None:
    """The scheme or list whose names the public filters by."""
    return getattr(entry, "scheme", None) or getattr(entry, "vocabulary", None)


def _foreign(texts: Collection[str], town: Town, spot: Spot) -> Iterator[Finding]:
    for code in texts:
        if code not in {*town.public_languages, *STAFF_LANGUAGES}:
            yield spot.error(
                f"„{code}“ gehört nicht zu den Sprachen der Stadt.{meant(code, town.public_languages)}"
            )


def _missing(texts: Collection[str], town: Town, spot: Spot, *, public: bool) -> Iterator[Finding]:
    if town.default_language not in texts:
        yield spot.error(f"Der Text in der Hauptsprache („{town.default_language}“) fehlt.")
    missing = [code for code in town.public_languages if code not in {*texts, town.default_language}]
    if public and missing:
        yield spot.hint(f"Übersetzung fehlt: {', '.join(missing)}.")


CHECKS: tuple[Check, ...] = (
    keys_stand_once,
    references_lead_somewhere,
    facts_name_their_source,
    sources_can_be_found,
    nothing_is_above_itself,
    texts_speak_the_languages,
    *contents.CHECKS,
    *wording.CHECKS,
)


@dataclass(frozen=True)
class State:
    """What one file holds, and what about it is still open."""

    file: str
    counts: Mapping[str, int]
    open: tuple[tuple[str, str], ...]  # entry, question
    to_confirm: tuple[str, ...]


def states(pack: Pack) -> list[State]:
    """File by file: how much there is and what its writers still want to know."""
    return [_state(pack, file) for file in FILES if file not in pack.unread]


def _state(pack: Pack, file: str) -> State:
    parts = [part for part, table in PARTS.items() if table.file == file]
    facts = [(e, spot.entry) for part in parts for e, spot in pack.entries(part) if isinstance(e, Fact)]
    return State(
        file,
        {PARTS[part].name: sum(1 for _ in pack.entries(part)) for part in parts},
        tuple((entry, question) for fact, entry in facts for question in fact.open),
        tuple(entry for fact, entry in facts if fact.confirm),
    )
