"""The Kodex as its place pack states it. Run by the operator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from marlerweg.accounts.models import User
from marlerweg.kodex.models import ActionField, Goal, NamedMeasure, Value, ValueCrosswalk, Version
from marlerweg.kodex.rules.facts import (
    ActionFieldFact,
    EntryFact,
    GoalFact,
    NamedMeasureFact,
    ValueCrosswalkFact,
    ValueFact,
    VersionFact,
)
from marlerweg.network.actions.settling import Settled, find, find_one, note, settle
from marlerweg.network.models import Theme


@dataclass(frozen=True, kw_only=True)
class KodexFacts:
    versions: Iterable[VersionFact] = ()
    values: Iterable[ValueFact] = ()
    action_fields: Iterable[ActionFieldFact] = ()
    goals: Iterable[GoalFact] = ()
    named_measures: Iterable[NamedMeasureFact] = ()
    crosswalks: Iterable[ValueCrosswalkFact] = ()


@transaction.atomic
def settle_kodex(facts: KodexFacts, *, by: User | None = None) -> Settled:
    """All versions with everything in them; drafts that the town wrote itself stay untouched."""
    counts, _ = settle(
        Version.objects.all(),
        sorted(facts.versions, key=lambda fact: fact.is_current),
        lambda fact: {"code": fact.code},
        _version_values,
    )
    counts += _settle_entries(Value.objects.all(), facts.values)[0]
    counts += _settle_action_fields(facts.action_fields)
    counts += _settle_goals(facts.goals)
    counts += _settle_named_measures(facts.named_measures)
    values = Value.objects.filter(version__state=Version.State.PUBLISHED)
    crossed, _ = settle(
        ValueCrosswalk.objects.all(),
        facts.crosswalks,
        lambda fact: {
            "source": find_one(_stated(values), "code", fact.source),
            "target": find_one(_stated(values), "code", fact.target),
        },
        lambda fact: {"kind": fact.kind},
    )
    return note(by, "kodex", counts + crossed)


def _stated(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Only rows of the pack: a copy in a later version carries the same code."""
    return rows.exclude(pack_digest="")


def _version_values(fact: VersionFact) -> Mapping[str, Any]:
    if fact.is_current:
        Version.objects.exclude(code=fact.code).update(is_current=False)
    return {
        "name": fact.name,
        "year": fact.year,
        "adopted_on": fact.adopted_on,
        "adopted_by": fact.adopted_by,
        "introduction": fact.introduction,
        "is_current": fact.is_current,
    }


def _settle_entries(
    rows: "QuerySet[Any]", facts: Iterable[EntryFact]
) -> tuple[Settled, list[tuple[Any, Any]]]:
    return settle(
        rows,
        facts,
        lambda fact: {
            "version": find_one(Version.objects.all(), "code", fact.version),
            "code": fact.code,
        },
        lambda fact: {
            "name": fact.names.get("de") or next(iter(fact.names.values())),
            "translations": {code: name for code, name in fact.names.items() if code != "de"},
            "text": fact.text,
            "position": fact.position,
        },
    )


def _settle_action_fields(facts: Iterable[ActionFieldFact]) -> Settled:
    counts, touched = _settle_entries(ActionField.objects.all(), facts)
    current = Theme.objects.filter(scheme__is_current=True)
    for action_field, fact in touched:
        action_field.themes.set(find(current, "code", fact.themes))
    return counts


def _settle_goals(facts: Iterable[GoalFact]) -> Settled:
    counts, touched = _settle_entries(Goal.objects.all(), facts)
    for goal, fact in touched:
        goal.action_field = find_one(_stated(ActionField.objects.all()), "code", fact.action_field)
        goal.save(update_fields=["action_field"])
    return counts


def _settle_named_measures(facts: Iterable[NamedMeasureFact]) -> Settled:
    counts, touched = _settle_entries(NamedMeasure.objects.all(), facts)
    for measure, fact in touched:
        measure.action_fields.set(find(_stated(ActionField.objects.all()), "code", fact.action_fields))
    return counts
