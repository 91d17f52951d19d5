"""What a pack says, in the words of the rooms that keep it. Plain values in, plain values out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from marlerweg.formats.rules.facts import BodyFact, SeatFact
from marlerweg.kodex.rules.facts import (
    ActionFieldFact,
    GoalFact,
    NamedMeasureFact,
    ValueCrosswalkFact,
    ValueFact,
    VersionFact,
)
from marlerweg.network.rules.facts import (
    AliasFact,
    CrosswalkFact,
    DistrictFact,
    OrganisationFact,
    SchemeFact,
    SourceFact,
    Stated,
    ThemeFact,
    TownFact,
)
from marlerweg.offers.rules import taxonomy
from marlerweg.offers.rules.facts import SchoolHolidayFact
from marlerweg.places import facts
from marlerweg.places.pack import Pack

LEGAL_SPHERE, PROCESS_STEP = "legal_sphere", "process_step"
UPPER_LEVEL = "upper_level"


@dataclass(frozen=True, kw_only=True)
class TermFact(Stated):
    """A legal sphere or a step of the integration chain."""

    kind: str
    code: str
    names: Mapping[str, str]
    short: str = ""
    meaning: str = ""
    position: int = 0


@dataclass(frozen=True)
class Kinds:
    """What the rooms call the kinds that a pack names."""

    organisations: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)


def certainty(fact: facts.Fact) -> dict[str, Any]:
    return {
        "sources": list(fact.source),
        "note": fact.note,
        "open_questions": list(fact.open),
        "to_be_confirmed": fact.confirm,
        "inferred": fact.inferred,
    }


def sources(pack: Pack) -> list[SourceFact]:
    return [
        SourceFact(key=each.key, title=each.title, address=each.address, note=each.note)
        for each in pack.sources
    ]


def town(pack: Pack) -> TownFact:
    """A pack gives one address to write to; the sender's line is the town's official name."""
    said = pack.town
    return TownFact(
        pack=said.key,
        name=said.name,
        official_name=said.official_name,
        programme_name=said.programme,
        official_key=said.ags,
        status=said.status,
        county=said.kreis,
        government_region=said.regierungsbezirk,
        state=said.land,
        state_code=said.land_code,
        area_km2=said.area_km2,
        time_zone=said.time_zone,
        default_language=said.default_language,
        public_languages=said.public_languages,
        colour=said.colours.primary,
        on_colour=said.colours.on_primary,
        accent=said.colours.accent,
        sender=said.official_name,
        mail=said.sender,
        legal={key: str(value) for key, value in asdict(said.legal).items() if value},
        **certainty(said),
    )


def districts(pack: Pack) -> list[DistrictFact]:
    return [
        DistrictFact(
            key=each.official_key,
            code=each.key,
            name=each.name,
            tile=each.tile,
            residential=each.residential,
            inhabitants=each.inhabitants,
            inhabitants_as_of=each.inhabitants_as_of,
            **certainty(each),
        )
        for each in pack.districts
    ]


def aliases(pack: Pack) -> list[AliasFact]:
    return [AliasFact(name=each.name, districts=each.districts, **certainty(each)) for each in pack.aliases]


def schemes(pack: Pack) -> list[SchemeFact]:
    return [
        SchemeFact(
            code=each.key,
            names=each.name,
            kind=each.kind,
            valid_from=each.held_on,
            took_place=True if each.took_place == "yes" else None,
            form=each.form,
            venue=each.venue,
            participants=each.participants,
            is_current=each.current,
            **certainty(each),
        )
        for each in pack.schemes
    ]


def themes(pack: Pack) -> list[ThemeFact]:
    return [
        ThemeFact(
            scheme=each.scheme,
            code=each.key,
            names=each.name,
            words=each.words,
            position=position,
            **certainty(each),
        )
        for position, each in within(pack.themes, "scheme")
    ]


def crosswalks(pack: Pack) -> list[CrosswalkFact]:
    return [
        CrosswalkFact(source=each.origin, target=each.target, kind=each.kind, **certainty(each))
        for each in pack.crosswalks
    ]


def organisations(pack: Pack, kinds: Kinds) -> list[OrganisationFact]:
    return [
        OrganisationFact(
            key=each.key,
            name=each.name,
            short_name=each.short,
            kind=kinds.organisations[each.kind],
            level=each.level,
            part_of=each.part_of or "",
            umbrella=each.umbrella or "",
            run_by=each.run_by,
            tasks=each.tasks,
            since=each.since,
            street=each.street,
            place=each.seat,
            district=each.district or "",
            languages=each.languages,
            website=each.website,
            **certainty(each),
        )
        for each in pack.organisations
    ]


def bodies(pack: Pack, kinds: Kinds) -> list[BodyFact]:
    """Formats, and one body for every authority to which needs are referred although no body of it is known."""
    listed = [_body(each, kinds) for each in pack.formats]
    taken = {each.key for each in listed}
    return [*listed, *_authorities(pack, kinds, taken)]


def _body(said: facts.Format, kinds: Kinds) -> BodyFact:
    return BodyFact(
        key=said.key,
        name=said.name,
        short_name=said.short,
        kind=kinds.bodies[said.kind],
        decision_right=said.decision_right,
        mandate=said.mandate,
        level=said.level,
        state=said.state,
        owner=said.owner,
        co_owners=said.co_owners,
        parent=said.parent or "",
        rhythm=said.rhythm,
        meetings_per_year=said.meetings_per_year,
        minutes_per_meeting=said.minutes,
        participants_min=said.participants_min,
        participants_max=said.participants_max,
        since=said.since,
        themes=said.themes,
        seats=[
            SeatFact(
                role=each.role,
                organisation=each.organisation or "",
                count=each.seats or 1,
                voting=each.voting,
            )
            for each in said.members
        ],
        **certainty(said),
    )


def _authorities(pack: Pack, kinds: Kinds, taken: set[str]) -> Iterator[BodyFact]:
    named = {each.key: each for each in pack.organisations}
    for said in pack.recipients:
        if said.organisation and said.format is None:
            authority = named[said.organisation]
            yield BodyFact(
                key=f"{said.key}-stelle" if said.key in taken else said.key,
                name=authority.name,
                short_name=authority.short,
                kind=kinds.bodies[UPPER_LEVEL],
                decision_right="decides",
                mandate="; ".join(said.concerns),
                level=authority.level,
                owner=said.organisation,
                **certainty(said),
            )


def kodex_versions(pack: Pack) -> list[VersionFact]:
    return [
        VersionFact(
            code=each.key,
            name=each.name,
            year=each.year,
            adopted_by=each.adopted,
            is_current=each.current,
            **certainty(each),
        )
        for each in pack.kodex_versions
    ]


def values(pack: Pack) -> list[ValueFact]:
    return [
        ValueFact(version=each.version, code=each.key, names=each.name, position=position, **certainty(each))
        for position, each in within(pack.values, "version")
    ]


def value_crosswalks(pack: Pack) -> list[ValueCrosswalkFact]:
    return [
        ValueCrosswalkFact(source=each.origin, target=each.target, kind=each.kind, **certainty(each))
        for each in pack.value_crosswalks
    ]


def action_fields(pack: Pack) -> list[ActionFieldFact]:
    return [
        ActionFieldFact(
            version=each.version,
            code=each.key,
            names=each.name,
            themes=each.themes,
            position=position,
            **certainty(each),
        )
        for position, each in within(pack.action_fields, "version")
    ]


def goals(pack: Pack) -> list[GoalFact]:
    return [
        GoalFact(
            version=each.version,
            code=each.key,
            names=each.text,
            action_field=each.action_field or "",
            position=position,
            **certainty(each),
        )
        for position, each in within(pack.goals, "version")
    ]


def named_measures(pack: Pack) -> list[NamedMeasureFact]:
    return [
        NamedMeasureFact(
            version=each.version,
            code=each.key,
            names=each.name,
            action_fields=each.action_fields,
            position=position,
            **certainty(each),
        )
        for position, each in within(pack.named_measures, "version")
    ]


def terms(pack: Pack) -> list[TermFact]:
    spheres = [
        TermFact(
            kind=LEGAL_SPHERE,
            code=each.key,
            short=each.short,
            names=each.name,
            position=position,
            **certainty(each),
        )
        for position, each in enumerate(pack.legal_spheres)
    ]
    steps = [
        TermFact(
            kind=PROCESS_STEP,
            code=each.key,
            names=each.name,
            meaning=each.meaning,
            position=position,
            **certainty(each),
        )
        for position, each in enumerate(pack.process_steps)
    ]
    return [*spheres, *steps]


def vocabularies(pack: Pack) -> list[taxonomy.VocabularyFact]:
    return [
        taxonomy.VocabularyFact(
            code=each.key,
            subject=each.subject,
            names=each.name,
            is_current=each.current,
            **certainty(each),
        )
        for each in pack.vocabularies
    ]


def vocabulary_terms(pack: Pack) -> list[taxonomy.TermFact]:
    """The first concept is the one that means the same; the others are nearby."""
    return [
        taxonomy.TermFact(
            vocabulary=each.vocabulary,
            code=each.key,
            names=each.name,
            descriptions=each.description,
            words=each.words,
            theme=each.theme or "",
            concept=next(iter(each.concepts), ""),
            crosswalk=[
                {
                    "system": other.standard,
                    "code": other.code,
                    "kind": other.kind,
                    "uncertain": other.uncertain,
                }
                for other in each.crosswalk
            ],
            position=position,
            **certainty(each),
        )
        for position, each in within(pack.vocabulary_terms, "vocabulary")
    ]


def within(entries: Iterable[Any], group: str) -> Iterator[tuple[int, Any]]:
    """Each entry with its place among those of the same scheme or version."""
    counted: dict[str, int] = {}
    for each in entries:
        place = counted.get(getattr(each, group), 0)
        counted[getattr(each, group)] = place + 1
        yield place, each


def school_holidays(pack: Pack) -> list[SchoolHolidayFact]:
    return [
        SchoolHolidayFact(name=each.name, first=each.first, last=each.last, **certainty(each))
        for each in pack.school_holidays
    ]
