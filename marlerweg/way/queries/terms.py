"""The town's words for legal spheres and steps of the chain."""

from collections.abc import Iterable

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
