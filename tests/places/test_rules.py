"""Every kind of mistake is found, named with its file, and told in words that help."""

import datetime as dt
from copy import deepcopy
from dataclasses import is_dataclass
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marlerweg.places.contents import contrast
from marlerweg.places.pack import PARTS, Pack, assemble
from marlerweg.places.reading import Refers, all_marks, bare, hints, names
from marlerweg.places.rules import check
from tests.places.conftest import _documents

# Written by hand, so that a mark forgotten in the code is a failing test: file, table, field → file, table.
REFERENCES = {
    ("districts.toml", "alias", "districts"): ("districts.toml", "district"),
    ("themes.toml", "theme", "scheme"): ("themes.toml", "scheme"),
    ("themes.toml", "crosswalk", "from"): ("themes.toml", "theme"),
    ("themes.toml", "crosswalk", "to"): ("themes.toml", "theme"),
    ("taxonomy.toml", "term", "vocabulary"): ("taxonomy.toml", "vocabulary"),
    ("taxonomy.toml", "term", "theme"): ("themes.toml", "theme"),
    ("kodex.toml", "value", "version"): ("kodex.toml", "version"),
    ("kodex.toml", "crosswalk", "from"): ("kodex.toml", "value"),
    ("kodex.toml", "crosswalk", "to"): ("kodex.toml", "value"),
    ("kodex.toml", "action_field", "version"): ("kodex.toml", "version"),
    ("kodex.toml", "action_field", "themes"): ("themes.toml", "theme"),
    ("kodex.toml", "goal", "version"): ("kodex.toml", "version"),
    ("kodex.toml", "goal", "action_field"): ("kodex.toml", "action_field"),
    ("kodex.toml", "measure", "version"): ("kodex.toml", "version"),
    ("kodex.toml", "measure", "action_fields"): ("kodex.toml", "action_field"),
    ("organisations.toml", "organisation", "part_of"): ("organisations.toml", "organisation"),
    ("organisations.toml", "organisation", "umbrella"): ("organisations.toml", "organisation"),
    ("organisations.toml", "organisation", "run_by"): ("organisations.toml", "organisation"),
    ("organisations.toml", "organisation", "district"): ("districts.toml", "district"),
    ("formats.toml", "format", "owner"): ("organisations.toml", "organisation"),
    ("formats.toml", "format", "co_owners"): ("organisations.toml", "organisation"),
    ("formats.toml", "format", "parent"): ("formats.toml", "format"),
    ("formats.toml", "format", "themes"): ("themes.toml", "theme"),
    ("formats.toml", "format", "member.organisation"): ("organisations.toml", "organisation"),
    ("way.toml", "legal_sphere", "office"): ("organisations.toml", "organisation"),
    ("way.toml", "process_step", "themes"): ("themes.toml", "theme"),
    ("way.toml", "process_step", "organisations"): ("organisations.toml", "organisation"),
    ("way.toml", "level", "refers_to"): ("way.toml", "level"),
    ("way.toml", "recipient", "level"): ("way.toml", "level"),
    ("way.toml", "recipient", "format"): ("formats.toml", "format"),
    ("way.toml", "recipient", "organisation"): ("organisations.toml", "organisation"),
    ("indicators.toml", "indicator", "population_definition"): ("indicators.toml", "population_definition"),
    ("indicators.toml", "indicator", "themes"): ("themes.toml", "theme"),
    ("observations.toml", "observation", "district"): ("districts.toml", "district"),
    ("observations.toml", "observation", "indicator"): ("indicators.toml", "indicator"),
    ("observations.toml", "observation", "population_definition"): (
        "indicators.toml",
        "population_definition",
    ),
}


def entries(documents, file, table):
    found = documents[file].get(table, [])
    return found if isinstance(found, list) else [found]


def sourced():
    return {
        (table.file, table.name, "source"): ("sources.toml", "source")
        for table in PARTS.values()
        if table.name != "source"
    }


