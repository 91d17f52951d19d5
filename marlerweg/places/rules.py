"""Judges a pack: what is wrong, what is missing, what is still open. Plain values in, sentences out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from zoneinfo import available_timezones

from marlerweg.places.facts import Fact, Organisation
from marlerweg.places.findings import Finding, Spot, meant
from marlerweg.places.pack import FILES, PARTS, Pack
from marlerweg.places.reading import references

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]+)?")
READABLE_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
UPWARD = {"organisations": ("part_of", "umbrella"), "formats": ("parent",), "levels": ("refers_to",)}
Check = Callable[[Pack], Iterator[Finding]]


def check(pack: Pack) -> list[Finding]:
    """Everything that is wrong (error) or weak (hint), in the order of the files and lines."""
    found = {*pack.flaws, *chain.from_iterable(each(pack) for each in CHECKS)}
    files = [*FILES, *sorted({finding.file for finding in found} - {*FILES})]
    return sorted(found, key=lambda f: (files.index(f.file), f.line or 0, f.severity, f.place, f.sentence))


def keys_stand_once(pack: Pack) -> Iterator[Finding]:
    for part in PARTS:
        seen: set[str] = set()
        for entry, spot in pack.entries(part):
            key = getattr(entry, "key", "")
            if key and key in seen:
                yield spot.error(f"Den Schlüssel „{key}“ gibt es schon. Jeder Schlüssel darf nur einmal vorkommen.")
            if key and part != "sources" and not KEY.fullmatch(key):
                yield spot.at("key").error(
                    "Ein Schlüssel besteht aus Kleinbuchstaben ohne Umlaute, Ziffern und Bindestrichen.",
                )
            seen.add(key)


def references_lead_somewhere(pack: Pack) -> Iterator[Finding]:
    known = {part: {getattr(entry, "key", "") for entry, _ in pack.entries(part)} for part in PARTS}
    for part in PARTS:
        for entry, spot in pack.entries(part):
            for name, target, key in references(entry):
                home = PARTS[target]
                if key and key not in known[target] and home.file not in pack.unread:
                    yield spot.at(name).error(
                        f"„{key}“ gibt es in {home.file} nicht.{meant(key, known[target])} "
                        f"Bitte den Schlüssel berichtigen oder dort [[{home.name}]] mit diesem Schlüssel ergänzen.",
                    )


def facts_name_their_source(pack: Pack) -> Iterator[Finding]:
    for part in PARTS:
        for entry, spot in pack.entries(part):
            if isinstance(entry, Fact) and not entry.source:
                yield spot.at("source").error(
                    "Die Quelle fehlt. Bitte mindestens einen Schlüssel aus sources.toml nennen.",
                )


def sources_can_be_found(pack: Pack) -> Iterator[Finding]:
    used = {key for part in PARTS for entry, _ in pack.entries(part) for _, to, key in references(entry) if to == "sources"}
    for source, spot in pack.entries("sources"):
        if not source.address and not source.note:
            yield spot.error("Die Quelle hat weder Adresse noch Erläuterung. Bitte eines von beiden angeben.")
        if source.address and not source.address.startswith(("https://", "http://")):
            yield spot.at("address").error("Die Adresse muss mit https:// oder http:// beginnen.")
        if source.key not in used and not pack.unread:
            yield spot.hint("Diese Quelle wird nirgends genannt. Bitte verwenden oder entfernen.")


def nothing_is_above_itself(pack: Pack) -> Iterator[Finding]:
    for part, names in UPWARD.items():
        for name in names:
            above = {entry.key: _keys(getattr(entry, name)) for entry, _ in pack.entries(part)}
            for entry, spot in pack.entries(part):
                if way := _way_back(entry.key, above):
                    yield spot.at(name).error(
                        f"Das führt im Kreis: {' → '.join(way)}. Bitte an einer Stelle lösen.",
                    )


def _keys(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _way_back(start: str, above: Mapping[str, Collection[str]]) -> list[str]:
    """A way from a key upwards to itself, or nothing."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for key in above.get(way[-1], ()):
            if key == start:
                return [*way, start]
            if key not in seen:
                seen.add(key)
                ways.append([*way, key])
    return []


