"""The town's words for legal spheres and steps of the chain."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value

from marlerweg.way.models import Term


def terms() -> list[Term]:
    """All of them, in the town's order."""
    return list(Term.objects.order_by("kind", "position"))


def names_of(codes: Iterable[str]) -> list[str]:
    """In the reader's language; a code without a term is shown as it is."""
    wanted = [code for code in codes if code]
    if not wanted:
        return []
    known = {term.code: str(term) for term in Term.objects.filter(code__in=wanted)}
    return [known.get(code, code) for code in wanted]


def named_at_once(**rows: QuerySet[Any]) -> dict[str, list[tuple[UUID, str]]]:
    """Keys and names of organisations, bodies and the like for several choices of a page, in one query."""
    parts = [
        each.order_by().values_list("pk", "short_name", "name", Value(of, output_field=CharField()))
        for of, each in rows.items()
    ]
    found: dict[str, list[tuple[UUID, str]]] = {of: [] for of in rows}
    for key, short_name, name, of in sorted(parts[0].union(*parts[1:], all=True), key=itemgetter(2)):
        found[of].append((key, short_name or name))
    return found
