"""Names, districts, themes, fitting and duplicates, on plain values."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.network.rules import crosswalks, districts, duplicates, folding, matching
from marlerweg.network.rules.crosswalks import Walk
from marlerweg.network.rules.districts import Named
from marlerweg.network.rules.duplicates import Record, Why
from marlerweg.network.rules.matching import Wanting

# --- Folding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "02365 / 99-2400", "+49 (0)2365 992400"),
        ("mail", "Info@Verein.example", "info@verein.example "),
        ("website", "https://www.verein.example/", "verein.example"),
        ("website", "http://verein.example/marl/", "https://www.verein.example/marl"),
    ],
)
def test_two_spellings_of_a_detail_are_one(kind: str, one: str, other: str) -> None:
    assert folding.folded_contact(kind, one) == folding.folded_contact(kind, other)


def test_streets_and_names_are_compared_without_their_abbreviations() -> None:
    assert folding.folded_street("Brassertstr. 91") == folding.folded_street("Brassert-Straße 91")
    assert folding.folded_street("Brassertstr. 91") != folding.folded_street("Brassertstr. 9")
    assert folding.name_words("Café Welcome e. V.") == ("cafe", "welcome")
    assert folding.name_words("Hüls") == folding.name_words("HUELS")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folding.folded(folding.folded(text)) == folding.folded(text)


# --- Districts ------------------------------------------------------------------------------------------------------

NAMES = [
    Named("Hüls-Nord", ("21",)),
    Named("Hüls-Süd", ("22",)),
    Named("Stadtkern", ("11",)),
    Named("Marl-Hamm", ("30",)),
    Named("Sinsen-Lenkerbeck", ("60",)),
    Named("Stadtmitte", ("11",)),
    Named("Enkesiedlung", ()),
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Hüls", ["21", "22"]),
        ("huels sued", ["22"]),
        ("Marl-Hüls", ["21", "22"]),
        ("Stadtmitte", ["11"]),
        ("Hamm", ["30"]),
        ("Lenkerbeck", ["60"]),
        ("Enkesiedlung", []),
        ("Atlantis", []),
        ("", []),
    ],
)
def test_what_people_call_a_district_leads_to_candidates(said: str, meant: list[str]) -> None:
    assert districts.candidates(said, NAMES, town="Marl") == meant


@given(st.sampled_from(NAMES))
def test_every_official_name_finds_its_own_district(named: Named[str]) -> None:
    assert districts.candidates(named.name, NAMES, town="Marl") == list(named.districts)


# --- Themes over the years ------------------------------------------------------------------------------------------

SCHEMES = {"familien": 2019, "kita": 2020, "schule": 2020, "vorschule": 2021}
WALKS = [
    Walk("familien", "kita", "narrower"),
    Walk("familien", "schule", "narrower"),
    Walk("kita", "vorschule", "wider"),
]


def test_a_theme_is_followed_over_several_lists() -> None:
    (found,) = crosswalks.follow("familien", 2021, WALKS, SCHEMES)
    assert (found.theme, found.kind, found.path) == (
        "vorschule",
        "related",
        ("familien", "kita", "vorschule"),
    )
    assert {found.theme for found in crosswalks.follow("familien", 2020, WALKS, SCHEMES)} == {
        "kita",
        "schule",
    }


def test_it_is_followed_backwards_too_and_a_dead_end_is_nothing() -> None:
    (back,) = crosswalks.follow("schule", 2019, WALKS, SCHEMES)
    assert (back.theme, back.kind) == ("familien", "wider")
    assert crosswalks.follow("schule", 2022, WALKS, SCHEMES) == []


KINDS = st.sampled_from(sorted(crosswalks.INVERSE))


SETS = st.frozensets(st.integers(0, 5), min_size=1)


def relation(one: frozenset[int], other: frozenset[int]) -> str | None:
    """What is true of two themes read as sets of concerns."""
    if one == other:
        return "same"
    if one > other:
        return "narrower"
    if one < other:
        return "wider"
    return "related" if one & other else None


@given(SETS, SETS, SETS)
def test_what_two_steps_say_together_is_true(one, between, other) -> None:
    first, then = relation(one, between), relation(between, other)
    if first is None or then is None:
        return
    said = crosswalks.composed(first, then)
    if said == "related":
        assert one & other
    elif said is not None:
        assert said == relation(one, other)


@given(KINDS, KINDS)
def test_the_way_back_says_the_inverse(first: str, second: str) -> None:
    assert crosswalks.inverse(crosswalks.inverse(first)) == first
    assert crosswalks.composed("same", first) == crosswalks.composed(first, "same") == first
    there = crosswalks.composed(first, second)
    back = crosswalks.composed(crosswalks.inverse(second), crosswalks.inverse(first))
    assert (crosswalks.inverse(there) if there else None) == back


def test_what_lies_in_the_same_wider_theme_is_not_followed() -> None:
    walks = [Walk("sport", "quartier", "wider"), Walk("quartier", "wohnen", "narrower")]
    assert crosswalks.follow("sport", 2, walks, {"sport": 1, "quartier": 0, "wohnen": 2}) == []


# --- Engagement -----------------------------------------------------------------------------------------------------

SOUGHT = Wanting(
    "raum-gesucht",
    "verein",
    "sought",
    "room",
    "Probenraum für Chor",
    themes=frozenset({"kultur"}),
    districts=frozenset({"21"}),
)
OFFERED = Wanting(
    "raum", "kirche", "offered", "room", "Gemeindesaal, auch als Probenraum", districts=frozenset({"21"})
)


def test_a_match_names_its_reasons() -> None:
    (match,) = matching.matches(SOUGHT, [OFFERED])
    assert match.key == "raum"
    assert match.reasons == (matching.Why.KIND, matching.Why.DISTRICT, matching.Why.WORD)


@pytest.mark.parametrize(
    "other",
    [
        Wanting("eigen", "verein", "offered", "room"),
        Wanting("auch-gesucht", "kirche", "sought", "room"),
        Wanting("fern", "kirche", "offered", "room", districts=frozenset({"50"})),
        Wanting("nur-nah", "kirche", "offered", "money", districts=frozenset({"21"})),
    ],
    ids=["own", "both seek", "far apart", "only near"],
)
def test_what_does_not_help_is_no_match(other: Wanting) -> None:
    assert matching.matches(SOUGHT, [other]) == []


def test_an_interpreter_of_another_language_does_not_help() -> None:
    sought = Wanting("s", "amt", "sought", "interpreting", languages=frozenset({"uk"}))
    farsi = Wanting("fa", "pool", "offered", "interpreting", languages=frozenset({"fa"}))
    ukrainian = Wanting("uk", "pool", "offered", "interpreting", languages=frozenset({"uk", "ru"}))
    assert [match.key for match in matching.matches(sought, [farsi, ukrainian])] == ["uk"]


WANTINGS = st.builds(
    Wanting,
    key=st.uuids(),
    owner=st.sampled_from(["a", "b"]),
    direction=st.sampled_from(["offered", "sought"]),
    kind=st.sampled_from(["room", "time", "interpreting"]),
    words=st.sampled_from(["", "Nachhilfe Mathe", "Nachhilfe Deutsch"]),
    themes=st.frozensets(st.sampled_from(["kultur", "sport"])),
    districts=st.frozensets(st.sampled_from(["21", "22"])),
    languages=st.frozensets(st.sampled_from(["uk", "fa"])),
)


@given(WANTINGS, WANTINGS)
def test_fitting_is_mutual(one: Wanting, other: Wanting) -> None:
    there, back = matching.matches(one, [other]), matching.matches(other, [one])
    assert [(match.score, match.reasons) for match in there] == [
        (match.score, match.reasons) for match in back
    ]


def test_an_offer_ends_with_its_last_day() -> None:
    last = dt.date(2026, 12, 31)
    assert matching.is_open(last, closed=False, today=last)
    assert not matching.is_open(last, closed=False, today=last + dt.timedelta(days=1))
    assert not matching.is_open(last, closed=True, today=last)


# --- Duplicates -----------------------------------------------------------------------------------------------------


def record(key: str, name: str, *details: tuple[Why, str], short: str = "") -> Record:
    return Record(key, name, short, frozenset(details))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café Welcome e.V.", "Cafe Welcome"),
        ("Diakonie", "Diakonie im Kirchenkreis Recklinghausen"),
        ("Stadtsportverband", "Stadtsportverbant"),
    ],
)
def test_names_that_may_be_the_same(one: str, other: str) -> None:
    assert duplicates.similar_names(one, other)
    (found,) = duplicates.suspicions([record("1", one), record("2", other)])
    assert found.reasons[0] in {Why.SAME_NAME, Why.SIMILAR_NAME}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arbeitsgruppe Kinder im Vorschulalter", "Arbeitsgruppe Kinder im Schulalter"),
        ("Stadtteilbüro Hamm", "Stadtteilbüro Brassert"),
        ("DITIB Fatih", "DITIB Yunus Emre"),
        ("Stadtteilbüro", "Stadtteilbüro Hüls"),
        ("Haus 12", "Haus 13"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert duplicates.suspicions([record("1", one), record("2", other)]) == []


def test_the_same_mail_is_a_reason_and_a_switchboard_is_not() -> None:
    mail = (Why.MAIL, "info@verein.example")
    pair = [record("1", "Sprachcafé", mail), record("2", "Deutschtreff", mail)]
    assert [found.reasons for found in duplicates.suspicions(pair)] == [(Why.MAIL,)]
    offices = [record(str(number), f"Fachdienst{number}", mail) for number in range(5)]
    assert duplicates.suspicions(offices) == []


def test_relatives_share_things_by_nature() -> None:
    phone = (Why.PHONE, "+492365990")
    office = record("amt", "Jugendamt", phone)
    department = Record("asd", "Sozialer Dienst", details=frozenset({phone}), relatives=frozenset({"amt"}))
    assert duplicates.suspicions([office, department]) == []
    assert duplicates.suspicions([office, record("asd", "Sozialer Dienst", phone)])


def test_a_pair_known_to_be_different_is_never_suggested_again() -> None:
    pair = [record("1", "Café Welcome"), record("2", "Cafe Welcome")]
    assert duplicates.suspicions(pair)
    assert duplicates.suspicions(pair, [frozenset({"1", "2"})]) == []


def test_the_towns_own_name_says_nothing() -> None:
    pair = [record("1", "Marl"), record("2", "Tafel Marl")]
    assert duplicates.suspicions(pair)
    assert duplicates.suspicions(pair, common=["Marl"]) == []


NAMES_OF_CLUBS = st.lists(st.sampled_from(["Cafe", "Welcome", "Sport", "Marl", "Tafel"]), min_size=1).map(
    " ".join
)


@given(NAMES_OF_CLUBS, NAMES_OF_CLUBS)
def test_suspicion_does_not_depend_on_the_order(one: str, other: str) -> None:
    there = duplicates.suspicions([record("1", one), record("2", other)])
    back = duplicates.suspicions([record("1", other), record("2", one)])
    assert [found.reasons for found in there] == [found.reasons for found in back]
