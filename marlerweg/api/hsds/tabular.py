"""HSDS as a tabular data package: one CSV file per kind of record, and nested services made of them again.

Which record is nested where under which name is the only knowledge needed; the columns come from the shapes.
"""

import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from marlerweg.api.hsds import VERSION, shapes

Record = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """`lists` and `ones` lead from a member to the table of the records in it."""

    file: str
    shape: type[shapes.Record]
    lists: Mapping[str, str] = field(default_factory=dict)
    ones: Mapping[str, str] = field(default_factory=dict)


_LINKED = {"attributes": "attribute", "metadata": "metadata"}
TABLES: dict[str, Table] = {
    "service": Table(
        "services.csv",
        shapes.Service,
        {
            "additional_urls": "url",
            "phones": "phone",
            "schedules": "schedule",
            "service_areas": "service_area",
            "service_at_locations": "service_at_location",
            "languages": "language",
            "funding": "funding",
            "cost_options": "cost_option",
            "required_documents": "required_document",
            "contacts": "contact",
            "capacities": "service_capacity",
            **_LINKED,
        },
        {"organization": "organization", "program": "program"},
    ),
    "organization": Table(
        "organizations.csv",
        shapes.Organization,
        {
            "additional_websites": "url",
            "funding": "funding",
            "contacts": "contact",
            "phones": "phone",
            "locations": "location",
            "programs": "program",
            "organization_identifiers": "organization_identifier",
            **_LINKED,
        },
    ),
    "location": Table(
        "locations.csv",
        shapes.Location,
        {
            "languages": "language",
            "addresses": "address",
            "contacts": "contact",
            "accessibility": "accessibility",
            "phones": "phone",
            "schedules": "schedule",
            **_LINKED,
        },
    ),
    "service_at_location": Table(
        "service_at_location.csv",
        shapes.ServiceAtLocation,
        {
            "service_areas": "service_area",
            "contacts": "contact",
            "phones": "phone",
            "schedules": "schedule",
            **_LINKED,
        },
        {"location": "location"},
    ),
    "contact": Table("contacts.csv", shapes.Contact, {"phones": "phone", **_LINKED}),
    "phone": Table("phones.csv", shapes.Phone, {"languages": "language", **_LINKED}),
    "language": Table("languages.csv", shapes.Language, _LINKED),
    "schedule": Table("schedules.csv", shapes.Schedule, _LINKED),
    "address": Table("addresses.csv", shapes.Address, _LINKED),
    "accessibility": Table("accessibility.csv", shapes.Accessibility, _LINKED),
    "service_area": Table("service_areas.csv", shapes.ServiceArea, _LINKED),
    "cost_option": Table("cost_options.csv", shapes.CostOption, _LINKED),
    "required_document": Table("required_documents.csv", shapes.RequiredDocument, _LINKED),
    "service_capacity": Table("service_capacity.csv", shapes.Capacity, _LINKED, {"unit": "unit"}),
    "unit": Table("units.csv", shapes.Unit, _LINKED),
    "url": Table("url.csv", shapes.Url, _LINKED),
    "funding": Table("funding.csv", shapes.Funding, _LINKED),
    "program": Table("programs.csv", shapes.Program, _LINKED),
    "organization_identifier": Table("organization_identifiers.csv", shapes.Identifier, _LINKED),
    "attribute": Table("attributes.csv", shapes.Attribute, {}, {"taxonomy_term": "taxonomy_term"}),
    "taxonomy_term": Table("taxonomy_terms.csv", shapes.TaxonomyTerm, {}, {"taxonomy_detail": "taxonomy"}),
    "taxonomy": Table("taxonomies.csv", shapes.Taxonomy),
    "metadata": Table("metadata.csv", shapes.Record),
}
# How a table names its parent: attributes and metadata may hang on anything.
LINKS = {"attribute": "link_id", "metadata": "resource_id"}
KEYS = {"taxonomy_detail": "taxonomy_id"}
PARENTS = {
    name: sorted({parent for parent, table in TABLES.items() if name in table.lists.values()})
    for name in TABLES
}


def columns(name: str) -> list[str]:
    """Own members that are one value, then the keys of parents and of records that stand in a file of their own."""
    table = TABLES[name]
    own = [each for each in table.shape.model_fields if each not in table.lists and each not in table.ones]
    if name == "metadata":
        own += ["resource_id", "resource_type", "last_action_date", "last_action_type"]
        own += ["field_name", "previous_value", "replacement_value", "updated_by"]
    keys = [] if name in LINKS else [f"{parent}_id" for parent in PARENTS[name]]
    keys += [KEYS.get(member, f"{member}_id") for member in table.ones]
    return list(dict.fromkeys([*own, *(key for key in keys if key not in own)]))


