"""What people type finds what answers it, and the answer says why."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marlerweg.foundation.searching import Concept, Document, Filters, Hit, Index, Lexicon, Way
from tests.foundation.searching.conftest import DOCUMENTS, LEXICON


def ids(index: Index, query: str, *languages: str, filters: Filters | None = None) -> list[str]:
    return [hit.id for hit in index.search(query, languages or ("de",), filters or Filters()).hits]


def way(hit: Hit) -> list[tuple[str, str, Way]]:
    return [(match.asked, match.found, match.way) for match in hit.matches]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Garten", "garden"),
        ("Wo gibt es hier einen Garten?", "garden"),
        ("Mueller", "garden"),
        ("Strassenfest", "garden"),
        ("Besichtigung", "flat"),
        ("Ausländerbehörden", "office"),
        ("Auslaenderbehoerde", "office"),
        ("Schuldner Beratung", "debt"),
        ("Betreuung", "mothers"),
        ("Schuldnerberatugn", "debt"),
        ("Wohnugssuche", "flat"),
    ],
)
def test_german_finds_german(index: Index, query: str, found: str) -> None:
    assert ids(index, query)[0] == found


@pytest.mark.parametrize(
    ("query", "language", "found"),
    [
        ("курси німецької мови", "uk", "mothers"),
        ("курс німецкої", "uk", "mothers"),
        ("kursy nimetskoi movy", "uk", "mothers"),
        ("шукаю квартиру", "uk", "flat"),
        ("Almanca kursu", "tr", "mothers"),
        ("locuinta", "ro", "flat"),
        ("شقة", "ar", "flat"),
        ("borç", "tr", "debt"),
    ],
)
def test_other_languages_find_offers_that_are_german_only(
    index: Index, query: str, language: str, found: str
) -> None:
    assert (
        ids(index, query, language, "de")[0] in {found, "evening"}
        if found == "mothers"
        else found == ids(index, query, language, "de")[0]
    )


def test_a_hit_tells_how_every_word_was_found(index: Index) -> None:
    assert way(index.search("Garten").hits[0]) == [("Garten", "Garten", Way.EXACT)]
    assert way(index.search("Blume").hits[0]) == [("Blume", "Blumen", Way.FORM)]
    assert way(index.search("Kinder").hits[0]) == [("Kinder", "Kinderbetreuung", Way.COMPOUND)]
    assert way(index.search("Grilen").hits[0]) == [("Grilen", "Grillen", Way.CORRECTED)]
    match = index.search("борги", ["uk", "de"]).hits[0].matches[0]
    assert (match.found, match.way, match.concept, match.language) == (
        "Schuldnerberatung",
        Way.OTHER_LANGUAGE,
        "debts",
        "de",
    )


def test_a_vague_word_is_understood_in_a_query_but_says_nothing_of_a_text(index: Index) -> None:
    found = index.search("посвідка на проживання", ["uk", "de"])
    assert [hit.id for hit in found.hits] == ["office"]
    assert "office" in ids(index, "Papiere")


def test_a_slip_is_put_right_and_can_be_taken_back(index: Index) -> None:
    found = index.search("Schuldnerberatugn bitte")
    assert found.correction
    assert found.correction.text == "Schuldnerberatung bitte"
    assert found.correction.changed == {"Schuldnerberatugn": "Schuldnerberatung"}
    as_typed = index.search("Schuldnerberatugn", correct=False)
    assert (as_typed.hits, as_typed.correction, as_typed.unknown) == ((), None, ("Schuldnerberatugn",))


def test_a_word_the_texts_know_is_not_put_right(index: Index) -> None:
    assert index.search("Blumen").correction is None


def test_what_nobody_offers_finds_nothing_and_says_which_words_are_unknown(index: Index) -> None:
    found = index.search("Raumschiff xyzzy")
    assert (found.hits, found.total, found.unknown) == ((), 0, ("Raumschiff", "xyzzy"))


def test_what_only_comes_near_is_shown_but_not_counted(index: Index) -> None:
    """Nobody swaps flats; whoever helps to find one is near."""
    found = index.search("Wohnungstausch", counts=["district"])
    assert (found.total, found.counts["district"]) == (0, {})
    assert found.hits[0].id == "flat"
    assert index.matching("Wohnungstausch") == []


def test_a_word_nobody_speaks_of_is_not_answered_by_the_common_one_beside_it(folder: Path) -> None:
    courses = [
        Document(str(number), "de", f"Kurs {number}", "Wir lernen und spielen.") for number in range(20)
    ]
    index = Index.open(folder, LEXICON)
    index.replace([*courses, Document("sewing", "de", "Nähen lernen")])
    assert index.search("Reiten lernen").total == 0
    assert index.search("Reiten lernen").hits
    assert [hit.id for hit in index.search("Nähen lernen").hits[:1]] == ["sewing"]
    assert index.search("Nähen lernen").total == 1


def test_the_end_of_a_compound_that_everybody_has_may_be_missing(folder: Path) -> None:
    courses = [Document(str(number), "de", "Kurs", "Abends.") for number in range(20)]
    index = Index.open(folder, LEXICON)
    index.replace([*courses, Document("badge", "de", "Seepferdchen", "Kinder lernen schwimmen.")])
    assert ids(index, "Seepferdchenkurs")[0] == "badge"
    assert index.search("Seepferdchenkurs").total == 1


def test_a_phrase_of_which_grammar_leaves_one_word_is_said_by_that_form_only(folder: Path) -> None:
    lexicon = Lexicon([Concept("naturalisation", {"de": ("Einbürgerung", "Deutscher oder Deutsche werden")})])
    index = Index.open(folder, lexicon)
    index.replace([Document("passport", "de", "Einbürgerung"), Document("course", "de", "Deutsch am Abend")])
    assert ids(index, "deutsch") == ["course"]
    assert "passport" in ids(index, "Wie werde ich Deutscher?")


SPORTS = Lexicon(
    [
        Concept("sports", {"de": ("Sport",)}, narrower={"de": ("Yoga", "Seepferdchen")}),
        Concept("football", {"de": ("Fußball",), "tr": ("futbol",)}, ("sports",)),
        Concept("pregnancy", {"de": ("Schwangerschaft",), "tr": ("doğum",)}),
    ]
)


def test_a_narrower_thing_is_answered_by_itself_and_the_rest_of_its_concept_is_near(folder: Path) -> None:
    index = Index.open(folder, SPORTS)
    index.replace(
        [
            Document("badge", "de", "Seepferdchen", "Nachmittags im Hallenbad."),
            Document("ball", "de", "Fußball", "Auf dem Bolzplatz."),
            Document("sport", "de", "Sport für alle", "In der Halle."),
        ]
    )
    assert (ids(index, "Yoga"), index.search("Yoga").total) == (["sport", *ids(index, "Yoga")[1:]], 0)
    assert index.matching("Seepferdchen") == ["badge"]
    assert set(index.matching("Sport")) == {"sport", "ball", "badge"}
    assert ids(index, "Sport")[0] == "sport"
    assert index.matching("futbol", ["tr", "de"]) == ["ball"]


def test_a_short_word_that_another_language_has_by_its_stem_only_means_nothing_there(folder: Path) -> None:
    index = Index.open(folder, SPORTS)
    index.replace([Document("birth", "de", "Schwangerschaft"), Document("tea", "tr", "Doğumdan sonra çay")])
    assert index.search("dog", ["en", "de"]).hits == ()
    assert index.matching("doğum", ["tr", "de"]) == ["tea", "birth"]


def test_what_very_many_say_is_no_answer_beside_a_word_nobody_knows(folder: Path) -> None:
    courses = [Document(str(number), "de", "Kurs", "Wir lernen.") for number in range(6)]
    index = Index.open(folder, LEXICON)
    index.replace([*courses, *(Document(f"x{number}", "de", "Garten") for number in range(30))])
    assert index.matching("lernen")
    assert index.search("Xylophon lernen").total == 0
    assert index.search("Xylophon lernen").hits


def test_without_words_the_filters_alone_decide(index: Index) -> None:
    assert set(ids(index, "", filters=Filters(facets={"district": ["Hüls"]}))) == {
        "evening",
        "flat",
        "garden",
    }
    assert index.search("  ?! ").total == len(DOCUMENTS)


def test_filters_leave_only_what_was_asked_for(index: Index) -> None:
    assert set(ids(index, "Deutschkurs")) >= {"evening", "mothers"}
    assert ids(index, "Deutschkurs", filters=Filters(facets={"district": ["Hüls"]})) == ["evening"]
    assert ids(index, "Deutschkurs", filters=Filters(ids={"mothers", "garden"})) == ["mothers"]
    assert ids(index, "Deutschkurs", filters=Filters(ids=set())) == []
    assert ids(index, "", filters=Filters(languages={"uk"})) == ["tea"]
    both = Filters(facets={"district": ["Hüls", "Drewer"], "theme": ["family"]})
    assert ids(index, "Deutschkurs", filters=both) == ["mothers"]


def test_counts_are_exact_and_show_what_another_choice_would_find(index: Index) -> None:
    free = index.search("", counts=["district", "theme"])
    assert free.total == 7
    assert free.counts["district"] == {"Hüls": 3, "Drewer": 2, "Mitte": 2}
    assert free.counts["theme"]["language"] == 2
    chosen = index.search("", filters=Filters(facets={"district": ["Mitte"]}), counts=["district", "theme"])
    assert chosen.total == 2
    assert chosen.counts["district"] == {"Hüls": 3, "Drewer": 2, "Mitte": 2}
    assert chosen.counts["theme"] == {"residence": 1, "meeting": 1}


def test_several_texts_of_one_offer_are_found_and_counted_once(index: Index) -> None:
    index.add(
        [
            Document("evening", "de", "Deutsch am Abend", "Ein Sprachkurs.", facets={"district": ["Hüls"]}),
            Document(
                "evening", "uk", "Німецька ввечері", "Курс німецької мови.", facets={"district": ["Hüls"]}
            ),
        ]
    )
    found = index.search("курс німецької", ["uk", "de"], counts=["district"])
    assert [hit.id for hit in found.hits].count("evening") == 1
    assert (found.hits[0].id, found.hits[0].language) == ("evening", "uk")
    assert found.total == len(found.hits) == 2
    assert found.counts["district"] == {"Hüls": 1, "Drewer": 1}
    assert index.search("", counts=["district"]).counts["district"]["Hüls"] == 3


def test_the_own_language_comes_first(index: Index) -> None:
    index.add(
        [
            Document("flat-uk", "uk", "Пошук житла", "Допомагаємо знайти квартиру."),
            Document("flat-ro", "ro", "Ajutor pentru locuință"),
        ]
    )
    assert ids(index, "житло", "uk", "de")[:2] == ["flat-uk", "flat"]


def test_ids_for_the_database_are_all_that_was_counted(index: Index) -> None:
    assert set(index.matching("Deutschkurs")) == {"evening", "mothers"}
    assert index.search("Deutschkurs").total == 2
    assert index.matching("Raumschiff") == []


def test_a_pasted_page_is_answered_by_its_beginning(index: Index) -> None:
    page = "Garten " + " ".join(f"wort{number}" for number in range(5_000))
    found = index.search(page, correct=False)
    assert [hit.id for hit in found.hits] == ["garden"]
    assert len(found.unknown) == 31


def test_suggestions_complete_the_last_word(index: Index) -> None:
    assert "Schuldnerberatung" in index.suggest("Schuld")
    assert index.suggest("Hilfe Wohn")[0].startswith("Hilfe Wohn")
    assert "Müller" in index.suggest("mue")
    assert index.suggest("") == []
    assert index.suggest("Schuld ") == []


def test_plain_german_is_searched_as_german(index: Index) -> None:
    index.add([Document("easy", "de-simple", "Hilfe bei Geld-Sorgen", "Wir helfen bei Geld-Sorgen.")])
    assert ids(index, "Geldsorgen", "de-simple", "de")[0] == "easy"
    assert ids(index, "Sorge", "de")[0] == "easy"


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_at_all_is_answered(index: Index, query: str) -> None:
    found = index.search(query, ["uk", "de"], counts=["theme"])
    assert len(found.hits) <= 10
    assert {hit.id for hit in found.hits} <= {document.id for document in DOCUMENTS}


words = st.sampled_from(["Garten", "Kurs", "Wohnung", "Beratung", "Abend", "Schule", "Kinder", "Amt"])
texts = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(st.lists(texts, min_size=1, max_size=5), texts)
@settings(max_examples=15, deadline=None)
def test_another_document_never_loses_one_that_says_every_word(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], added: str
) -> None:
    """What says only a part may become too little, as its words become less rare."""
    index = Index.open(tmp_path_factory.mktemp("law"), LEXICON)
    index.replace([Document(str(number), "de", title) for number, title in enumerate(titles)])
    saying_all = {
        title: {
            str(number) for number, other in enumerate(titles) if set(title.split()) <= set(other.split())
        }
        for title in titles
    }
    assert all(found <= set(index.matching(title)) for title, found in saying_all.items())
    index.add([Document("new", "de", added)])
    assert all(found <= set(index.matching(title)) for title, found in saying_all.items())
    assert "new" in index.matching(added)
