"""What a merge would do, found out from the tables themselves: rooms above are never named here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from marlerweg.accounts.models import Assignment
from marlerweg.network.models import Organisation, Person
from marlerweg.network.rules import merging
from marlerweg.network.rules.merging import Take

Mergeable = Organisation | Person

# Columns of the row's own life; everything else is offered for choice.
OWN = {"id", "key", "pack_digest", "archived_at", "merged_into", "version", "user"}


@dataclass(frozen=True)
class Reference:
    """A column of some table that points to the kind of row that is merged; `only` narrows loose ones."""

    model: type[models.Model]
    column: str
    only: Q = field(default_factory=Q)

    @property
    def label(self) -> str:
        meta = self.model._meta
        if not meta.auto_created:
            return str(meta.verbose_name_plural)
        return str(_owning_field(self.model).verbose_name)

    def rows(self, target: models.Model) -> "models.QuerySet[Any]":
        return self.model._base_manager.filter(self.only, **{self.column: target.pk})


@dataclass(frozen=True)
class FieldChoice:
    """One field with both values and what is suggested; equal ones need no choice."""

    name: str
    label: str
    survivor: Any
    duplicate: Any
    suggested: Take

    @property
    def differs(self) -> bool:
        return bool(self.survivor != self.duplicate)

    @property
    def holds_list(self) -> bool:
        return isinstance(self.survivor, list)


@dataclass(frozen=True)
class RelationMove:
    """References of one kind: `moving` go over, `staying` are there already and remain with the archived row."""

    reference: Reference
    moving: list[Any]
    staying: list[Any]

    @property
    def label(self) -> str:
        return self.reference.label


@dataclass(frozen=True)
class Preview:
    survivor: Any
    duplicate: Any
    fields: list[FieldChoice]
    relations: list[RelationMove]


def preview(survivor: Mergeable, duplicate: Mergeable) -> Preview:
    """Every field and every relation, before anything is touched."""
    return Preview(
        survivor, duplicate, list(field_choices(survivor, duplicate)), list(moves(survivor, duplicate))
    )


def field_choices(survivor: Mergeable, duplicate: Mergeable) -> Iterator[FieldChoice]:
    for column in survivor._meta.concrete_fields:
        if column.name not in OWN:
            first, second = (getattr(row, column.name) for row in (survivor, duplicate))
            suggested = merging.suggested(first, second)
            yield FieldChoice(column.name, str(column.verbose_name), first, second, suggested)


def moves(survivor: Mergeable, duplicate: Mergeable) -> Iterator[RelationMove]:
    for reference in references_to(type(survivor)):
        rows = reference.rows(duplicate)
        if reference.model is type(survivor):
            rows = rows.exclude(pk__in=[survivor.pk, duplicate.pk])
        moving: list[Any] = []
        staying: list[Any] = []
        for row in rows:
            (staying if _is_there_already(reference, row, survivor) else moving).append(row.pk)
        if moving or staying:
            yield RelationMove(reference, moving, staying)


def references_to(model: type[models.Model]) -> list[Reference]:
    """Every foreign key and join table of the whole house that points here, found by Django's own account of it."""
    found = [
        Reference(relation.related_model, relation.field.attname)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.field.name != "merged_into"
    ]
    if model is Organisation:
        scope = Q(scope_kind=Assignment.Scope.ORGANISATION)
        found.append(Reference(Assignment, "scope_id", scope))
    return sorted(found, key=lambda each: (each.model._meta.label, each.column))


def _is_there_already(reference: Reference, row: Any, survivor: Mergeable) -> bool:
    """Would the row, pointing to the survivor, stand twice, or point to itself?"""
    if reference.model._meta.auto_created and _points_to(row, survivor):
        return _owning_field(reference.model).related_model is _owning_field(reference.model).model
    return any(
        _clashes(reference, row, survivor, fields, condition)
        for fields, condition in _unique_sets(reference.model)
        if _column(reference.model, reference.column) in fields
    )


def _clashes(
    reference: Reference, row: Any, survivor: Mergeable, fields: tuple[str, ...], condition: Q | None
) -> bool:
    own = _column(reference.model, reference.column)
    same = {name: getattr(row, _attname(reference.model, name)) for name in fields if name != own}
    if any(value is None for value in same.values()):
        return False
    manager = reference.model._base_manager
    if condition is not None and not manager.filter(condition, pk=row.pk).exists():
        return False
    there = manager.filter(**same, **{reference.column: survivor.pk}).exclude(pk=row.pk)
    return (there.filter(condition) if condition is not None else there).exists()


def _unique_sets(model: type[models.Model]) -> Iterator[tuple[tuple[str, ...], Q | None]]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            yield tuple(constraint.fields), constraint.condition
    for together in model._meta.unique_together:
        yield tuple(together), None
    for column in model._meta.concrete_fields:
        if column.unique and not column.primary_key:
            yield (column.name,), None


def _column(model: type[models.Model], attname: str) -> str:
    """The field's name behind its column's name."""
    return next(field.name for field in model._meta.concrete_fields if field.attname == attname)


def _attname(model: type[models.Model], name: str) -> str:
    return next(field.attname for field in model._meta.concrete_fields if field.name == name)


def _points_to(row: Any, survivor: Mergeable) -> bool:
    return survivor.pk in {getattr(row, field.attname) for field in row._meta.concrete_fields}


def _owning_field(through: type[models.Model]) -> Any:
    """The many-to-many field that keeps its rows in this join table."""
    owner: Any = through._meta.auto_created
    return next(field for field in owner._meta.many_to_many if field.remote_field.through is through)
