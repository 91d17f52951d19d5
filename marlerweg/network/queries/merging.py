"""What a merge would do, found out from the tables themselves: rooms above are never named here."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import BooleanField, CharField, ExpressionWrapper, IntegerField, Q, Value
from django.db.models.functions import Cast

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
    """One query for all references together, one more where a row may be there already; never one per row."""
    for reference, keys in referring(duplicate):
        there = there_already(reference, survivor, duplicate)
        others = [key for key in keys if key not in {survivor.pk, duplicate.pk}]
        moving = [key for key in others if key not in there]
        staying = [key for key in others if key in there]
        if moving or staying:
            yield RelationMove(reference, moving, staying)


def referring(target: Mergeable) -> Iterator[tuple[Reference, list[Any]]]:
    """References by which any rows point to the target, with the keys of those rows."""
    references = references_to(type(target))
    parts = [
        reference.rows(target)
        .order_by()
        .values_list(Value(number, output_field=IntegerField()), Cast("pk", CharField()))
        for number, reference in enumerate(references)
    ]
    found: dict[int, list[Any]] = defaultdict(list)
    for number, key in parts[0].union(*parts[1:], all=True):
        found[number].append(references[number].model._meta.pk.to_python(key))
    for number in sorted(found):
        yield references[number], found[number]


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


def there_already(reference: Reference, survivor: Mergeable, duplicate: Mergeable) -> set[Any]:
    """Keys of rows that, pointing to the survivor, would stand twice or point to itself."""
    sets = [
        each
        for each in _unique_sets(reference.model)
        if _column(reference.model, reference.column) in each[0]
    ]
    if not sets and not reference.model._meta.auto_created:
        return set()
    both = reference.model._base_manager.filter(
        reference.only, **{f"{reference.column}__in": [survivor.pk, duplicate.pk]}
    )
    met = {
        f"met_{number}": ExpressionWrapper(condition or Q(pk__isnull=False), output_field=BooleanField())
        for number, (_, condition) in enumerate(sets)
    }
    rows = list(both.annotate(**met).values())
    name_of_key = reference.model._meta.pk.attname
    own = [row for row in rows if row[reference.column] == duplicate.pk]
    standing = [row for row in rows if row[reference.column] == survivor.pk]
    found = {row[name_of_key] for row in own if _points_to_itself(reference, row, survivor)}
    for number, (fields, _) in enumerate(sets):
        others = [
            _attname(reference.model, name)
            for name in fields
            if _attname(reference.model, name) != reference.column
        ]
        taken = {tuple(row[name] for name in others) for row in standing if row[f"met_{number}"]}
        found |= {
            row[name_of_key]
            for row in own
            if row[f"met_{number}"]
            and None not in (values := tuple(row[name] for name in others))
            and values in taken
        }
    return found


def _points_to_itself(reference: Reference, row: dict[str, Any], survivor: Mergeable) -> bool:
    """In a join table between rows of one kind."""
    if not reference.model._meta.auto_created or survivor.pk not in row.values():
        return False
    field = _owning_field(reference.model)
    return bool(field.related_model is field.model)


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


def _owning_field(through: type[models.Model]) -> Any:
    """The many-to-many field that keeps its rows in this join table."""
    owner: Any = through._meta.auto_created
    return next(field for field in owner._meta.many_to_many if field.remote_field.through is through)
