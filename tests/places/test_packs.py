"""The two packs themselves: whole, sourced, and different from each other."""

import re
from pathlib import Path

import pytest

from marlerweg.places.pack import FILES, read
from marlerweg.places.rules import check, states

ROOT = Path(__file__).parents[2]
PLACES = ROOT / "places"


@pytest.fixture(scope="module")
def marl():
    return read(PLACES / "marl")


@pytest.fixture(scope="module")
def erlenau():
    return read(PLACES / "erlenau")


@pytest.mark.parametrize("town", ["marl", "erlenau"])
def test_a_shipped_pack_is_clean(town):
    pack = read(PLACES / town)
    assert pack.organisations, "an unread pack would be clean, too"
    told = [found for found in check(pack) if "legal." not in found.place]
    assert told == []


def test_what_only_the_town_knows_is_asked_for_and_nothing_else(marl):
    """No source names these: the operator is told, and the pages name the general address meanwhile."""
    found = check(marl)
    assert len(found) == 4
    assert all(each.severity == "hint" and "legal." in each.place for each in found)


def test_marl_has_its_eleven_districts_under_their_official_keys(marl):
    assert {district.official_key: district.name for district in marl.districts} == {
        "11": "Stadtkern",
        "12": "Alt-Marl",
        "13": "Brassert",
        "14": "Drewer-Nord",
        "15": "Drewer-Süd",
        "21": "Hüls-Nord",
        "22": "Hüls-Süd",
        "30": "Marl-Hamm",
        "40": "Chemiezone",
        "50": "Polsum",
        "60": "Sinsen-Lenkerbeck",
    }
    assert [district.name for district in marl.districts if not district.residential] == ["Chemiezone"]


def test_an_everyday_name_may_mean_two_districts_or_one_not_known_yet(marl):
    meant = {alias.name: alias.districts for alias in marl.aliases}
    assert meant["Hüls"] == ("huels-nord", "huels-sued")
    assert meant["Enkesiedlung"] == ()


def test_register_and_official_population_are_kept_apart(marl):
    counts = {population.key: population.count for population in marl.populations}
    assert counts["register-2020"] - counts["official-2020"] == 3591


def test_every_edition_keeps_its_own_themes(marl):
    by_scheme = {
        scheme.key: [t.name["de"] for t in marl.themes if t.scheme == scheme.key] for scheme in marl.schemes
    }
    assert [len(by_scheme[year]) for year in ("2019", "2020", "2021", "2022", "2023")] == [3, 5, 5, 0, 5]
    assert by_scheme["2023"] == ["Sport", "Bildung", "Sozialraum", "Wohnen", "Arbeit"]


def test_every_theme_of_an_edition_leads_to_the_working_scheme(marl):
    [current] = [scheme.key for scheme in marl.schemes if scheme.current]
    now = {theme.key for theme in marl.themes if theme.scheme == current}
    led = {walk.origin for walk in marl.crosswalks if walk.target in now}
    assert {theme.key for theme in marl.themes} - now == led


def test_current_themes_speak_all_public_languages(marl):
    [current] = [scheme.key for scheme in marl.schemes if scheme.current]
    for theme in marl.themes:
        if theme.scheme == current:
            assert set(theme.name) == set(marl.town.public_languages)
            assert set(theme.words) == set(marl.town.public_languages) - {"de-simple"}


def test_translations_are_written_in_their_own_script(marl):
    scripts = {"ar": "[\u0600-\u06ff]", "fa": "[\u0600-\u06ff]", "uk": "[А-я]", "ru": "[А-я]", "bg": "[А-я]"}
    for theme in (theme for theme in marl.themes if "ar" in theme.name):
        for code, letters in scripts.items():
            assert re.search(letters, theme.name[code]), (theme.key, code)
        assert not set("ыэёъ") & set(theme.name["uk"])
        assert not set("іїєґ") & set(theme.name["ru"] + theme.name["bg"])


