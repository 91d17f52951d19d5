"""What a database path ends in, so that sorting and searching treat text and many-valued paths rightly."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.constants import LOOKUP_SEP


def spans_many(model: type[models.Model], path: str) -> bool:
    """True when a path can meet several rows per thing, so that a plain filter would show the thing twice."""
    return any(
        field.is_relation and (field.many_to_many or field.one_to_many) for field in met_on(model, path)
    )


def is_text(queryset: models.QuerySet[Any], path: str) -> bool:
    """True for words that are sorted as in a phone book rather than by code point."""
    annotation = queryset.query.annotations.get(path)
    if annotation is not None:
        field = getattr(annotation, "output_field", None)
        return isinstance(field, models.CharField | models.TextField)
    met = met_on(queryset.model, path)
    return bool(met) and isinstance(met[-1], models.CharField | models.TextField)


def met_on(model: type[models.Model] | None, path: str) -> list[Any]:
    """The fields on a path, as far as it leads through fields."""
    met: list[Any] = []
    for name in path.split(LOOKUP_SEP):
        if model is None:
            break
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            break
        met.append(field)
        model = field.related_model if field.is_relation else None
    return met