def places_of(entry, field):
    """The containers and positions at which a field's references stand."""
    head, _, rest = field.partition(".")
    if rest:
        return [place for inner in entry.get(head, []) for place in places_of(inner, rest)]
    if isinstance(entry.get(head), list):
        return [(entry[head], index) for index in range(len(entry[head]))]
    return [(entry, head)] if head in entry else []


def all_references(documents):
    """Every reference of a pack: where it stands, where it leads."""
    return [
        (file, table, index, field, number, target)
        for (file, table, field), target in (REFERENCES | sourced()).items()
        for index, entry in enumerate(entries(documents, file, table))
        for number in range(len(places_of(entry, field)))
    ]


def at(documents, reference):
    file, table, index, field, number, _ = reference
    return places_of(entries(documents, file, table)[index], field)[number]


def errors(documents):
    return [finding for finding in check(assemble(documents)) if finding.severity == "error"]


def names_the_loss(original, reference):
    documents = deepcopy(original)
    container, place = at(documents, reference)
    key, (file, table) = container[place], reference[-1]
    documents[file][table] = [entry for entry in documents[file][table] if entry["key"] != key]
    found = [finding for finding in errors(documents) if finding.file == reference[0]]
    return any(f"„{key}“ gibt es in {file} nicht" in finding.sentence for finding in found)


MARL = _documents("marl")
ALL = all_references(MARL)
SOME = settings(max_examples=40, deadline=None)  # each example reads and checks the whole of Marl


@SOME
@given(st.sampled_from(ALL))
def test_without_what_a_reference_leads_to_no_pack_is_clean(reference):
    assert names_the_loss(MARL, reference)


def test_the_same_holds_for_every_single_reference_of_the_small_pack(erlenau):
    references = all_references(erlenau)
    assert len(references) > 60
    assert [each for each in references if not names_the_loss(erlenau, each)] == []


@SOME
@given(st.sampled_from(ALL), st.text("abcxyz-0", min_size=1).filter(str.strip))
def test_a_reference_that_leads_nowhere_is_never_clean(reference, typo):
    documents = deepcopy(MARL)
    container, place = at(documents, reference)
    container[place] = f"{container[place]}-{typo}"
    file, field = reference[0], reference[3]
    found = [f for f in errors(documents) if f.file == file and f"Feld „{field}“" in f.place]
    assert any(container[place] in finding.sentence for finding in found)


def marked(kind, before=""):
    for name, field in names(kind).items():
        hint = hints(kind)[field.name]
        inner = bare(hint)
        parts = [part for part in get_args(inner) if part is not Ellipsis] or [inner]
        for part in (hint, *parts):
            yield from (
                (f"{before}{name}", mark.table) for mark in all_marks(part) if isinstance(mark, Refers)
            )
        yield from (each for part in parts if is_dataclass(part) for each in marked(part, f"{before}{name}."))


def test_the_table_of_references_above_misses_none():
    found = {}
    for part, table in PARTS.items():
        kind = bare(hints(Pack)[part])
        for name, target in marked(kind if part == "town" else get_args(kind)[0]):
            found[table.file, table.name, name] = (PARTS[target].file, PARTS[target].name)
    assert found == REFERENCES | sourced()


def spoil(file, table, number=0, **changes):
    """A change to one entry: fields set, or taken away where the value is None."""

    def change(documents):
        entry = entries(documents, file, table)[number]
        for name, value in changes.items():
            if value is None:
                del entry[name]
            else:
                entry[name] = value

    return change


def add(file, table, **entry):
    return lambda documents: documents[file].setdefault(table, []).append(entry)


