"""The words of the directory: whole, described, found by everyday words, and bridged to other directories."""

import re
from pathlib import Path

import pytest

from marlerweg.offers.lexicon import town_lexicon
from marlerweg.places.pack import assemble, read
from marlerweg.places.rules import check
from marlerweg.places.vocabularies import in_force as in_force_of

PLACES = Path(__file__).parents[2] / "places"
SCRIPTS = {"ar": "[\u0600-\u06ff]", "fa": "[\u0600-\u06ff]", "uk": "[А-я]", "ru": "[А-я]", "bg": "[А-я]"}


@pytest.fixture(scope="module")
def marl_pack():
    return read(PLACES / "marl")


@pytest.fixture(scope="module")
def in_force(marl_pack):
    return in_force_of(marl_pack.vocabularies, marl_pack.vocabulary_terms)


def sentences(documents):
    return [
        (f.severity, f.place, f.sentence) for f in check(assemble(documents)) if f.file == "taxonomy.toml"
    ]


def the_term(document, key):
    return next(term for term in document["taxonomy.toml"]["term"] if term["key"] == key)


def test_each_of_the_three_lists_is_in_force_and_of_a_size_people_can_read(in_force):
    assert {kind: 10 <= len(terms) <= 40 for kind, terms in in_force.items()} == {
        "audience": True,
        "kind": True,
        "need": True,
    }


def test_every_term_is_named_in_all_languages_of_the_town_in_its_own_script(marl_pack):
    for term in marl_pack.vocabulary_terms:
        assert set(term.name) == set(marl_pack.town.public_languages), term.key
        assert all(re.search(letters, term.name[code]) for code, letters in SCRIPTS.items()), term.key
        assert not set("ыэёъ") & set(term.name["uk"]), term.key
        assert not set("іїєґ") & set(term.name["ru"] + term.name["bg"]), term.key


def test_names_in_simple_german_stay_short(marl_pack):
    assert [term.key for term in marl_pack.vocabulary_terms if len(term.name["de-simple"].split()) > 8] == []


def test_every_theme_of_the_town_has_a_topic(marl_pack, in_force):
    [scheme] = [each.key for each in marl_pack.schemes if each.current]
    themes = {theme.key for theme in marl_pack.themes if theme.scheme == scheme}
    assert {term.theme for term in in_force["need"]} == themes


def test_an_everyday_word_leads_from_every_language_to_a_topic(in_force):
    lexicon = {concept.name: concept for concept in town_lexicon()}

    def topics(word, language):
        return {
            term.key
            for term in in_force["need"]
            if word in term.words.get(language, ())
            or any(
                word in (*lexicon[name].words[language], *lexicon[name].vague.get(language, ()))
                for name in term.concepts
            )
        }

    assert "aufenthalt-klaeren" in topics("Papiere", "de")
    assert "formulare" in topics("Amt", "de")
    assert "deutsch-lernen" in topics("курси німецької", "uk")
    assert "wohnung-suchen" in topics("ev kiralama", "tr")
    assert "kinderbetreuung" in topics("حضانة", "ar")


def test_nearly_every_topic_has_a_counterpart_elsewhere(in_force):
    alone = [term.key for term in in_force["need"] if not term.crosswalk]
    assert len(alone) <= 2, alone
    [swap] = [term for term in in_force["need"] if term.key == "kinderbetreuung"]
    assert swap.code_in("data-inclusion") == "famille--garde-denfants"
    assert swap.code_in("integreat") is None


def test_only_the_versions_in_force_are_asked_for(erlenau):
    document = erlenau["taxonomy.toml"]
    document["vocabulary"].append({**document["vocabulary"][0], "key": "fuer-wen-0", "current": False})
    document["term"].append({**document["term"][0], "key": "frueher", "vocabulary": "fuer-wen-0"})
    pack = assemble(erlenau)
    assert [term.key for term in in_force_of(pack.vocabularies, pack.vocabulary_terms)["audience"]] == [
        "neu-im-dorf"
    ]
    assert sentences(erlenau) == []


@pytest.mark.parametrize(
    ("spoil", "severity", "place", "sentence"),
    [
        (lambda t: t.update(concepts=["transprt"]), "error", "„concepts“", "Meinten Sie „transport“?"),
        (lambda t: t.pop("theme"), "error", "„theme“", "Das Thema fehlt"),
        (lambda t: t.update(theme="weg"), "error", "„theme“", "gibt es in themes.toml nicht"),
        (lambda t: (t.pop("concepts"), t.pop("words")), "hint", "mitfahren", "Alltagswörter fehlen"),
        (lambda t: t["description"].pop("en"), "hint", "„description“", "Beschreibung fehlt: en"),
        (lambda t: t["description"].pop("de"), "error", "„description“", "Hauptsprache"),
        (lambda t: t["name"].pop("fr"), "hint", "„name“", "Übersetzung fehlt: fr"),
        (lambda t: t.update(words={"de": ["Nahverkehr"]}), "hint", "„words.de“", "steht schon im Suchwörterbuch"),
        (lambda t: t["crosswalk"][0].update(code="12"), "error", "„crosswalk“", "sieht nicht aus wie"),
        (lambda t: t["crosswalk"].append(t["crosswalk"][0]), "error", "„crosswalk“", "steht doppelt"),
        (lambda t: t["crosswalk"][0].update(system="hsds"), "error", "„crosswalk.system“", "Möglich sind"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_term_is_said(erlenau, spoil, severity, place, sentence):
    spoil(the_term(erlenau, "mitfahren"))
    found = sentences(erlenau)
    assert any(s == severity and place in where and sentence in what for s, where, what in found), found


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda d: d["vocabulary"][0].update(current=False), "gilt keine Liste"),
        (lambda d: d["vocabulary"].append({**d["vocabulary"][0], "key": "zwei"}), "darf nur eine Liste gelten"),
        (lambda d: d["term"].pop(0), "Die Liste hat keinen Begriff"),
        (lambda d: d["term"][0].update(theme="wege"), "Nur Anliegen gehören zu einem Thema"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_list_is_said(erlenau, spoil, sentence):
    spoil(erlenau["taxonomy.toml"])
    assert any(sentence in what for _, _, what in sentences(erlenau))