def town_is_usable(pack: Pack) -> Iterator[Finding]:
    if "town.toml" in pack.unread:
        return
    for town, spot in pack.entries("town"):
        if not re.fullmatch(r"\d{8}", town.ags):
            yield spot.at("ags").error("Der Amtliche Gemeindeschlüssel hat acht Ziffern, ohne Leerzeichen.")
        if town.time_zone not in available_timezones():
            yield spot.at("time_zone").error(
                f"Diese Zeitzone gibt es nicht.{meant(town.time_zone, available_timezones())} "
                "In Deutschland gilt „Europe/Berlin“.",
            )
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", town.sender):
            yield spot.at("sender").error("Das ist keine E-Mail-Adresse.")
        for code in town.public_languages:
            if not LANGUAGE.fullmatch(code):
                yield spot.at("public_languages").error(f"„{code}“ ist kein Sprachkürzel wie „de“ oder „de-simple“.")
        if town.default_language not in town.public_languages:
            yield spot.at("default_language").error("Die Hauptsprache fehlt in public_languages.")
        yield from _colours(town.colours.primary, town.colours.on_primary, town.colours.accent, spot.at("colours"))


def _colours(primary: str, on_primary: str, accent: str, spot: Spot) -> Iterator[Finding]:
    wrong = [colour for colour in (primary, on_primary, accent) if not COLOUR.fullmatch(colour)]
    for colour in wrong:
        yield spot.error(f"„{colour}“ ist keine Farbe. Bitte als „#“ mit sechs Stellen schreiben, etwa „#005a8c“.")
    if not wrong and (ratio := contrast(primary, on_primary)) < READABLE_CONTRAST:
        yield spot.error(
            f"Schrift in on_primary ist auf primary nicht lesbar genug (Kontrast {ratio:.1f}, nötig {READABLE_CONTRAST}).",
        )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours `#rrggbb` between 1 and 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def districts_are_distinct(pack: Pack) -> Iterator[Finding]:
    for field, what in (("official_key", "Diesen amtlichen Schlüssel"), ("name", "Diesen Namen")):
        counts = Counter(getattr(district, field) for district in pack.districts)
        for district, spot in pack.entries("districts"):
            if counts[getattr(district, field)] > 1:
                yield spot.at(field).error(f"{what} trägt mehr als ein Stadtteil.")
    tiles = Counter(district.tile for district in pack.districts)
    names = {district.name for district in pack.districts}
    for district, spot in pack.entries("districts"):
        if tiles[district.tile] > 1:
            yield spot.at("tile").error("Auf diesem Feld der Karte liegt schon ein anderer Stadtteil.")
    aliases = Counter(alias.name for alias in pack.aliases)
    for alias, spot in pack.entries("aliases"):
        if alias.name in names:
            yield spot.error("So heißt schon ein Stadtteil; ein Rufname muss sich unterscheiden.")
        if aliases[alias.name] > 1:
            yield spot.error("Dieser Rufname steht doppelt. Bitte alle Stadtteile in einen Eintrag schreiben.")
        if not alias.districts and not alias.open:
            yield spot.at("districts").error("Kein Stadtteil genannt. Ist er nicht bekannt, bitte unter open vermerken.")


