"""Order of rows: as in a phone book, empty values last, the same on both databases, and always to the last row."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate

from marlerweg.ui.lists.fields import is_text

SQLITE_COLLATION = "telefonbuch"
POSTGRES_COLLATION = "de-x-icu"


@lru_cache(maxsize=20_000)
def alphabetical_key(text: str) -> tuple[str, str]:
    """Ä sorts with a, ß with ss, capitals with small letters (DIN 5007-1); the text itself decides between equals."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return plain.casefold(), text


def compare(one: str, other: str) -> int:
    first, second = alphabetical_key(one), alphabetical_key(other)
    return (first > second) - (first < second)


def teach_sqlite(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Called for every new connection; PostgreSQL knows the order by itself."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SQLITE_COLLATION, compare)


def ordered(queryset: models.QuerySet[Any], paths: Iterable[str], *, turned: bool) -> models.QuerySet[Any]:
    """Sort by the paths (or against them when `turned`), by key where they are equal, so that paging never repeats a row."""
    return queryset.order_by(*(order(queryset, path, turned=turned) for path in paths), "pk")


def order(queryset: models.QuerySet[Any], path: str, *, turned: bool) -> OrderBy:
    name = path.removeprefix("-")
    expression: Any = F(name)
    if is_text(queryset, name):
        collation = POSTGRES_COLLATION if connection.vendor == "postgresql" else SQLITE_COLLATION
        expression = Collate(expression, collation)
    downwards = path.startswith("-") != turned
    return OrderBy(expression, descending=downwards, nulls_last=True)