TOWN = ("town.toml", "town")
ORGANISATION = ("organisations.toml", "organisation")
BODY = ("formats.toml", "format")
THEME = ("themes.toml", "theme")
SEEN = ("observations.toml", "observation")
OLD = {"key": "alt", "kind": "working", "name": {"de": "Alt"}, "source": ["erfunden"]}
OLD_THEME = {"key": "alt-wege", "scheme": "alt", "name": {"de": "Wege"}, "source": ["erfunden"]}
MISTAKES = {
    # what → change, file, place, words of the sentence
    "a misspelt field": (spoil(*ORGANISATION, webseite="https://a.example"), "webseite", "Meinten Sie „website“"),
    "a misspelt field inside": (spoil(*BODY, member=[{"rolle": "x", "role": "y"}]), "member.rolle", "Meinten Sie „role“"),
    "a missing field": (spoil(*BODY, mandate=None), "mandate", "Pflichtfeld „mandate“ fehlt"),
    "an empty text": (spoil(*BODY, mandate="  "), "mandate", "leer"),
    "a text for a number": (spoil(*BODY, meetings_per_year="6"), "meetings_per_year", "Zahl mit Punkt"),
    "a number with a point": (spoil("town.toml", "population", count=6.12), "count", "ganze Zahl"),
    "yes for a number": (spoil("town.toml", "population", count=True), "count", "ganze Zahl"),
    "a date in quotes": (spoil("town.toml", "population", as_of="31.12.2024"), "as_of", "Datum wie"),
    "a date with a time": (spoil("town.toml", "population", as_of=dt.datetime(2024, 1, 1)), "as_of", "Datum wie"),  # noqa: DTZ001
    "a text for a list": (spoil(*ORGANISATION, source="erfunden"), "source", "eckigen Klammern"),
    "a text for a table": (spoil(*THEME, name="Ankommen"), "name", "geschweiften Klammern"),
    "half a tile": (spoil("districts.toml", "district", tile=[1]), "tile", "genau 2"),
    "a kind nobody knows": (spoil(*ORGANISATION, kind="ofice"), "kind", "Meinten Sie „office“"),
    "a decision right nobody knows": (spoil(*BODY, decision_right="entscheidet"), "decision_right", "Möglich sind: informs"),
    "no source": (spoil(*ORGANISATION, source=None), "source", "Quelle fehlt"),
    "an empty source": (spoil(*THEME, source=[]), "source", "Quelle fehlt"),
    "a source nobody can find": (spoil("sources.toml", "source", note=None), "erfunden", "weder Adresse noch"),
    "a source at no address": (spoil("sources.toml", "source", address="www.a.example"), "address", "https://"),
    "a source nobody uses": (add("sources.toml", "source", key="x", title="X", note="X"), "x", "nirgends genannt"),
    "a key twice": (spoil(*ORGANISATION, 1, key="radverein"), "radverein", "gibt es schon"),
    "a key with an umlaut": (spoil(*BODY, 2, key="gemütlich"), "gemütlich", "ohne Umlaute"),
    "a reference nearly right": (spoil(*ORGANISATION, 1, part_of="gemeide"), "part_of", "Meinten Sie „gemeinde“"),
    "part of itself": (spoil(*ORGANISATION, 0, part_of="gemeinde"), "part_of", "im Kreis: gemeinde → gemeinde"),
    "part of its part": (
        spoil(*ORGANISATION, 0, part_of="buergerbuero"), "part_of", "im Kreis: gemeinde → buergerbuero → gemeinde",
    ),
    "an umbrella under itself": (spoil(*ORGANISATION, 2, umbrella="radverein"), "umbrella", "im Kreis"),
    "a body below its child": (spoil(*BODY, 0, parent="runder-tisch"), "parent", "im Kreis"),
    "a level that refers down": (spoil("way.toml", "level", 1, refers_to=["tisch"]), "refers_to", "im Kreis"),
    "a key of seven digits": (spoil(*TOWN, ags="9900001"), "ags", "acht Ziffern"),
    "a time zone in German": (spoil(*TOWN, time_zone="Europa/Berlin"), "time_zone", "Meinten Sie „Europe/Berlin“"),
    "a sender without a domain": (spoil(*TOWN, sender="marl"), "sender", "keine E-Mail-Adresse"),
    "a language written out": (spoil(*TOWN, public_languages=["de", "en", "fr", "Englisch"]), "public_languages", "Sprachkürzel"),
    "a main language not public": (spoil(*TOWN, public_languages=["en", "fr"]), "default_language", "Hauptsprache"),
    "a colour by name": (
        spoil(*TOWN, colours={"primary": "grün", "on_primary": "#ffffff", "accent": "#000000"}), "colours", "keine Farbe",
    ),
    "writing nobody can read": (
        spoil(*TOWN, colours={"primary": "#dddddd", "on_primary": "#ffffff", "accent": "#000000"}), "colours", "Kontrast 1.4",
    ),
    "an official key twice": (spoil("districts.toml", "district", 1, official_key="E-1"), "official_key", "mehr als ein"),
    "a district's name twice": (spoil("districts.toml", "district", 1, name="Dorfmitte"), "name", "mehr als ein"),
    "two districts on a tile": (spoil("districts.toml", "district", 1, tile=[0, 0]), "tile", "liegt schon"),
    "an alias that is a district": (spoil("districts.toml", "alias", name="Dorfmitte"), "Dorfmitte", "heißt schon"),
    "an alias twice": (
        add("districts.toml", "alias", name="Unterdorf", districts=["dorfmitte"], source=["erfunden"]), "Unterdorf", "doppelt",
    ),
    "an alias of nothing": (spoil("districts.toml", "alias", districts=[]), "districts", "Kein Stadtteil"),
    "no current scheme": (spoil("themes.toml", "scheme", current=False), "", "Kein Themenschema"),
    "two current schemes": (add("themes.toml", "scheme", **OLD, current=True), "current", "Nur ein Themenschema"),
    "a scheme without themes": (add("themes.toml", "scheme", **OLD), "alt", "kein Thema"),
    "a crosswalk within a scheme": (
        add("themes.toml", "crosswalk", **{"from": "ankommen", "to": "wege"}, kind="same", source=["erfunden"]),
        "ankommen → wege", "derselben Fassung",
    ),
    "a crosswalk to nowhere": (
        add("themes.toml", "crosswalk", **{"from": "ankommen", "to": "weg"}, kind="same", source=["erfunden"]),
        "to", "Meinten Sie „wege“",
    ),
    "two current kodex versions": (
        add("kodex.toml", "version", key="neu", name="Neu", year=2025, current=True, source=["erfunden"], open=["Werte?"]),
        "current", "Nur ein Stand",
    ),
    "a kodex without values": (
        add("kodex.toml", "version", key="neu", name="Neu", year=2025, source=["erfunden"]), "neu", "keinen Wert",
    ),
    "no text in the main language": (spoil(*THEME, name={"en": "x", "fr": "x"}), "name", "Hauptsprache"),
    "a language the town does not speak": (
        spoil(*THEME, name={"de": "x", "en": "x", "fr": "x", "xx": "x"}), "name", "gehört nicht zu den Sprachen",
    ),
    "everyday words in no such language": (spoil(*THEME, words={"xx": ["x"]}), "words", "gehört nicht zu den Sprachen"),
    "a theme not translated": (spoil(*THEME, name={"de": "x", "en": "x"}), "name", "Übersetzung fehlt: fr"),
    "two organisations of one name": (spoil(*ORGANISATION, 1, name="Vereinsring Erlenau"), "name", "Doppelt erfasst"),
    "a website without https": (spoil(*ORGANISATION, website="www.a.example"), "website", "https://"),
    "no rhythm and no question": (spoil(*BODY, meetings_per_year=None), "meetings_per_year", "unter open vermerken"),
    "no members and no question": (spoil(*BODY, member=[]), "member", "Mitglieder fehlen"),
    "fewer at most than at least": (spoil(*BODY, participants_min=9, participants_max=3), "participants_min", "größer"),
    "a recipient who is nobody": (spoil("way.toml", "recipient", format=None), "gemeinderat", "wer empfängt"),
    "a share of nothing": (spoil("indicators.toml", "indicator", denominator=None), "denominator", "Nenner"),
    "an observation without a value": (spoil(*SEEN, count=None), "neue-2024", "Der Wert fehlt"),
    "a rate without a count": (spoil(*SEEN, count=None, published_rate=5.1), "count", "Rohzahl fehlt"),
    "of what?": (spoil(*SEEN, of_counted=None), "of_counted", "was in of gezählt ist"),
    "a district's figure without district": (spoil(*SEEN, 1, district=None), "district", "genau dann"),
    "a figure of no day": (spoil(*SEEN, as_of=None), "as_of", "Stand fehlt"),
    "a population of no day": (spoil("town.toml", "population", as_of=None), "as_of", "Stand fehlt"),
    "fewer than nobody": (spoil(*SEEN, count=-1), "count", "negativ"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_where_it_stands(mistake, erlenau):
    change, place, words = MISTAKES[mistake]
    before = deepcopy(erlenau)
    change(erlenau)
    [file] = [name for name in erlenau if erlenau[name] != before[name]]
    found = [finding for finding in check(assemble(erlenau)) if finding.file == file]
    assert any(place in finding.place and words in finding.sentence for finding in found), found


def test_an_old_scheme_that_nothing_leads_from_is_hinted_at(erlenau):
    erlenau["themes.toml"]["scheme"].append(OLD)
    erlenau["themes.toml"]["theme"].append(OLD_THEME)
    [finding] = check(assemble(erlenau))
    assert (finding.severity, finding.file) == ("hint", "themes.toml")
    assert "keine Brücke" in finding.sentence


def test_a_body_on_a_theme_of_yesterday_is_hinted_at(erlenau):
    erlenau["themes.toml"]["scheme"].append(OLD)
    erlenau["themes.toml"]["theme"].append(OLD_THEME)
    erlenau["formats.toml"]["format"][2]["themes"] = ["alt-wege"]
    assert any(f.file == "formats.toml" and "früheren Schema" in f.sentence for f in check(assemble(erlenau)))


def test_a_table_in_the_wrong_file_is_sent_home(erlenau):
    erlenau["themes.toml"]["district"] = erlenau["districts.toml"].pop("district")
    found = check(assemble(erlenau))
    assert any(f.file == "themes.toml" and "districts.toml" in f.sentence for f in found)


def test_a_misspelt_table_is_named_with_the_nearest(erlenau):
    erlenau["formats.toml"]["fromat"] = erlenau["formats.toml"].pop("format")
    found = check(assemble(erlenau))
    assert any(f.file == "formats.toml" and "Meinten Sie „format“" in f.sentence for f in found)


def test_something_that_is_no_table_is_named(erlenau):
    erlenau["formats.toml"]["format"] = "gemeinderat"
    assert any("[[format]]" in f.sentence for f in check(assemble(erlenau)) if f.file == "formats.toml")


def test_a_town_file_without_a_town_is_named(erlenau):
    del erlenau["town.toml"]["town"]
    assert any("[town] fehlt" in f.sentence for f in check(assemble(erlenau)))


def test_findings_come_in_the_order_of_the_files(erlenau):
    for mistake in ("a figure of no day", "a key of seven digits", "no source", "an official key twice"):
        MISTAKES[mistake][0](erlenau)
    assert [*dict.fromkeys(f.file for f in check(assemble(erlenau)))] == [
        "town.toml",
        "districts.toml",
        "organisations.toml",
        "observations.toml",
    ]


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_within_its_scale(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


def test_contrast_of_black_on_white_is_the_greatest():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("index", "field", "day", "words"),
    [
        (0, "last", dt.date(2026, 7, 1), "vor dem ersten"),
        (0, "last", dt.date(2026, 10, 1), "So lange dauern keine Ferien"),
        (1, "first", dt.date(2026, 8, 1), "bevor die vorigen zu Ende sind"),
        (3, "first", dt.date(2027, 6, 22), "Davor fehlen Ferien"),
    ],
)
def test_school_holidays_that_cannot_be(erlenau, index, field, day, words):
    erlenau["school_holidays.toml"]["school_holiday"][index][field] = day
    found = check(assemble(erlenau))
    assert any(one.file == "school_holidays.toml" and words in one.sentence for one in found)
