"""The data register: what every column of the house holds, why, for how long, and whether its person may ask for it.

Each room keeps `data_register.toml` beside its models:

    [user]                                  # a model of the room in small letters, or "app.model" of a library
    purpose = "Anmelden und zuordnen, wer was getan hat"
    retention = "zwei Jahre nach dem Ende der letzten Rolle"
    internal = ["id", "is_active"]          # every column stands under exactly one class:
    personal = ["email", "name"]            # public, internal, personal or special
    special = ["password"]
    [user.differing.password]               # where one column differs from its section
    purpose = "prüfen, ob das Passwort stimmt; nur als Hash"
    export = false

What is personal or special goes into a person's own export unless `export = false` says otherwise.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

FILE = "data_register.toml"
CLASSES = ("public", "internal", "personal", "special")
OF_PERSONS = frozenset({"personal", "special"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One column: `model` is `app_label.model`, `sensitivity` one of CLASSES."""

    model: str
    field: str
    sensitivity: str
    purpose: str
    retention: str
    export: bool


def entries() -> list[Entry]:
    """All rooms' entries in the order of the rooms."""
    return [entry for config in apps.get_app_configs() for entry in _of_room(config.label, Path(config.path))]


def read(room: str, text: str) -> list[Entry]:
    """The entries of one file; a fault in it is named with its place."""
    found = []
    for section, content in tomllib.loads(text).items():
        model = section if "." in section else f"{room}.{section}"
        unknown = content.keys() - {"purpose", "retention", "differing", *CLASSES}
        if unknown:
            raise ValueError(f"{model}: {', '.join(sorted(unknown))} means nothing here")
        named = [(name, each) for each in CLASSES for name in content.get(each, [])]
        found += [_entry(model, name, each, content) for name, each in named]
        _check(model, [name for name, _ in named], content)
    return found


def columns() -> Iterator[tuple[str, str]]:
    """Every column there really is, relations between many included."""
    for model in apps.get_models():
        label = model._meta.label_lower
        yield from ((label, field.name) for field in _stored(model))


def missing(known: Iterable[Entry]) -> list[tuple[str, str]]:
    entered = {(entry.model, entry.field) for entry in known}
    return sorted(set(columns()) - entered)


def stale(known: Iterable[Entry]) -> list[tuple[str, str]]:
    """Entered, but no longer a column."""
    return sorted({(entry.model, entry.field) for entry in known} - set(columns()))


def _stored(model: type[models.Model]) -> list[Any]:
    return [*model._meta.local_concrete_fields, *model._meta.local_many_to_many]


def _of_room(room: str, folder: Path) -> list[Entry]:
    path = folder / FILE
    return read(room, path.read_text(encoding="utf-8")) if path.exists() else []


def _entry(model: str, name: str, sensitivity: str, section: Mapping[str, Any]) -> Entry:
    own = section.get("differing", {}).get(name, {})
    purpose, retention = (own.get(key, section.get(key, "")) for key in ("purpose", "retention"))
    if not purpose or not retention:
        raise ValueError(f"{model}.{name}: purpose and retention must be said, by the column or its section")
    return Entry(
        model, name, sensitivity, purpose, retention, bool(own.get("export", sensitivity in OF_PERSONS))
    )


def _check(model: str, named: list[str], section: Mapping[str, Any]) -> None:
    twice = sorted({name for name in named if named.count(name) > 1})
    lost = sorted(section.get("differing", {}).keys() - set(named))
    if twice or lost:
        raise ValueError(f"{model}: in two classes {twice}, differing without a class {lost}")
