"""Fills dataclasses from TOML tables by their type hints; whatever does not fit becomes a finding.

A value that is missing or wrong is replaced by a blank, so that one mistake is reported once and the rest of the
pack is still read.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from marlerweg.places.findings import Finding, Spot, meant

Hint = Any  # a type hint is an object of no common class

WANTED = {
    str: "ein Text in Anführungszeichen",
    int: "eine ganze Zahl ohne Anführungszeichen und ohne Tausenderpunkt",
    float: "eine Zahl mit Punkt statt Komma",
    bool: "true oder false",
    dt.date: "ein Datum wie 2023-03-22 ohne Anführungszeichen",
}
BLANKS: dict[Hint, Any] = {str: "", int: 0, float: 0.0, bool: False, dt.date: dt.date.min}


@dataclass(frozen=True)
class Refers:
    """Marks a text as the key of an entry in another table of the pack."""

    table: str


@dataclass(frozen=True)
class Named:
    """The name in the file where Python does not allow it or the plural reads better in code."""

    name: str


def origin(hint: Hint) -> Any:
    """`typing.get_origin`, whose many overloads would hide what is asked here."""
    return get_origin(hint)


@cache
def hints(cls: Any) -> dict[str, Hint]:
    return get_type_hints(cls, include_extras=True)


def marks(hint: Hint) -> tuple[Any, ...]:
    return get_args(hint)[1:] if origin(hint) is Annotated else ()


def bare(hint: Hint) -> Hint:
    """The hint without its marks and without "or nothing"."""
    if origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    if origin(hint) in {Union, UnionType}:
        return next(bare(part) for part in get_args(hint) if part is not NoneType)
    return hint


def names(cls: Any) -> dict[str, Field[Any]]:
    """The fields of a dataclass by the name they have in the file."""
    found = {}
    for field in fields(cls):
        named = [mark.name for mark in marks(hints(cls)[field.name]) if isinstance(mark, Named)]
        found[named[0] if named else field.name] = field
    return found


def parse(path: Path) -> tuple[dict[str, Any], dict[str, list[int]]] | Finding:
    """Read one file: its tables and the line of every table's head."""
    spot = Spot(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text), heads(text)
    except UnicodeDecodeError:
        return spot.error(
            "Die Datei ist nicht als UTF-8 gespeichert. Bitte mit der Kodierung „UTF-8“ speichern."
        )
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        line = int(where[1]) if where else text.count("\n") + 1
        return Spot(path.name, line=line).error(
            "Hier lässt sich die Datei nicht lesen. Oft fehlt ein Anführungszeichen, eine Klammer oder ein Komma, "
            f"oder ein Feld steht doppelt; der Fehler kann schon eine Zeile darüber liegen. (Meldung: {error})",
        )


def heads(text: str) -> dict[str, list[int]]:
    """The lines at which `[name]` and `[[name]]` stand, by name."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line):
            found.setdefault(head[1], []).append(number)
    return found


def fill(cls: Any, table: Mapping[str, Any], spot: Spot, found: list[Finding]) -> Any:
    """Make one `cls` from a table, adding what does not fit to `found`."""
    known = names(cls)
    found += [
        spot.at(name).error(
            f"Das Feld „{name}“ gibt es hier nicht.{meant(name, known)} Erlaubt sind: {', '.join(known)}.",
        )
        for name in table
        if name not in known
    ]
    values = {}
    for name, field in known.items():
        hint = hints(cls)[field.name]
        if name in table:
            values[field.name] = convert(hint, table[name], spot.at(name), found)
        elif field.default is MISSING and field.default_factory is MISSING:
            found.append(spot.at(name).error(f"Das Pflichtfeld „{name}“ fehlt. Bitte ergänzen."))
            values[field.name] = blank(hint)
    return cls(**values)


def convert(hint: Hint, value: Any, spot: Spot, found: list[Finding]) -> Any:
    """Turn one TOML value into what the hint asks for."""
    kind = bare(hint)
    if origin(kind) is Literal:
        return _choice(get_args(kind), value, spot, found)
    if is_dataclass(kind) or isinstance(origin(kind), type):
        return _nested(kind, value, spot, found)
    if _fits(kind, value):
        return kind(value) if kind is float else value
    empty = isinstance(value, str) and not value.strip() and kind is str
    found.append(
        spot.error("Der Text ist leer. Bitte ausfüllen." if empty else f"Hier gehört {WANTED[kind]} hin.")
    )
    return BLANKS[kind]


def _fits(kind: Hint, value: Any) -> bool:
    if kind is str:
        return isinstance(value, str) and bool(value.strip())
    if kind is dt.date:
        return type(value) is dt.date
    return type(value) is kind or (kind is float and type(value) is int)


def _choice(allowed: tuple[str, ...], value: Any, spot: Spot, found: list[Finding]) -> Any:
    if value in allowed:
        return value
    found.append(
        spot.error(
            f"„{value}“ ist hier nicht erlaubt.{meant(str(value), allowed)} Möglich sind: {', '.join(allowed)}.",
        ),
    )
    return allowed[0]


def _nested(kind: Hint, value: Any, spot: Spot, found: list[Finding]) -> Any:
    """Tables, lists and lists of fixed length."""
    parts = get_args(kind)
    if is_dataclass(kind) or origin(kind) is not tuple:
        if not isinstance(value, dict):
            found.append(spot.error("Hier gehört eine Tabelle in geschweiften Klammern hin."))
            return blank(kind)
        if is_dataclass(kind):
            return fill(kind, value, spot, found)
        return {key: convert(parts[1], part, spot.at(key), found) for key, part in value.items()}
    if not isinstance(value, list):
        found.append(spot.error("Hier gehört eine Liste in eckigen Klammern hin."))
        return blank(kind)
    if parts[-1] is not Ellipsis and len(value) != len(parts):
        found.append(spot.error(f"Hier gehören genau {len(parts)} Werte in die eckigen Klammern."))
        return blank(kind)
    return tuple(convert(parts[0], part, spot, found) for part in value)


def blank(hint: Hint) -> Any:
    """What stands in for a missing value."""
    kind = bare(hint)
    if kind in BLANKS:
        return BLANKS[kind]
    if origin(kind) is Literal:
        return get_args(kind)[0]
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: blank(hint) for name, hint in hints(kind).items()})
    if origin(kind) is tuple:
        return tuple(blank(part) for part in get_args(kind)) if Ellipsis not in get_args(kind) else ()
    return {}


def references(thing: Any) -> Iterator[tuple[str, str, str]]:
    """Every reference of an entry as field, table, key."""
    kind: Any = type(thing)
    for name, field in names(kind).items():
        yield from _references(name, hints(kind)[field.name], getattr(thing, field.name))


def _references(name: str, hint: Hint, value: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, tuple):
        part = get_args(bare(hint))[0]
        for each in value:
            yield from _references(name, part, each)
    elif is_dataclass(value):
        yield from ((f"{name}.{inner}", table, key) for inner, table, key in references(value))
    elif isinstance(value, str):
        yield from ((name, mark.table, value) for mark in all_marks(hint) if isinstance(mark, Refers))


def all_marks(hint: Hint) -> tuple[Any, ...]:
    """The marks of a hint, also those inside "or nothing"."""
    if origin(hint) in {Union, UnionType}:
        return tuple(mark for part in get_args(hint) for mark in marks(part))
    if origin(hint) is Annotated:
        return (*marks(hint), *all_marks(get_args(hint)[0]))
    return ()
