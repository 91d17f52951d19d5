"""Merging two rows into one, undoing it exactly, and remembering that two are not the same."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.network import policies
from marlerweg.network.models import Distinction, Merge
from marlerweg.network.queries import merging
from marlerweg.network.queries.duplicates import later_merges
from marlerweg.network.queries.merging import Mergeable
from marlerweg.network.rules.merging import Take, taken


class CannotMerge(ValueError):
    """One row with itself, rows of two kinds, or a row that was archived."""


class UndoneLater(Exception):
    """Later merges of the same rows must be undone first."""

    def __init__(self, merges: list[Merge]) -> None:
        super().__init__(", ".join(merge.duplicate_label for merge in merges))
        self.merges = merges


@transaction.atomic
def merge(
    survivor: Mergeable,
    duplicate: Mergeable,
    choices: Mapping[str, Take],
    *,
    by: User,
    at: datetime,
) -> Merge:
    """Everything that pointed to the duplicate points to the survivor, in every room; the duplicate is archived.

    `choices` says per field whose value remains; fields without a choice follow the preview's suggestion.
    """
    require(policies.may_tidy(by))
    survivor, duplicate = _locked(survivor, duplicate)
    plan = merging.preview(survivor, duplicate)
    moves = [_move(relation, survivor) for relation in plan.relations]
    kept = {
        choice.name: taken(choices.get(choice.name, choice.suggested), choice.survivor, choice.duplicate)
        for choice in plan.fields
    }
    fields = _write_both(survivor, duplicate, kept, at)
    row = Merge.objects.create(
        kind=survivor._meta.label_lower,
        survivor_id=survivor.pk,
        duplicate_id=duplicate.pk,
        survivor_label=str(survivor)[:200],
        duplicate_label=str(duplicate)[:200],
        fields=fields,
        moves=_json(moves),
        merged_at=at,
        merged_by=by,
    )
    audit.record(
        by, f"{survivor._meta.model_name}.merged", survivor, duplicate=str(duplicate.pk), merge=str(row.pk)
    )
    return row


@transaction.atomic
def undo_merge(row: Merge, *, by: User, at: datetime) -> list[str]:
    """Put every field and reference back; names the fields that were edited since and therefore stay as they are."""
    require(policies.may_tidy(by))
    if row.undone_at is not None:
        return []
    if later := later_merges(row):
        raise UndoneLater(later)
    model = apps.get_model(row.kind)
    survivor, duplicate = (model._base_manager.get(pk=key) for key in (row.survivor_id, row.duplicate_id))
    for move in row.moves:
        moved = apps.get_model(move["model"])._base_manager.filter(
            pk__in=move["rows"], **{move["field"]: row.survivor_id}
        )
        moved.update(**{move["field"]: row.duplicate_id})
    kept = _put_back(survivor, row.fields["survivor"]) + _put_back(duplicate, row.fields["duplicate"])
    row.undone_at = at
    row.save(update_fields=["undone_at"])
    audit.record(by, f"{model._meta.model_name}.merge_undone", survivor, merge=str(row.pk), kept=kept)
    return kept


@transaction.atomic
def tell_apart(first: Mergeable, second: Mergeable, *, by: User, at: datetime) -> Distinction:
    """„Nicht dasselbe“: this pair is never suggested again."""
    require(policies.may_tidy(by))
    low, high = sorted((first.pk, second.pk))
    row, _ = Distinction.objects.get_or_create(
        kind=first._meta.label_lower,
        first_id=low,
        second_id=high,
        defaults={"noted_at": at, "noted_by": by},
    )
    audit.record(by, f"{first._meta.model_name}.told_apart", first, other=str(second.pk))
    return row


def _locked(survivor: Mergeable, duplicate: Mergeable) -> tuple[Any, Any]:
    """Both rows as they are now, held against others until the end of this deed."""
    if type(survivor) is not type(duplicate) or survivor.pk == duplicate.pk:
        raise CannotMerge
    keys = [survivor.pk, duplicate.pk]
    rows = {row.pk: row for row in type(survivor)._base_manager.select_for_update().filter(pk__in=keys)}
    if len(rows) != len(keys) or any(row.is_archived for row in rows.values()):
        raise CannotMerge
    return rows[survivor.pk], rows[duplicate.pk]


def _move(relation: merging.RelationMove, survivor: Mergeable) -> dict[str, Any]:
    reference = relation.reference
    rows = reference.model._base_manager.filter(pk__in=relation.moving)
    rows.update(**{reference.column: survivor.pk})
    return {"model": reference.model._meta.label_lower, "field": reference.column, "rows": relation.moving}


def _write_both(survivor: Any, duplicate: Any, kept: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Write the survivor's new values and archive the duplicate; gives each changed field's before and after."""
    both = {survivor.pk, duplicate.pk}
    wanted = {name: _outside(value, both) for name, value in kept.items()}
    handed: dict[str, Any] = {}
    for name, empty in (("user", None), ("key", ""), ("pack_digest", "")):
        if hasattr(survivor, name) and not getattr(survivor, name) and getattr(duplicate, name):
            wanted[name], handed[name] = getattr(duplicate, name), empty
    if "pack_digest" in wanted and "key" not in wanted:
        del wanted["pack_digest"], handed["pack_digest"]
    given = {**handed, "archived_at": at, "merged_into": survivor}
    return {"duplicate": _change(duplicate, given), "survivor": _change(survivor, wanted)}


def _outside(value: Any, both: set[Any]) -> Any:
    """A reference to one of the two would become one to itself."""
    return None if isinstance(value, models.Model) and value.pk in both else value


def _change(row: Any, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Write what differs; unique columns are freed on the duplicate before the survivor takes them."""
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    noted = {name: [_plain(row, name)] for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed)) if changed else None
    return dict(_json({name: [*before, _plain(row, name)] for name, before in noted.items()}))


def _put_back(row: Any, noted: Mapping[str, Any]) -> list[str]:
    """Restore what still is as the merge left it; gives the names of what is not."""
    kept = [name for name, (_, after) in noted.items() if _json(_plain(row, name)) != after]
    back = {name: before for name, (before, _) in noted.items() if name not in kept}
    for name, value in back.items():
        field = row._meta.get_field(name)
        setattr(row, field.attname, field.to_python(value))
    if back:
        row.save(update_fields=list(back))
    return kept


def _plain(row: Any, name: str) -> Any:
    """The column's value: a key instead of a row."""
    return row._meta.get_field(name).value_from_object(row)


def _json(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
