"""A list as a sheet: exactly the rows the filters leave, in their order, with what was asked for written above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.text import slugify

from marlerweg.foundation import clock, sheets
from marlerweg.ui.lists.columns import Column

Format = Literal["xlsx", "csv"]
TYPES: dict[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Export:
    """What left the house: handed to the room's `on_export`, which writes it into the record."""

    title: str
    format: str
    rows: int
    wishes: dict[str, list[str]]


OnExport = Callable[[Any, Export], object]


def respond(
    wanted: str,
    *,
    name: str,
    title: str,
    columns: Sequence[Column],
    queryset: QuerySet[Any],
    wishes: dict[str, list[str]],
    notes: Sequence[str],
    viewer: Any,
    on_export: OnExport,
) -> HttpResponse:
    """The file, after the room has recorded that it goes out; an unknown format counts as XLSX."""
    form: Format = "csv" if wanted == "csv" else "xlsx"
    heads = [str(column.label) for column in columns]
    things = queryset.iterator(chunk_size=CHUNK)
    rows = [[column.for_sheet(thing) for column in columns] for thing in things]
    on_export(viewer, Export(title, form, len(rows), wishes))
    if form == "csv":
        content = sheets.write_csv(heads, rows)
    else:
        content = sheets.write_xlsx(
            [sheets.Sheet(title, heads, rows, notes=notes)],
            properties=sheets.Properties(title=title, created=clock.now()),
        )
    response = HttpResponse(content, content_type=TYPES[form])
    file_name = f"{slugify(name)}-{clock.today().isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
