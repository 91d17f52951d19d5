"""Versions of the Kodex as a viewer may see them, and what serves them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from marlerweg.kodex import policies, serving
from marlerweg.kodex.models import ActionField, Goal, NamedMeasure, Value, ValueCrosswalk, Version
from marlerweg.kodex.rules.serving import heirs
from marlerweg.kodex.serving import Serving
from marlerweg.network.policies import Viewer

Entry = Value | ActionField | Goal | NamedMeasure
KINDS: dict[str, type[Entry]] = {
    "wert": Value,
    "handlungsfeld": ActionField,
    "ziel": Goal,
    "massnahme": NamedMeasure,
}


@dataclass(frozen=True)
class Served:
    """One value or goal and the measures that serve it."""

    entry: Any
    measures: Sequence[Serving]


@dataclass(frozen=True)
class Service:
    """What serves what, and what serves nothing or is served by nothing."""

    values: list[Served]
    goals: list[Served]
    serving_nothing: list[Serving]

    @property
    def unserved(self) -> list[Any]:
        return [each.entry for each in (*self.values, *self.goals) if not each.measures]


def versions(viewer: Viewer) -> QuerySet[Version]:
    rows = Version.objects.all()
    return rows if policies.may_draft(viewer) else rows.filter(state=Version.State.PUBLISHED)


def current(viewer: Viewer) -> Version | None:
    """The version in use, else the newest the viewer may see."""
    return with_entries(versions(viewer)).order_by("-is_current", "-year", "-code").first()


def version(viewer: Viewer, code: str) -> Version | None:
    return with_entries(versions(viewer)).filter(code=code).first()


def with_entries(rows: QuerySet[Version]) -> QuerySet[Version]:
    return rows.select_related("based_on").prefetch_related(
        "values", "actionfields__themes", "goals__action_field", "namedmeasures__action_fields"
    )


def came_from(of: Version) -> dict[UUID, list[ValueCrosswalk]]:
    """For every value of a version what it was before."""
    found: dict[UUID, list[ValueCrosswalk]] = defaultdict(list)
    walks = ValueCrosswalk.objects.filter(target__version=of).select_related("source__version")
    for walk in walks:
        found[walk.target_id].append(walk)
    return found


def entry(viewer: Viewer, kind: str, key: UUID) -> Entry | None:
    model = KINDS.get(kind)
    if model is None:
        return None
    return (
        model._default_manager.filter(pk=key, version__in=versions(viewer)).select_related("version").first()
    )


def service(viewer: Viewer, of: Version) -> Service:
    """Measures named after an earlier version count for what their values and goals became."""
    measures = serving.all_for(viewer) if policies.may_see_serving(viewer) else []
    leads_to = _leads_to()
    by_entry: dict[Any, list[Serving]] = defaultdict(list)
    idle = []
    for measure in measures:
        named = [*measure.values, *([measure.goal] if measure.goal else [])]
        for key in heirs(named, leads_to):
            by_entry[key].append(measure)
        if not named:
            idle.append(measure)
    return Service(
        [Served(value, by_entry[value.pk]) for value in of.values.all()],
        [Served(goal, by_entry[goal.pk]) for goal in of.goals.all()],
        idle,
    )


def knows_measures() -> bool:
    return serving.is_connected()


def _leads_to() -> dict[UUID, list[UUID]]:
    """Values by their crosswalks, as far as they say more than „related“; goals by the code they keep."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    walks = ValueCrosswalk.objects.exclude(kind=ValueCrosswalk.Kind.RELATED)
    for source, target in walks.values_list("source", "target"):
        found[source].append(target)
    by_version: dict[UUID, dict[str, UUID]] = defaultdict(dict)
    for key, version_key, code in Goal.objects.values_list("pk", "version", "code"):
        by_version[version_key][code] = key
    for key, before in Version.objects.values_list("pk", "based_on"):
        for code, goal in (by_version[before] if before else {}).items():
            if code in by_version[key]:
                found[goal].append(by_version[key][code])
    return found
