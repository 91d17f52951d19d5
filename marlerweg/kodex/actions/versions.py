"""New versions: drafted from an old one, edited, put in use."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.kodex import policies
from marlerweg.kodex.models import ActionField, Goal, NamedMeasure, Value, ValueCrosswalk, Version
from marlerweg.network.actions.editing import assign, once

LISTS = {"themes", "action_fields"}


class Empty(ValueError):
    """A Kodex without values cannot be put in use."""


@transaction.atomic
def begin(*, code: str, name: str, by: User) -> Version:
    """An empty draft, for a town that has no Kodex yet. Raises AlreadyThere for a code in use."""
    require(policies.may_draft(by))
    with once():
        draft = Version.objects.create(code=code, name=name, state=Version.State.DRAFT)
    audit.record(by, "kodex.drafted", draft)
    return draft


@transaction.atomic
def draft_from(version: Version, *, code: str, name: str, by: User) -> Version:
    """A copy to work on; every value says from which it came. Raises AlreadyThere for a code in use."""
    draft = begin(code=code, name=name, by=by)
    assign(draft, {"introduction": version.introduction, "based_on": version})
    _copy_values(version, draft)
    fields = _copy_action_fields(version, draft)
    for goal in version.goals.all():
        copy = Goal(version=draft, action_field=fields.get(goal.action_field_id), **_content(goal))
        copy.save()
    for measure in version.namedmeasures.prefetch_related("action_fields"):
        named = NamedMeasure.objects.create(version=draft, **_content(measure))
        named.action_fields.set([fields[field.pk] for field in measure.action_fields.all()])
    return draft


@transaction.atomic
def edit_version(version: Version, fields: Mapping[str, Any], *, by: User) -> None:
    require(policies.may_edit_version(by, version))
    changed = assign(version, fields)
    audit.record(by, "kodex.edited", version, fields=changed)


@transaction.atomic
def add_entry(
    version: Version,
    model: type[Value | ActionField | Goal | NamedMeasure],
    fields: Mapping[str, Any],
    *,
    by: User,
) -> Any:
    """A value, action field, goal or named measure of a draft; its code is made from its name."""
    require(policies.may_edit_version(by, version))
    plain = {name: value for name, value in fields.items() if name not in LISTS}
    entry: Any = model(version=version, code=_free_code(model, version, plain["name"]), **plain)
    entry.save()
    _set_lists(entry, fields)
    audit.record(by, "kodex.entry_added", version, kind=model._meta.model_name, entry=entry.code)
    return entry


@transaction.atomic
def edit_entry(entry: Any, fields: Mapping[str, Any], *, by: User) -> None:
    require(policies.may_edit_version(by, entry.version))
    plain = {name: value for name, value in fields.items() if name not in LISTS}
    changed = [*assign(entry, plain), *_set_lists(entry, fields)]
    audit.record(by, "kodex.entry_edited", entry.version, entry=entry.code, fields=changed)


@transaction.atomic
def remove_entry(entry: Any, *, by: User) -> None:
    """Only out of a draft: what a published version says stays said."""
    require(policies.may_edit_version(by, entry.version))
    audit.record(by, "kodex.entry_removed", entry.version, entry=entry.code)
    entry.delete()


@transaction.atomic
def make_current(version: Version, *, on: date, by: User) -> None:
    """The draft is published and takes the former one's place; the former stays readable."""
    require(policies.may_make_current(by))
    if not version.values.exists():
        raise Empty
    Version.objects.exclude(pk=version.pk).filter(is_current=True).update(is_current=False)
    before = version.is_draft
    version.state, version.is_current = Version.State.PUBLISHED, True
    if before and version.adopted_on is None:
        version.adopted_on, version.year = on, on.year
    version.save()
    audit.record(by, "kodex.made_current", version)


@transaction.atomic
def discard_draft(version: Version, *, by: User) -> None:
    require(policies.may_edit_version(by, version))
    audit.record(by, "kodex.draft_discarded", version)
    version.delete()


def _copy_values(version: Version, draft: Version) -> None:
    for value in version.values.all():
        copy = Value.objects.create(version=draft, **_content(value))
        ValueCrosswalk.objects.create(source=value, target=copy, kind=ValueCrosswalk.Kind.SAME)


def _copy_action_fields(version: Version, draft: Version) -> dict[Any, ActionField]:
    """The copies by the keys of their originals."""
    copies = {}
    for field in version.actionfields.prefetch_related("themes"):
        copies[field.pk] = ActionField.objects.create(version=draft, **_content(field))
        copies[field.pk].themes.set(field.themes.all())
    return copies


def _content(entry: Any) -> dict[str, Any]:
    names = ("code", "name", "translations", "text", "position", "sources", "note")
    return {name: getattr(entry, name) for name in names}


def _free_code(model: Any, version: Version, name: str) -> str:
    base = slugify(name)[:70] or model._meta.model_name
    taken = set(model.objects.filter(version=version).values_list("code", flat=True))
    number, code = 1, base
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def _set_lists(entry: Any, fields: Mapping[str, Any]) -> list[str]:
    changed = []
    for name in sorted(LISTS & fields.keys()):
        if {row.pk for row in getattr(entry, name).all()} != {row.pk for row in fields[name]}:
            getattr(entry, name).set(fields[name])
            changed.append(name)
    return changed
