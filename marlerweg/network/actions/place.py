"""The town as its place pack states it: sources, town, districts, themes, organisations. Run by the operator."""

from collections.abc import Iterable

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.network.actions.settling import Settled, find, find_one, note, settle
from marlerweg.network.models import (
    Address,
    District,
    DistrictAlias,
    Organisation,
    Source,
    Theme,
    ThemeCrosswalk,
    ThemeScheme,
    Town,
)
from marlerweg.network.rules.facts import (
    AliasFact,
    CrosswalkFact,
    DistrictFact,
    OrganisationFact,
    SchemeFact,
    SourceFact,
    ThemeFact,
    TownFact,
)

TOWN_FIELDS = (
    "name",
    "official_name",
    "programme_name",
    "official_key",
    "status",
    "county",
    "government_region",
    "state",
    "state_code",
    "area_km2",
    "time_zone",
    "default_language",
    "colour",
    "on_colour",
    "accent",
    "sender",
    "mail",
    "legal",
)


@transaction.atomic
def settle_sources(facts: Iterable[SourceFact], *, by: User | None = None) -> Settled:
    counts = Settled()
    for fact in facts:
        wanted = {"title": fact.title, "address": fact.address, "note": fact.note}
        if Source.objects.filter(key=fact.key, **wanted).exists():
            counts += Settled(unchanged=1)
            continue
        created = Source.objects.update_or_create(key=fact.key, defaults=wanted)[1]
        counts += Settled(created=1) if created else Settled(changed=1)
    return note(by, "sources", counts)


@transaction.atomic
def settle_town(fact: TownFact, *, by: User | None = None) -> Settled:
    """There is one town per installation: another pack takes the place of the former."""
    Town.objects.exclude(pack=fact.pack).delete()
    counts, _ = settle(
        Town.objects.all(),
        [fact],
        lambda fact: {"pack": fact.pack},
        lambda fact: {
            **{name: getattr(fact, name) for name in TOWN_FIELDS},
            "public_languages": list(fact.public_languages),
        },
    )
    return note(by, "town", counts)


@transaction.atomic
def settle_districts(
    facts: Iterable[DistrictFact], aliases: Iterable[AliasFact] = (), *, by: User | None = None
) -> Settled:
    districts, _ = settle(
        District.objects.all(),
        facts,
        lambda fact: {"key": fact.key},
        lambda fact: {
            "code": fact.code,
            "name": fact.name,
            "tile_column": fact.tile[0],
            "tile_row": fact.tile[1],
            "residential": fact.residential,
            "inhabitants": fact.inhabitants,
            "inhabitants_as_of": fact.inhabitants_as_of,
        },
    )
    called, touched = settle(
        DistrictAlias.objects.all(), aliases, lambda fact: {"name": fact.name}, lambda fact: {}
    )
    for alias, fact in touched:
        alias.districts.set(find(District.objects.all(), "code", fact.districts))
    return note(by, "districts", districts + called)


@transaction.atomic
def settle_themes(
    schemes: Iterable[SchemeFact],
    themes: Iterable[ThemeFact],
    crosswalks: Iterable[CrosswalkFact] = (),
    *,
    by: User | None = None,
) -> Settled:
    """Crosswalks name themes by code alone, so codes must be unique over all schemes of a pack."""
    listed, _ = settle(
        ThemeScheme.objects.all(), _current_last(schemes), lambda fact: {"code": fact.code}, _scheme_values
    )
    known = {scheme.code: scheme for scheme in ThemeScheme.objects.all()}
    named, _ = settle(
        Theme.objects.all(),
        themes,
        lambda fact: {
            "scheme": known.get(fact.scheme) or find_one(ThemeScheme.objects.all(), "code", fact.scheme),
            "code": fact.code,
        },
        lambda fact: {
            "names": dict(fact.names),
            "words": {language: list(words) for language, words in fact.words.items()},
            "position": fact.position,
        },
    )
    all_themes = Theme.objects.all()
    crossed, _ = settle(
        ThemeCrosswalk.objects.all(),
        crosswalks,
        lambda fact: {
            "source": find_one(all_themes, "code", fact.source),
            "target": find_one(all_themes, "code", fact.target),
        },
        lambda fact: {"kind": fact.kind},
    )
    return note(by, "themes", listed + named + crossed)


def _current_last(schemes: Iterable[SchemeFact]) -> list[SchemeFact]:
    return sorted(schemes, key=lambda fact: fact.is_current)


def _scheme_values(fact: SchemeFact) -> dict[str, object]:
    if fact.is_current:
        ThemeScheme.objects.exclude(code=fact.code).update(is_current=False)
    return {
        "name": fact.names.get("de") or next(iter(fact.names.values())),
        "translations": {code: name for code, name in fact.names.items() if code != "de"},
        "kind": fact.kind,
        "valid_from": fact.valid_from,
        "took_place": fact.took_place,
        "form": fact.form,
        "venue": fact.venue,
        "participants": fact.participants,
        "is_current": fact.is_current,
    }


@transaction.atomic
def settle_organisations(facts: Iterable[OrganisationFact], *, by: User | None = None) -> Settled:
    """All of them in one call, in any order: references are tied once every row is there."""
    organisations = Organisation.objects.all()
    counts, touched = settle(
        organisations,
        facts,
        lambda fact: {"key": fact.key},
        lambda fact: {
            "name": fact.name,
            "short_name": fact.short_name,
            "kind": fact.kind,
            "level": fact.level,
            "tasks": fact.tasks,
            "since": fact.since,
            "languages": list(fact.languages),
            "website": fact.website,
            "is_listed": True,
        },
    )
    for organisation, fact in touched:
        organisation.part_of = find_one(organisations, "key", fact.part_of)
        organisation.umbrella = find_one(organisations, "key", fact.umbrella)
        organisation.save(update_fields=["part_of", "umbrella"])
        organisation.run_by.set(find(organisations, "key", fact.run_by))
        served = dict.fromkeys([*([fact.district] if fact.district else []), *fact.districts])
        organisation.districts.set(find(District.objects.all(), "code", served))
        current = Theme.objects.filter(scheme__is_current=True)
        organisation.themes.set(find(current, "code", fact.themes))
        _settle_address(organisation, fact)
    return note(by, "organisations", counts)


def _settle_address(organisation: Organisation, fact: OrganisationFact) -> None:
    if not fact.street and not fact.place:
        return
    town = Town.objects.first()
    Address.objects.update_or_create(
        organisation=organisation,
        street=fact.street,
        defaults={
            "postcode": fact.postcode,
            "place": fact.place or (town.name if town else ""),
            "district": find_one(District.objects.all(), "code", fact.district),
        },
    )