def schemes_are_whole(pack: Pack) -> Iterator[Finding]:
    yield from _one_current(pack, "schemes", "Themenschema")
    filled = {theme.scheme for theme in pack.themes}
    scheme_of = {theme.key: theme.scheme for theme in pack.themes}
    bridged = {scheme_of.get(key) for walk in pack.crosswalks for key in (walk.origin, walk.target)}
    for scheme, spot in pack.entries("schemes"):
        if scheme.key not in filled and not scheme.open:
            yield spot.error("Das Schema hat kein Thema. Sind keine bekannt, bitte unter open vermerken.")
        if not scheme.current and scheme.key in filled and scheme.key not in bridged:
            yield spot.hint("Von diesem Schema führt keine Brücke (crosswalk) zu einem anderen.")
    for part, within in (("crosswalks", scheme_of), ("value_crosswalks", {v.key: v.version for v in pack.values})):
        pairs = Counter(frozenset((walk.origin, walk.target)) for walk, _ in pack.entries(part))
        for walk, spot in pack.entries(part):
            ends = within.get(walk.origin), within.get(walk.target)
            if None not in ends and ends[0] == ends[1]:
                yield spot.error("Beide Enden liegen in derselben Fassung; eine Brücke verbindet zwei Fassungen.")
            if pairs[frozenset((walk.origin, walk.target))] > 1:
                yield spot.error("Diese Brücke steht doppelt.")


def _one_current(pack: Pack, part: str, what: str) -> Iterator[Finding]:
    current = [spot for entry, spot in pack.entries(part) if entry.current]
    if getattr(pack, part) and not current:
        yield Spot(PARTS[part].file).error(f"Kein {what} ist als gültig markiert. Bitte bei einem current = true setzen.")
    for spot in current[1:]:
        yield spot.at("current").error(f"Nur ein {what} darf gültig sein; ein anderes ist es schon.")


def kodex_is_whole(pack: Pack) -> Iterator[Finding]:
    yield from _one_current(pack, "kodex_versions", "Stand des Kodex")
    with_values = {value.version for value in pack.values}
    for version, spot in pack.entries("kodex_versions"):
        if version.key not in with_values and not version.open:
            yield spot.error("Diese Fassung nennt keinen Wert. Sind keine bekannt, bitte unter open vermerken.")


def texts_speak_the_languages(pack: Pack) -> Iterator[Finding]:
    """Every text needs the town's own language; what the public filters by needs all public ones."""
    current = {scheme.key for scheme in pack.schemes if scheme.current}
    if "town.toml" in pack.unread:
        return
    for part in PARTS:
        for entry, spot in pack.entries(part):
            public = part == "themes" and entry.scheme in current
            for field in ("name", "text"):
                if isinstance(texts := getattr(entry, field, None), Mapping):
                    yield from _languages(texts, pack, spot.at(field), public=public)


def _languages(texts: Mapping[str, str], pack: Pack, spot: Spot, *, public: bool) -> Iterator[Finding]:
    town = pack.town
    if town.default_language not in texts:
        yield spot.error(f"Der Text in der Hauptsprache („{town.default_language}“) fehlt.")
    for code in texts.keys() - {*town.public_languages, "en"}:
        yield spot.error(f"„{code}“ gehört nicht zu den Sprachen der Stadt.{meant(code, town.public_languages)}")
    missing = [code for code in town.public_languages if code not in texts and code != town.default_language]
    if public and missing:
        yield spot.hint(f"Übersetzung fehlt: {', '.join(missing)}.")


def organisations_are_reachable(pack: Pack) -> Iterator[Finding]:
    counts = Counter(organisation.name for organisation in pack.organisations)
    for organisation, spot in pack.entries("organisations"):
        if counts[organisation.name] > 1:
            yield spot.at("name").hint("Eine andere Organisation heißt ebenso. Doppelt erfasst?")
        if organisation.website and not organisation.website.startswith(("https://", "http://")):
            yield spot.at("website").error("Die Adresse muss mit https:// oder http:// beginnen.")
        if organisation.kind == "office" and not _stands_in(organisation):
            yield spot.at("part_of").error("Eine Dienststelle gehört zu einer Verwaltung. Bitte part_of ergänzen.")


def _stands_in(organisation: Organisation) -> bool:
    return bool(organisation.part_of or organisation.open)


