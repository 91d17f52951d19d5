"""Loading a pack: everything in one transaction, as often as one likes, and nothing is ever deleted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.formats.actions import settle_bodies
from marlerweg.formats.models import Body
from marlerweg.kodex.actions import KodexFacts, settle_kodex
from marlerweg.kodex.models import ActionField, Goal, NamedMeasure, Value, Version
from marlerweg.network.actions import (
    Settled,
    settle_districts,
    settle_organisations,
    settle_sources,
    settle_themes,
    settle_town,
)
from marlerweg.network.actions.settling import note, settle
from marlerweg.network.models import District, DistrictAlias, Organisation, Theme, ThemeScheme, Town
from marlerweg.offers.actions.school import settle_school_holidays
from marlerweg.offers.actions.vocabularies import settle_vocabularies
from marlerweg.offers.models import Term as OfferTerm
from marlerweg.offers.models import Vocabulary
from marlerweg.places import statements
from marlerweg.places.findings import Finding
from marlerweg.places.pack import Pack
from marlerweg.places.rules import check
from marlerweg.way.models import Term

KINDS = statements.Kinds(
    organisations={kind.name.lower(): kind.value for kind in Organisation.Kind},
    bodies={kind.name.lower(): kind.value for kind in Body.Kind},
)


class PackFaulty(Exception):
    """The pack has errors; nothing of it is loaded."""

    def __init__(self, findings: Collection[Finding]) -> None:
        super().__init__(f"{len(findings)} errors")
        self.findings = tuple(findings)


class AnotherTown(Exception):
    """Already set up for a different town."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.name)
        self.town = town


@dataclass(frozen=True)
class Report:
    """What loading did: counts per part, what was archived, and what is no longer stated but stays."""

    parts: Mapping[str, Settled]
    archived: Mapping[str, tuple[str, ...]]
    left_standing: Mapping[str, tuple[str, ...]]

    @property
    def changed_nothing(self) -> bool:
        moved = any(each.created or each.changed for each in self.parts.values())
        return not moved and not any(self.archived.values())


@transaction.atomic
def load(pack: Pack, *, at: datetime, by: User | None = None) -> Report:
    """Raises PackFaulty and AnotherTown before anything is written."""
    require_loadable(pack)
    returning = expected_back(pack)
    parts = {
        "sources": settle_sources(statements.sources(pack), by=by),
        "town": settle_town(statements.town(pack), by=by),
        "districts": settle_districts(statements.districts(pack), statements.aliases(pack), by=by),
        "themes": settle_themes(
            statements.schemes(pack), statements.themes(pack), statements.crosswalks(pack), by=by
        ),
        "organisations": settle_organisations(statements.organisations(pack, KINDS), by=by),
        "kodex": settle_kodex(kodex(pack), by=by),
        "bodies": settle_bodies(statements.bodies(pack, KINDS), on=timezone.localdate(at), by=by),
        "terms": settle_terms(pack, by=by),
        "school_holidays": settle_school_holidays(statements.school_holidays(pack), by=by),
        "vocabularies": settle_vocabularies(
            statements.vocabularies(pack), statements.vocabulary_terms(pack), by=by
        ),
    }
    Organisation.objects.filter(pk__in=returning).update(archived_at=None)
    report = Report(parts, archive(pack, at=at, by=by), no_longer_stated(pack))
    if not report.changed_nothing:
        audit.record(by, "place.loaded", Town.objects.get(), pack=pack.town.key)
    return report


def require_loadable(pack: Pack) -> None:
    if errors := [finding for finding in check(pack) if finding.severity == "error"]:
        raise PackFaulty(errors)
    if other := Town.objects.exclude(pack=pack.town.key).first():
        raise AnotherTown(other)


def kodex(pack: Pack) -> KodexFacts:
    return KodexFacts(
        versions=statements.kodex_versions(pack),
        values=statements.values(pack),
        action_fields=statements.action_fields(pack),
        goals=statements.goals(pack),
        named_measures=statements.named_measures(pack),
        crosswalks=statements.value_crosswalks(pack),
    )


def settle_terms(pack: Pack, *, by: User | None) -> Settled:
    counts, _ = settle(
        Term.objects.all(),
        statements.terms(pack),
        lambda fact: {"kind": fact.kind, "code": fact.code},
        lambda fact: {
            "short": fact.short,
            "names": dict(fact.names),
            "meaning": fact.meaning,
            "position": fact.position,
        },
    )
    return note(by, "terms", counts)


def expected_back(pack: Pack) -> list[Any]:
    """Organisations an earlier loading archived (they lost their digest then) and the pack states again."""
    stated = [each.key for each in pack.organisations]
    archived = Organisation.objects.filter(archived_at__isnull=False, pack_digest="", key__in=stated)
    return list(archived.values_list("pk", flat=True))


def archive(pack: Pack, *, at: datetime, by: User | None) -> dict[str, tuple[str, ...]]:
    """Organisations and bodies the pack no longer states; what the town added itself has no digest and stays."""
    gone = unstated(Organisation.objects.filter(archived_at__isnull=True), "key", pack.organisations)
    ended = unstated(Body.objects.exclude(state=Body.State.ENDED), "key", statements.bodies(pack, KINDS))
    names = {"organisations": tuple(each.name for each in gone), "bodies": tuple(each.name for each in ended)}
    for organisation in gone:
        audit.record(by, "organisation.archived", organisation, because="place pack")
    for body in ended:
        audit.record(by, "body.ended", body, because="place pack")
    gone.update(archived_at=at, pack_digest="")
    ended.update(state=Body.State.ENDED, pack_digest="")
    return names


def unstated(rows: "models.QuerySet[Any]", field: str, stated: Collection[Any]) -> "models.QuerySet[Any]":
    """Evaluated at once, so that it still names its rows after they changed."""
    known = [getattr(each, field) for each in stated]
    keys = list(rows.exclude(pack_digest="").exclude(**{f"{field}__in": known}).values_list("pk", flat=True))
    found: models.QuerySet[Any] = rows.model._default_manager.filter(pk__in=keys)
    return found


def no_longer_stated(pack: Pack) -> dict[str, tuple[str, ...]]:
    """What other rows may hang on is only named: somebody decides."""
    rows: dict[str, models.QuerySet[Any]] = {
        "districts": unstated(District.objects.all(), "key", statements.districts(pack)),
        "aliases": unstated(DistrictAlias.objects.all(), "name", pack.aliases),
        "schemes": unstated(ThemeScheme.objects.all(), "code", statements.schemes(pack)),
        "themes": unstated(Theme.objects.all(), "code", statements.themes(pack)),
        "kodex_versions": unstated(Version.objects.all(), "code", statements.kodex_versions(pack)),
        "values": unstated(Value.objects.all(), "code", statements.values(pack)),
        "action_fields": unstated(ActionField.objects.all(), "code", statements.action_fields(pack)),
        "goals": unstated(Goal.objects.all(), "code", statements.goals(pack)),
        "named_measures": unstated(NamedMeasure.objects.all(), "code", statements.named_measures(pack)),
        "terms": unstated(Term.objects.all(), "code", statements.terms(pack)),
        "vocabularies": unstated(Vocabulary.objects.all(), "code", statements.vocabularies(pack)),
        "vocabulary_terms": unstated(OfferTerm.objects.all(), "code", statements.vocabulary_terms(pack)),
    }
    return {part: tuple(str(row) for row in found) for part, found in rows.items() if found}
