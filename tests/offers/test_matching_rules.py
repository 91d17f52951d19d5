"""Which offers fit: three values, reasons, and an order in which origin and faith have no place."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marlerweg.offers.rules.conditions import LEVELS, Condition, Gender, Kind, ResidenceStatus, Work
from marlerweg.offers.rules.matching import FIELDS, WORSE, Offered, Sought, Verdict, judged, matches

FITS, ASK, NOT = Verdict.FITS, Verdict.ASK, Verdict.FITS_NOT


def verdict(sought: Sought, *conditions: Condition, **offer: Any) -> Verdict:
    return judged(sought, Offered("a", conditions, **offer)).verdict


def of(kind: Kind, **allowed: Any) -> Condition:
    return Condition(kind, allowed=allowed)


@pytest.mark.parametrize(
    ("sought", "condition", "wanted"),
    [
        (Sought(age=17), of(Kind.AGE, **{"from": 18}), NOT),
        (Sought(age=18), of(Kind.AGE, **{"from": 18}), FITS),
        (Sought(), of(Kind.AGE, to=12), ASK),
        (Sought(age=13), of(Kind.AGE, to=12), NOT),
        (Sought(age=13), Condition(Kind.AGE, restricts=False), FITS),
        (Sought(residence_status="tolerated"), of(Kind.RESIDENCE_STATUS, codes=["tolerated"]), FITS),
        (Sought(residence_status="eu"), of(Kind.RESIDENCE_STATUS, codes=["tolerated"]), NOT),
        (Sought(language_level="A2"), of(Kind.LANGUAGE_LEVEL, **{"from": "B1"}), NOT),
        (Sought(language_level="A2"), of(Kind.LANGUAGE_LEVEL, **{"from": "A1", "to": "B1"}), FITS),
        (Sought(gender="man"), of(Kind.GENDER, codes=["woman"]), NOT),
        (Sought(children=(2, 9)), of(Kind.HOUSEHOLD, with_child_from=0, with_child_to=3), FITS),
        (Sought(children=()), of(Kind.HOUSEHOLD, with_child_to=3), NOT),
        (Sought(children=()), of(Kind.HOUSEHOLD, with_child_to=3, expecting=True), ASK),
        (Sought(children=(), expecting=True), of(Kind.HOUSEHOLD, with_child_to=3, expecting=True), FITS),
        (Sought(children=(2,)), of(Kind.HOUSEHOLD, with_child_to=3, single_parent=True), ASK),
        (Sought(district="1"), of(Kind.HOME, districts=["2"]), NOT),
        (Sought(district="1"), of(Kind.HOME, town=True), FITS),
        (Sought(in_town=False), of(Kind.HOME, town=True), NOT),
        (Sought(benefits=frozenset()), of(Kind.INCOME, benefits=["citizens_benefit"]), NOT),
        (Sought(benefits=frozenset()), of(Kind.INCOME, benefits=["citizens_benefit"], low_income=True), ASK),
        (Sought(low_income=True), of(Kind.INCOME, low_income=True), FITS),
        (Sought(work=frozenset({"pupil"})), of(Kind.WORK, codes=["pupil", "student"]), FITS),
        (Sought(disabilities=frozenset()), of(Kind.DISABILITY, codes=["any"]), NOT),
        (Sought(documents=frozenset()), of(Kind.DOCUMENTS, codes=["identity"]), ASK),
        (Sought(referrers=frozenset({"school"})), of(Kind.REFERRAL, by=["school"]), FITS),
    ],
)
def test_a_condition_answers_in_three_values(sought: Sought, condition: Condition, wanted: Verdict) -> None:
    assert verdict(sought, condition) is wanted


def test_no_restriction_is_not_the_same_as_not_recorded() -> None:
    sought = Sought(age=15)
    open_to_all = judged(sought, Offered("a", (Condition(Kind.AGE, restricts=False),)))
    silent = judged(sought, Offered("b"))
    assert [(each.verdict, each.why) for each in open_to_all.reasons] == [(FITS, "no_restriction")]
    assert [(each.verdict, each.why) for each in silent.reasons] == [(ASK, "not_recorded")]
    assert [match.offered.key for match in matches(sought, [Offered("b"), open_to_all.offered])] == ["a", "b"]


def test_the_worst_criterion_decides_and_all_reasons_are_told() -> None:
    match = judged(
        Sought(age=30, child_care=True, languages=("uk",)),
        Offered("a", (of(Kind.AGE, to=12),), spoken=frozenset({"uk"})),
    )
    assert match.verdict is NOT
    assert {str(each.criterion): each.verdict for each in match.reasons} == {
        "age": NOT, "language": FITS, "child_care": ASK,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sought", "offer", "wanted"),
    [
        (Sought(languages=("uk",)), {"spoken": frozenset({"de"})}, ASK),
        (Sought(languages=("uk",)), {"spoken": frozenset({"de"}), "interpreter": True}, FITS),
        (Sought(times=frozenset({"3-evening"})), {"times": frozenset({"3-morning"})}, NOT),
        (Sought(times=frozenset({"3-evening"})), {"times": None}, ASK),
        (
            Sought(access=frozenset({"step_free"})),
            {"access": ({"step_free": False}, {"step_free": True})},
            FITS,
        ),
        (Sought(access=frozenset({"step_free"})), {"access": ({"step_free": None},)}, ASK),
        (Sought(free_of_charge=True), {"cost": "fee"}, NOT),
        (Sought(district="1"), {"districts": frozenset({"2"}), "whole_town": False}, NOT),
        (Sought(), {"capacity": "full"}, ASK),
    ],
)
def test_circumstances_answer_too(sought: Sought, offer: dict[str, Any], wanted: Verdict) -> None:
    assert verdict(sought, **offer) is wanted


def test_offers_about_something_else_are_left_out() -> None:
    found = matches(
        Sought(terms=frozenset({"kurs"})),
        [Offered("a", terms=frozenset({"kurs"})), Offered("b", terms=frozenset({"sport"}))],
    )
    assert [each.offered.key for each in found] == ["a"]


def test_free_places_go_before_waiting_and_near_before_far() -> None:
    offers = [
        Offered("far", capacity="free", distance=5.0),
        Offered("waiting", capacity="waiting", distance=0.1),
        Offered("near", capacity="free", distance=1.0),
    ]
    assert [each.offered.key for each in matches(Sought(), offers)] == ["near", "far", "waiting"]


def test_origin_and_faith_have_no_place() -> None:
    words = ("national", "citizen", "origin", "country", "religio", "faith", "ethnic", "born", "name")
    assert not [name for name in FIELDS if any(word in name for word in words)]
    assert not [kind for kind in Kind if any(word in kind.value for word in words)]


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
needs = st.builds(
    Sought,
    age=st.none() | st.integers(0, 99),
    residence_status=st.sampled_from(["", *ResidenceStatus]),
    language_level=st.sampled_from(["", *LEVELS]),
    gender=st.sampled_from(["", *Gender]),
    children=st.none() | st.lists(st.integers(0, 17), max_size=3).map(tuple),
    work=st.none() | st.frozensets(st.sampled_from([each.value for each in Work])),
    district=st.sampled_from(["", "1", "2"]),
    languages=st.lists(st.sampled_from(["de", "uk", "ar"]), max_size=2, unique=True).map(tuple),
)
conditions = st.lists(
    st.one_of(
        st.builds(lambda low: of(Kind.AGE, **{"from": low}), st.integers(0, 60)),
        st.builds(
            lambda code: of(Kind.RESIDENCE_STATUS, codes=[code]),
            st.sampled_from([each.value for each in ResidenceStatus]),
        ),
        st.builds(
            lambda code: of(Kind.GENDER, codes=[code]), st.sampled_from([each.value for each in Gender])
        ),
        st.builds(lambda low: of(Kind.LANGUAGE_LEVEL, **{"from": low}), st.sampled_from(LEVELS)),
        st.builds(lambda top: of(Kind.HOUSEHOLD, with_child_to=top), st.integers(0, 17)),
        st.sampled_from([Condition(kind, restricts=False) for kind in Kind]),
    ),
    max_size=4,
    unique_by=lambda each: each.kind,
).map(tuple)
offers = st.lists(
    st.builds(
        Offered,
        key=st.uuids().map(str),
        conditions=conditions,
        spoken=st.frozensets(st.sampled_from(["de", "uk", "ar"])),
        capacity=st.sampled_from(["free", "few", "unknown", "waiting", "full"]),
        distance=st.none() | st.floats(0, 20),
    ),
    max_size=6,
    unique_by=lambda each: each.key,
)


@patient
@given(needs, offers, st.randoms())
def test_the_order_of_what_is_given_does_not_count(
    sought: Sought, given_offers: list[Offered], chance: Any
) -> None:
    mixed = list(given_offers)
    chance.shuffle(mixed)
    assert [each.offered.key for each in matches(sought, mixed)] == [
        each.offered.key for each in matches(sought, given_offers)
    ]


@patient
@given(needs, offers)
def test_what_fits_never_stands_behind_what_does_not(sought: Sought, given_offers: list[Offered]) -> None:
    order = [WORSE[each.verdict] for each in matches(sought, given_offers)]
    assert order == sorted(order)


@patient
@given(needs, offers, st.sampled_from(list(Gender)), st.sampled_from(list(ResidenceStatus)))
def test_who_somebody_is_counts_only_where_an_offer_says_so(
    sought: Sought, given_offers: list[Offered], gender: Gender, status: ResidenceStatus
) -> None:
    """Among offers that say nothing of gender and are open to every status, neither moves anything."""
    silent = [
        replace(
            each,
            conditions=(
                *(one for one in each.conditions if one.kind not in {Kind.GENDER, Kind.RESIDENCE_STATUS}),
                Condition(Kind.RESIDENCE_STATUS, restricts=False),
            ),
        )
        for each in given_offers
    ]
    other = replace(sought, gender=gender, residence_status=status)
    assert [each.offered.key for each in matches(sought, silent)] == [
        each.offered.key for each in matches(other, silent)
    ]


@patient
@given(needs, conditions, st.integers(0, 99))
def test_telling_more_never_turns_a_refusal_into_a_fit(
    sought: Sought, given_conditions: tuple[Condition, ...], age: int
) -> None:
    less = replace(sought, age=None)
    if verdict(less, *given_conditions) is NOT:
        assert verdict(replace(less, age=age), *given_conditions) is NOT
