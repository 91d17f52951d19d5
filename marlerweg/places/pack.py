"""A place pack as plain values: what the files of a town say, read but not yet judged (see `rules.check`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, get_args

from marlerweg.places.facts import (
    ActionField,
    Alias,
    Crosswalk,
    District,
    Format,
    Goal,
    Indicator,
    KodexVersion,
    LegalSphere,
    Level,
    NamedMeasure,
    Observation,
    Organisation,
    Population,
    PopulationDefinition,
    ProcessStep,
    Recipient,
    Scheme,
    SchoolHoliday,
    Source,
    Theme,
    Town,
    Value,
    ValueCrosswalk,
)
from marlerweg.places.findings import Finding, Spot, meant
from marlerweg.places.reading import bare, fill, hints, marks, parse
from marlerweg.places.vocabularies import Vocabulary, VocabularyTerm


@dataclass(frozen=True)
class Table:
    """Where a part of the pack stands."""

    file: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    town: Annotated[Town, Table("town.toml", "town")]
    populations: Annotated[tuple[Population, ...], Table("town.toml", "population")] = ()
    sources: Annotated[tuple[Source, ...], Table("sources.toml", "source")] = ()
    districts: Annotated[tuple[District, ...], Table("districts.toml", "district")] = ()
    aliases: Annotated[tuple[Alias, ...], Table("districts.toml", "alias")] = ()
    schemes: Annotated[tuple[Scheme, ...], Table("themes.toml", "scheme")] = ()
    themes: Annotated[tuple[Theme, ...], Table("themes.toml", "theme")] = ()
    crosswalks: Annotated[tuple[Crosswalk, ...], Table("themes.toml", "crosswalk")] = ()
    vocabularies: Annotated[tuple[Vocabulary, ...], Table("taxonomy.toml", "vocabulary")] = ()
    vocabulary_terms: Annotated[tuple[VocabularyTerm, ...], Table("taxonomy.toml", "term")] = ()
    kodex_versions: Annotated[tuple[KodexVersion, ...], Table("kodex.toml", "version")] = ()
    values: Annotated[tuple[Value, ...], Table("kodex.toml", "value")] = ()
    value_crosswalks: Annotated[tuple[ValueCrosswalk, ...], Table("kodex.toml", "crosswalk")] = ()
    action_fields: Annotated[tuple[ActionField, ...], Table("kodex.toml", "action_field")] = ()
    goals: Annotated[tuple[Goal, ...], Table("kodex.toml", "goal")] = ()
    named_measures: Annotated[tuple[NamedMeasure, ...], Table("kodex.toml", "measure")] = ()
    organisations: Annotated[tuple[Organisation, ...], Table("organisations.toml", "organisation")] = ()
    formats: Annotated[tuple[Format, ...], Table("formats.toml", "format")] = ()
    legal_spheres: Annotated[tuple[LegalSphere, ...], Table("way.toml", "legal_sphere")] = ()
    process_steps: Annotated[tuple[ProcessStep, ...], Table("way.toml", "process_step")] = ()
    levels: Annotated[tuple[Level, ...], Table("way.toml", "level")] = ()
    recipients: Annotated[tuple[Recipient, ...], Table("way.toml", "recipient")] = ()
    population_definitions: Annotated[
        tuple[PopulationDefinition, ...], Table("indicators.toml", "population_definition")
    ] = ()
    indicators: Annotated[tuple[Indicator, ...], Table("indicators.toml", "indicator")] = ()
    observations: Annotated[tuple[Observation, ...], Table("observations.toml", "observation")] = ()
    school_holidays: Annotated[
        tuple[SchoolHoliday, ...], Table("school_holidays.toml", "school_holiday")
    ] = ()

    flaws: tuple[Finding, ...] = ()  # what did not fit while reading
    unread: frozenset[str] = frozenset()  # files that are missing or cannot be read
    spots: Mapping[tuple[str, int], Spot] = field(default_factory=dict)  # part and position → where it stands

    def entries(self, part: str) -> Iterator[tuple[Any, Spot]]:
        """The entries of one part, each with the place where it stands."""
        value = getattr(self, part)
        if part == "town":
            value = (value,) if (part, 0) in self.spots else ()
        for index, entry in enumerate(value):
            yield entry, self.spots.get((part, index), Spot(PARTS[part].file))


PARTS: Mapping[str, Table] = {
    part.name: mark
    for part in fields(Pack)
    for mark in marks(hints(Pack)[part.name])
    if isinstance(mark, Table)
}
FILES = tuple(dict.fromkeys(table.file for table in PARTS.values()))


def read(folder: Path) -> Pack:
    """Read all files of a pack; never fails on what they say, `rules.check` tells what is wrong."""
    documents, lines, found = {}, {}, []
    for file in FILES:
        if not (folder / file).is_file():
            found.append(
                Spot(file).error("Die Datei fehlt. Bitte anlegen; gibt es dazu nichts, darf sie leer sein.")
            )
        elif isinstance(result := parse(folder / file), Finding):
            found.append(result)
        else:
            documents[file], lines[file] = result
    stray = sorted({path.name for path in folder.glob("*.toml")} - {*FILES})
    found += [Spot(name).hint(f"Diese Datei wird nicht gelesen.{meant(name, FILES)}") for name in stray]
    return assemble(documents, lines, found)


def assemble(
    documents: Mapping[str, Mapping[str, Any]],
    lines: Mapping[str, Mapping[str, list[int]]] | None = None,
    flaws: list[Finding] | None = None,
) -> Pack:
    """Make a pack from parsed files; a file that is not among them counts as unread."""
    found = [
        *(flaws or []),
        *(each for file, document in documents.items() for each in _misplaced(file, document)),
    ]
    parts: dict[str, Any] = {}
    spots: dict[tuple[str, int], Spot] = {}
    for part, table in PARTS.items():
        tables = _tables(documents.get(table.file, {}).get(table.name, []))
        heads = (lines or {}).get(table.file, {}).get(table.name, [])
        known = len(heads) == len(tables)
        here = [
            Spot(table.file, _label(table.name, t), heads[i] if known else None) for i, t in enumerate(tables)
        ]
        kind = bare(hints(Pack)[part])
        cls = Town if kind is Town else get_args(kind)[0]
        parts[part] = tuple(fill(cls, each, spot, found) for each, spot in zip(tables, here, strict=True))
        spots |= {(part, i): spot for i, spot in enumerate(here)}
    unread = frozenset(FILES) - documents.keys()
    if not parts["town"] and "town.toml" not in unread:
        found.append(Spot("town.toml").error("Die Tabelle [town] fehlt. Bitte anlegen."))
    parts["town"] = parts["town"][0] if parts["town"] else fill(Town, {}, Spot("town.toml"), [])
    return Pack(**parts, flaws=tuple(found), unread=unread, spots=spots)


def _tables(value: Any) -> list[Mapping[str, Any]]:
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, dict)]


def _label(table: str, entry: Mapping[str, Any]) -> str:
    """Name an entry as its writer would: by key, by name, or by its two ends."""
    ends = f"{entry.get('from', '?')} → {entry.get('to', '?')}" if "from" in entry or "to" in entry else ""
    name = entry.get("key") or entry.get("name") or ends or "ohne Schlüssel"
    return f"{table} „{name}“"


def _misplaced(file: str, document: Mapping[str, Any]) -> Iterator[Finding]:
    """Tables that do not belong into this file, or are no tables at all."""
    here = [table.name for table in PARTS.values() if table.file == file]
    for name, value in document.items():
        spot = Spot(file, f"[[{name}]]")
        homes = [table.file for table in PARTS.values() if table.name == name]
        if file in homes:
            if len(_tables(value)) != (len(value) if isinstance(value, list) else 1):
                yield spot.error(
                    f"„{name}“ muss als Tabelle geschrieben sein: [[{name}]] in einer eigenen Zeile."
                )
        elif homes:
            yield spot.error(f"Diese Tabelle gehört in die Datei {homes[0]}.")
        else:
            yield spot.error(
                f"Die Tabelle „{name}“ gibt es nicht.{meant(name, here)} In dieser Datei stehen: {', '.join(here)}.",
            )
