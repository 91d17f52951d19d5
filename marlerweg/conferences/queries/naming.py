"""Organisations by the name people write on a registration."""

from marlerweg.network.models import Organisation
from marlerweg.network.rules.folding import name_words


def organisation_named(name: str) -> Organisation | None:
    """The one that is publicly listed under this name or short name; none where it is not certain."""
    if not (wanted := name_words(name) if name.strip() else ()):
        return None
    rows = Organisation.objects.filter(archived_at=None, merged_into=None, is_listed=True)
    found = {
        row.pk: row
        for row in rows
        if wanted in {name_words(row.name), name_words(row.short_name) if row.short_name else ()}
    }
    return next(iter(found.values())) if len(found) == 1 else None
