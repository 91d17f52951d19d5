"""What the parts of a pack must say to be usable: town, districts, themes, kodex, organisations, bodies, figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from zoneinfo import available_timezones

from marlerweg.places.facts import Legal, SchoolHoliday
from marlerweg.places.findings import Finding, Spot, meant
from marlerweg.places.pack import PARTS, Pack

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]+)?")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
READABLE_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
LONGEST_SCHOOL_HOLIDAYS, LONGEST_TERM = 60, 130  # days


def town_is_usable(pack: Pack) -> Iterator[Finding]:
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
        yield from _legal(town.legal, spot.at("legal"))
        for code in town.public_languages:
            if not LANGUAGE.fullmatch(code):
                yield spot.at("public_languages").error(
                    f"„{code}“ ist kein Sprachkürzel wie „de“ oder „de-simple“."
                )
        if town.default_language not in town.public_languages:
            yield spot.at("default_language").error("Die Hauptsprache fehlt in public_languages.")
        yield from _colours(
            town.colours.primary, town.colours.on_primary, town.colours.accent, spot.at("colours")
        )


# What the law asks for; without it the pages name the general address, which the operator should know.
LEGAL_NEEDED = {
    "represented_by": "wer die Stelle vertritt (ein Amt, kein Name)",
    "address": "die Postanschrift",
    "phone": "eine Telefonnummer",
    "data_protection_mail": "das Funktionspostfach der oder des Datenschutzbeauftragten",
    "supervisory_authority": "die zuständige Datenschutzaufsicht",
    "accessibility_mail": "das Postfach, an das man Barrieren meldet",
    "enforcement": "die Schlichtungs- oder Ombudsstelle des Landes",
}


def _legal(legal: Legal, spot: Spot) -> Iterator[Finding]:
    for name, words in LEGAL_NEEDED.items():
        if not getattr(legal, name):
            yield spot.at(name).hint(f"Für Impressum, Datenschutz und Barrierefreiheit fehlt {words}.")
    for name in ("mail", "data_protection_mail", "accessibility_mail"):
        if (value := getattr(legal, name)) and not MAIL.fullmatch(value):
            yield spot.at(name).error("Das ist keine E-Mail-Adresse.")


def _colours(primary: str, on_primary: str, accent: str, spot: Spot) -> Iterator[Finding]:
    wrong = [colour for colour in (primary, on_primary, accent) if not COLOUR.fullmatch(colour)]
    for colour in wrong:
        yield spot.error(
            f"„{colour}“ ist keine Farbe. Bitte als „#“ mit sechs Stellen schreiben, etwa „#005a8c“."
        )
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
    for district, spot in pack.entries("districts"):
        if tiles[district.tile] > 1:
            yield spot.at("tile").error("Auf diesem Feld der Karte liegt schon ein anderer Stadtteil.")


def aliases_are_clear(pack: Pack) -> Iterator[Finding]:
    names = {district.name for district in pack.districts}
    aliases = Counter(alias.name for alias in pack.aliases)
    for alias, spot in pack.entries("aliases"):
        if alias.name in names:
            yield spot.error("So heißt schon ein Stadtteil; ein Rufname muss sich unterscheiden.")
        if aliases[alias.name] > 1:
            yield spot.error(
                "Dieser Rufname steht doppelt. Bitte alle Stadtteile in einen Eintrag schreiben."
            )
        if not alias.districts and not alias.open:
            yield spot.at("districts").error(
                "Kein Stadtteil genannt. Ist er nicht bekannt, bitte unter open vermerken."
            )


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


def crosswalks_connect(pack: Pack) -> Iterator[Finding]:
    scheme_of = {theme.key: theme.scheme for theme in pack.themes}
    version_of = {value.key: value.version for value in pack.values}
    for part, within in (("crosswalks", scheme_of), ("value_crosswalks", version_of)):
        pairs = Counter(frozenset((walk.origin, walk.target)) for walk, _ in pack.entries(part))
        for walk, spot in pack.entries(part):
            ends = within.get(walk.origin), within.get(walk.target)
            if None not in ends and ends[0] == ends[1]:
                yield spot.error(
                    "Beide Enden liegen in derselben Fassung; eine Brücke verbindet zwei Fassungen."
                )
            if pairs[frozenset((walk.origin, walk.target))] > 1:
                yield spot.error("Diese Brücke steht doppelt.")


def _one_current(pack: Pack, part: str, what: str) -> Iterator[Finding]:
    current = [spot for entry, spot in pack.entries(part) if entry.current]
    if getattr(pack, part) and not current:
        yield Spot(PARTS[part].file).error(
            f"Kein {what} ist als gültig markiert. Bitte bei einem current = true setzen."
        )
    for spot in current[1:]:
        yield spot.at("current").error(f"Nur ein {what} darf gültig sein; ein anderes ist es schon.")


def kodex_is_whole(pack: Pack) -> Iterator[Finding]:
    yield from _one_current(pack, "kodex_versions", "Stand des Kodex")
    with_values = {value.version for value in pack.values}
    for version, spot in pack.entries("kodex_versions"):
        if version.key not in with_values and not version.open:
            yield spot.error(
                "Diese Fassung nennt keinen Wert. Sind keine bekannt, bitte unter open vermerken."
            )


def organisations_are_reachable(pack: Pack) -> Iterator[Finding]:
    counts = Counter(organisation.name for organisation in pack.organisations)
    for organisation, spot in pack.entries("organisations"):
        if counts[organisation.name] > 1:
            yield spot.at("name").hint("Eine andere Organisation heißt ebenso. Doppelt erfasst?")
        if organisation.website and not organisation.website.startswith(("https://", "http://")):
            yield spot.at("website").error("Die Adresse muss mit https:// oder http:// beginnen.")


def formats_say_what_they_are(pack: Pack) -> Iterator[Finding]:
    current = {scheme.key for scheme in pack.schemes if scheme.current}
    outdated = {theme.key for theme in pack.themes if theme.scheme not in current}
    for body, spot in pack.entries("formats"):
        if body.meetings_per_year is None and not body.open and body.state != "ended":
            yield spot.at("meetings_per_year").hint(
                "Wie oft das Format tagt, fehlt. Ist es unbekannt, unter open vermerken."
            )
        if not body.members and not body.open:
            yield spot.at("member").hint("Mitglieder fehlen. Sind sie unbekannt, bitte unter open vermerken.")
        if (body.participants_min or 0) > (body.participants_max or body.participants_min or 0):
            yield spot.at("participants_min").error("Die kleinste Zahl ist größer als die größte.")
        for key in outdated.intersection(body.themes):
            yield spot.at("themes").hint(
                f"„{key}“ gehört zu einem früheren Schema. Bitte ein Thema des gültigen nennen."
            )


def way_leads_on(pack: Pack) -> Iterator[Finding]:
    for recipient, spot in pack.entries("recipients"):
        if not recipient.format and not recipient.organisation:
            yield spot.error("Es fehlt, wer empfängt. Bitte format oder organisation angeben.")


def indicators_can_be_computed(pack: Pack) -> Iterator[Finding]:
    for indicator, spot in pack.entries("indicators"):
        if indicator.unit == "%" and not indicator.denominator:
            yield spot.at("denominator").error("Ein Anteil braucht einen Nenner (wovon?).")


def observations_are_counted(pack: Pack) -> Iterator[Finding]:
    for seen, spot in pack.entries("observations"):
        if seen.count is None and seen.published_rate is None:
            yield spot.error(
                "Der Wert fehlt: count (gezählt) oder published_rate (nur als Quote veröffentlicht)."
            )
        if seen.count is None and not seen.open:
            yield spot.at("count").hint("Die Rohzahl fehlt. Bitte beschaffen oder unter open vermerken.")
        if seen.of is not None and not seen.of_counted:
            yield spot.at("of_counted").error("Hier fehlt, was in of gezählt ist.")
        if (seen.area == "district") != bool(seen.district):
            yield spot.at("district").error('district gehört genau dann hierher, wenn area = "district" ist.')


def figures_have_a_date(pack: Pack) -> Iterator[Finding]:
    for part in ("populations", "observations"):
        for seen, spot in pack.entries(part):
            if not (seen.as_of or seen.period or seen.open):
                yield spot.at("as_of").error("Der Stand fehlt. Ist er unbekannt, bitte unter open vermerken.")
            if seen.count is not None and seen.count < 0:
                yield spot.at("count").error("Eine Anzahl kann nicht negativ sein.")


def school_holidays_follow_each_other(pack: Pack) -> Iterator[Finding]:
    """In order, without overlap, and without a missing year: between the first and the last day all counts as known."""
    before: SchoolHoliday | None = None
    for here, spot in pack.entries("school_holidays"):
        if here.last < here.first:
            yield spot.at("last").error("Der letzte Ferientag liegt vor dem ersten.")
        elif (here.last - here.first).days > LONGEST_SCHOOL_HOLIDAYS:
            yield spot.at("last").error("So lange dauern keine Ferien. Stimmt das Jahr?")
        if before and here.first <= before.last:
            yield spot.at("first").error("Diese Ferien beginnen, bevor die vorigen zu Ende sind.")
        elif before and (here.first - before.last).days > LONGEST_TERM:
            yield spot.at("first").error(
                "Davor fehlen Ferien: So lange am Stück ist keine Schule. Jahre bitte lückenlos eintragen."
            )
        before = here


CHECKS = (
    town_is_usable,
    districts_are_distinct,
    aliases_are_clear,
    schemes_are_whole,
    crosswalks_connect,
    kodex_is_whole,
    organisations_are_reachable,
    formats_say_what_they_are,
    way_leads_on,
    indicators_can_be_computed,
    observations_are_counted,
    figures_have_a_date,
    school_holidays_follow_each_other,
)