def test_both_lists_of_values_stand_side_by_side(marl):
    values = {year: [v.name["de"] for v in marl.values if v.version == year] for year in ("2020", "2023")}
    assert values["2023"] == ["Vielfalt", "Diversität", "Begegnung", "Respekt", "Toleranz"]
    bridged = {key for walk in marl.value_crosswalks for key in (walk.origin, walk.target)}
    assert {value.name["de"] for value in marl.values if value.key not in bridged} == {
        "Ressourcen und Potenziale",
        "Vernetzung und Zusammenarbeit",
        "Toleranz",
    }


def test_the_conference_has_five_working_groups(marl):
    groups = [
        body.name for body in marl.formats if body.kind == "working_group" and body.parent == "blickpunkt"
    ]
    assert len(groups) == 5


def test_there_are_at_least_eleven_living_formats(marl):
    assert len([body for body in marl.formats if body.state == "active"]) >= 11


@pytest.mark.parametrize(("body", "seats"), [("rat", 44), ("integrationsrat", 26)])
def test_seats_of_the_elected_bodies_add_up(marl, body, seats):
    [found] = [each for each in marl.formats if each.key == body]
    assert sum(member.seats for member in found.members) == seats


def test_what_is_unknown_about_the_steering_group_is_said(marl):
    [steering] = [body for body in marl.formats if body.key == "steuerungsgruppe"]
    assert steering.members == ()
    assert steering.meetings_per_year is None
    assert len(steering.open) >= 2


def test_a_published_rate_that_contradicts_its_counts_is_seen(marl):
    [refugees] = [seen for seen in marl.observations if seen.key == "gefluechtete"]
    assert round(100 * refugees.count / refugees.of, 1) == 94.9 != refugees.published_rate


def test_unemployed_men_and_women_make_up_all(marl):
    counts = {seen.key: seen.count for seen in marl.observations}
    assert counts["arbeitslose-maenner"] + counts["arbeitslose-frauen"] == counts["arbeitslose"]


def test_every_indicator_of_the_catalogue_is_there(marl):
    numbers = {
        int(re.match(r"\d+", each.number)[0]) for each in marl.indicators if not each.number.startswith("W")
    }
    assert numbers == set(range(1, 39))


def test_the_invented_town_shares_no_key_with_marl(marl, erlenau):
    for part in ("districts", "schemes", "themes", "organisations", "formats", "values", "sources"):
        ours, theirs = ({entry.key for entry in getattr(pack, part)} for pack in (marl, erlenau))
        assert ours
        assert theirs
        assert not ours & theirs
    assert marl.town.colours != erlenau.town.colours


def test_the_reading_code_knows_no_place_of_marl(marl):
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "marlerweg/places").rglob("*.py"))
    words = [district.name for district in marl.districts] + [each.name for each in marl.organisations]
    assert [word for word in [*words, marl.town.ags, marl.town.official_name] if word in code] == []


def test_every_file_tells_what_it_holds_and_what_is_open(marl, erlenau):
    assert [state.file for state in states(marl)] == [*FILES]
    assert all(not state.open for state in states(erlenau))
    questions = {state.file: [entry for entry, _ in state.open] for state in states(marl)}
    assert "format „steuerungsgruppe“" in questions["formats.toml"]
    [organisations] = [state for state in states(marl) if state.file == "organisations.toml"]
    assert "organisation „ditib-fatih“" in organisations.to_confirm


def test_school_holidays_are_in_order_gapless_and_say_where_they_are_to_be_confirmed(marl):
    days = [day for each in marl.school_holidays for day in (each.first, each.last)]
    assert days == sorted(days)
    assert (days[0].isoformat(), days[-1].isoformat()) == ("2023-12-21", "2030-08-06")
    assert {each.name for each in marl.school_holidays if not each.confirm and each.first.year == 2029} == {
        "Sommerferien"
    }