# --- Writing -----------------------------------------------------------------------------------------------------------


def write(services: Iterable[Record], target: Path) -> int:
    """A folder, or a zip if the name ends so; returns the number of services. Members without a column are left out."""
    if target.suffix == ".zip":
        with tempfile.TemporaryDirectory() as folder:
            count = write(services, Path(folder) / "package")
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
                for file in sorted((Path(folder) / "package").iterdir()):
                    package.write(file, file.name)
        return count
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "rows")) as store:
        rows = _Rows(store)
        for service in services:
            _flatten("service", service, rows, {})
            count += 1
        for name in TABLES:
            _write_table(name, rows, target)
    described = json.dumps(description(), ensure_ascii=False, indent=2)
    (target / "datapackage.json").write_text(described, encoding="utf-8")
    return count


class _Rows:
    """Waiting rows by table and id; one that hangs on several records is one row with several keys."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store
        store.execute(
            "CREATE TABLE waiting (name TEXT, id TEXT, content TEXT, PRIMARY KEY (name, id)) WITHOUT ROWID"
        )
        store.execute("CREATE TABLE sequence (number INTEGER PRIMARY KEY, name TEXT, id TEXT)")

    def put(self, name: str, row: Record, keys: Mapping[str, str]) -> bool:
        """True when the record is new, so that what hangs on it is still to be put."""
        found = self._store.execute(
            "SELECT content FROM waiting WHERE name = ? AND id = ?", (name, str(row["id"]))
        ).fetchone()
        if found is None:
            self._keep(name, {**row, **keys})
            return True
        known = json.loads(found[0])
        if any(known.get(key, value) != value for key, value in keys.items()):
            own = {"id": str(uuid5(UUID(str(row["id"])), "/".join(sorted(keys.values()))))}
            return self.put(name, row | own, keys) and False
        if keys.items() - known.items():
            self._store.execute(
                "UPDATE waiting SET content = ? WHERE name = ? AND id = ?",
                (json.dumps({**known, **keys}, ensure_ascii=False), name, str(row["id"])),
            )
        return False

    def _keep(self, name: str, row: Record) -> None:
        content = json.dumps(row, ensure_ascii=False, default=str)
        self._store.execute("INSERT INTO waiting VALUES (?, ?, ?)", (name, str(row["id"]), content))
        self._store.execute("INSERT INTO sequence (name, id) VALUES (?, ?)", (name, str(row["id"])))

    def of(self, name: str) -> Iterator[Record]:
        found = self._store.execute(
            "SELECT content FROM sequence JOIN waiting USING (name, id) WHERE name = ? ORDER BY number",
            (name,),
        )
        return (json.loads(content) for (content,) in found)


def _flatten(name: str, record: Record, rows: _Rows, keys: Mapping[str, str]) -> None:
    table = TABLES[name]
    row = {key: value for key, value in record.items() if key not in table.lists and key not in table.ones}
    for member, child in table.ones.items():
        if isinstance(record.get(member), dict):
            row[KEYS.get(member, f"{member}_id")] = record[member]["id"]
            _flatten(child, record[member], rows, {})
    if not rows.put(name, row, keys):
        return
    for member, child in table.lists.items():
        link = LINKS.get(child, f"{name}_id")
        for each in record.get(member) or []:
            _flatten(child, each, rows, {link: str(record["id"])})


def _write_table(name: str, rows: _Rows, target: Path) -> None:
    with (target / TABLES[name].file).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(name), extrasaction="ignore")
        writer.writeheader()
        for row in rows.of(name):
            writer.writerow(
                {
                    key: json.dumps(value) if isinstance(value, dict | list) else value
                    for key, value in row.items()
                }
            )


def description() -> Record:
    """The `datapackage.json`: files, columns, keys."""
    return {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": VERSION,
        "resources": [_resource(name) for name in TABLES],
    }


def _resource(name: str) -> Record:
    table = TABLES[name]
    named = columns(name)
    targets = {f"{parent}_id": parent for parent in PARENTS[name]} if name not in LINKS else {}
    targets |= {KEYS.get(member, f"{member}_id"): child for member, child in table.ones.items()}
    required = {key for key, each in table.shape.model_fields.items() if each.is_required()}
    return {
        "name": name,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {
            "fields": [
                {
                    "name": each,
                    "type": "string",
                    **(
                        {"constraints": {"required": True}}
                        if each in required and each not in table.ones
                        else {}
                    ),
                }
                for each in named
            ],
            "foreignKeys": [
                {"fields": key, "reference": {"resource": target, "fields": "id"}}
                for key, target in sorted(targets.items())
                if key in named
            ],
        },
    }


# --- Reading -----------------------------------------------------------------------------------------------------------

_NUMBERS = {
    "minimum_age", "maximum_age", "latitude", "longitude", "extension", "timezone", "count", "interval", "amount",
    "available", "maximum", "year_incorporated",
}  # fmt: skip


def read(path: Path) -> Iterator[Record]:
    """Services with everything that hangs on them. The rows wait in a temporary database, not in memory."""
    with tempfile.TemporaryDirectory() as folder:
        if path.is_dir():
            root = path
        else:
            root = Path(folder) / "package"
            with zipfile.ZipFile(path) as package:
                _unpack(package, root)
        with closing(sqlite3.connect(Path(folder) / "rows.sqlite3")) as rows:
            _load(root, rows)
            nest = _Nest(rows)
            for (content,) in rows.execute("SELECT content FROM service ORDER BY rowid"):
                yield nest.grown("service", json.loads(content))


def _unpack(package: zipfile.ZipFile, root: Path) -> None:
    """Only the files we know, wherever in the archive they lie, and never outside the folder."""
    root.mkdir()
    wanted = {table.file for table in TABLES.values()}
    for entry in package.infolist():
        name = Path(entry.filename).name
        if name in wanted:
            (root / name).write_bytes(package.read(entry))


def _load(root: Path, rows: sqlite3.Connection) -> None:
    for name, table in TABLES.items():
        rows.execute(f'CREATE TABLE "{name}" (id TEXT, content TEXT)')
        rows.execute("CREATE TABLE IF NOT EXISTS child (parent TEXT, kind TEXT, name TEXT, content TEXT)")
        file = root / table.file
        if not file.exists():
            continue
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.DictReader(opened):
                record = {
                    key: _value(key, value) for key, value in row.items() if key and value not in (None, "")
                }
                content = json.dumps(record, ensure_ascii=False)
                rows.execute(f'INSERT INTO "{name}" VALUES (?, ?)', (record.get("id"), content))  # noqa: S608 - our own names
                for key, kind in _parents(name):
                    if key in record:
                        rows.execute(
                            "INSERT INTO child VALUES (?, ?, ?, ?)", (record[key], kind, name, content)
                        )
        rows.execute(f'CREATE INDEX "{name}_by_id" ON "{name}" (id)')
    rows.execute("CREATE INDEX child_by_parent ON child (parent, kind, name)")


def _parents(name: str) -> list[tuple[str, str]]:
    if name in LINKS:
        return [(LINKS[name], "")]
    return [(f"{parent}_id", parent) for parent in PARENTS[name]]


def _value(name: str, value: str) -> Any:
    if name in _NUMBERS:
        try:
            number = float(value)
        except ValueError:
            return value
        return int(number) if number.is_integer() else number
    return value


class _Nest:
    """Puts records back into each other; the keys that the nesting says anyway are left out."""

    def __init__(self, rows: sqlite3.Connection) -> None:
        self._rows = rows

    def grown(self, name: str, record: Record) -> Record:
        table = TABLES[name]
        for member, child in table.ones.items():
            key = record.get(KEYS.get(member, f"{member}_id"))
            if key and (found := self._one(child, key)):
                record[member] = self.grown(child, found)
                del record[KEYS.get(member, f"{member}_id")]
        for member, child in table.lists.items():
            if found_rows := self._children(str(record["id"]), name, child):
                record[member] = [self.grown(child, each) for each in found_rows]
        parents = {key for key, _ in _parents(name)} if name not in LINKS else set()
        return {key: value for key, value in record.items() if key not in parents}

    def _one(self, name: str, key: str) -> Record | None:
        found = self._rows.execute(f'SELECT content FROM "{name}" WHERE id = ? LIMIT 1', (key,)).fetchone()  # noqa: S608 - our own names
        return json.loads(found[0]) if found else None

    def _children(self, parent: str, kind: str, child: str) -> list[Record]:
        found = self._rows.execute(
            "SELECT content FROM child WHERE parent = ? AND kind = ? AND name = ? ORDER BY rowid",
            (parent, "" if child in LINKS else kind, child),
        )
        return [json.loads(content) for (content,) in found]


def as_bytes(services: Iterable[Record]) -> bytes:
    """The package as one zip in memory, for the web."""
    buffer = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "package.zip"
        write(services, target)
        buffer.write(target.read_bytes())
    return buffer.getvalue()