def formats_say_what_they_are(pack: Pack) -> Iterator[Finding]:
    current = {scheme.key for scheme in pack.schemes if scheme.current}
    outdated = {theme.key for theme in pack.themes if theme.scheme not in current}
    for body, spot in pack.entries("formats"):
        if body.meetings_per_year is None and not body.open and body.state != "ended":
            yield spot.at("meetings_per_year").hint("Wie oft das Format tagt, fehlt. Ist es unbekannt, unter open vermerken.")
        if not body.members and not body.open:
            yield spot.at("member").hint("Mitglieder fehlen. Sind sie unbekannt, bitte unter open vermerken.")
        if (body.participants_min or 0) > (body.participants_max or body.participants_min or 0):
            yield spot.at("participants_min").error("Die kleinste Zahl ist größer als die größte.")
        for key in outdated.intersection(body.themes):
            yield spot.at("themes").hint(f"„{key}“ gehört zu einem früheren Schema. Bitte ein Thema des gültigen nennen.")


def way_leads_on(pack: Pack) -> Iterator[Finding]:
    for recipient, spot in pack.entries("recipients"):
        if not recipient.format and not recipient.organisation:
            yield spot.error("Es fehlt, wer empfängt. Bitte format oder organisation angeben.")


def figures_are_countable(pack: Pack) -> Iterator[Finding]:
    for indicator, spot in pack.entries("indicators"):
        if indicator.unit == "%" and not indicator.denominator:
            yield spot.at("denominator").error("Ein Anteil braucht einen Nenner (wovon?).")
    for seen, spot in pack.entries("observations"):
        if seen.count is None and seen.published_rate is None:
            yield spot.error("Es fehlt der Wert: count (gezählt) oder published_rate (nur als Quote veröffentlicht).")
        if seen.count is None and not seen.open:
            yield spot.at("count").hint("Die Rohzahl fehlt. Bitte beschaffen oder unter open vermerken.")
        if seen.of is not None and not seen.of_counted:
            yield spot.at("of_counted").error("Es fehlt, was in of gezählt ist.")
        if (seen.area == "district") != bool(seen.district):
            yield spot.at("district").error("district gehört genau dann hierher, wenn area = \"district\" ist.")
    for part in ("populations", "observations"):
        for seen, spot in pack.entries(part):
            if not (seen.as_of or seen.period or seen.open):
                yield spot.at("as_of").error("Der Stand fehlt. Ist er unbekannt, bitte unter open vermerken.")
            if seen.count is not None and seen.count < 0:
                yield spot.at("count").error("Eine Anzahl kann nicht negativ sein.")


CHECKS: tuple[Check, ...] = (
    keys_stand_once,
    references_lead_somewhere,
    facts_name_their_source,
    sources_can_be_found,
    nothing_is_above_itself,
    town_is_usable,
    districts_are_distinct,
    schemes_are_whole,
    kodex_is_whole,
    texts_speak_the_languages,
    organisations_are_reachable,
    formats_say_what_they_are,
    way_leads_on,
    figures_are_countable,
)


@dataclass(frozen=True)
class State:
    """What one file holds, and what about it is still open."""

    file: str
    counts: Mapping[str, int]
    open: tuple[tuple[str, str], ...]  # entry, question
    to_confirm: tuple[str, ...]


def states(pack: Pack) -> list[State]:
    """File by file: how much there is and what its writers still want to know."""
    return [_state(pack, file) for file in FILES if file not in pack.unread]


def _state(pack: Pack, file: str) -> State:
    parts = [part for part, table in PARTS.items() if table.file == file]
    facts = [(e, spot.entry) for part in parts for e, spot in pack.entries(part) if isinstance(e, Fact)]
    return State(
        file,
        {PARTS[part].name: sum(1 for _ in pack.entries(part)) for part in parts},
        tuple((entry, question) for fact, entry in facts for question in fact.open),
        tuple(entry for fact, entry in facts if fact.confirm),
    )
