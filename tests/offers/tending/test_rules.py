"""The laws of the rules: states, risk, freshness, staleness, and the plain value of an offer."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.offers.models import Offer
from marlerweg.offers.rules import freshness, risk, staleness
from marlerweg.offers.rules.conditions import Condition, Kind
from marlerweg.offers.rules.content import (
    Contact,
    Content,
    Timed,
    Words,
    changed,
    from_plain,
    picked,
    to_plain,
    with_fields,
)
from marlerweg.offers.rules.freshness import Step
from marlerweg.offers.rules.publication import missing_for_publication
from marlerweg.offers.rules.risk import Risk, risks
from marlerweg.offers.rules.states import PUBLIC, STEPS, Event, NotPossible, State, events, next_state
from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Rhythm, Slot
from tests.offers.tending.stage import whole

TODAY = dt.date(2026, 11, 24)

# --- States ---------------------------------------------------------------------------------------------------------


def test_the_machine_and_the_table_know_the_same_states() -> None:
    assert set(State) == set(Offer.State.values)


@given(st.lists(st.sampled_from(sorted(Event)), max_size=12))
def test_nothing_becomes_public_that_was_not_let_out(path: list[Event]) -> None:
    state, was_public = State.DRAFT, False
    for event in path:
        try:
            after = next_state(state, event, was_public=was_public)
        except NotPossible:
            assert event not in events(state, was_public=was_public)
            continue
        assert event in events(state, was_public=was_public)
        if after in PUBLIC and state not in PUBLIC:
            assert event is Event.PUBLISH or (event is Event.BRING_BACK and was_public)
        state, was_public = after, was_public or after in PUBLIC


def test_every_state_can_be_reached_and_left() -> None:
    assert set(STEPS.values()) == set(State)
    assert {before for before, _ in STEPS} == set(State)


# --- The plain value ------------------------------------------------------------------------------------------------

times = st.one_of(
    st.none(), st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda each: dt.time(*each))
)
days = st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1))


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    opens = draw(times)
    closes = dt.time(20) if opens else None
    if draw(st.booleans()):
        return Slot(opens=opens, closes=closes, rhythm=Rhythm.ONCE, on=draw(days))
    return Slot(days=draw(st.frozensets(st.integers(1, 7), min_size=1)), opens=opens, closes=closes)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    words = st.sampled_from(["", "Sprachcafé", "Nähkurs für alle", "Deutsch A1\nmit Kindern"])
    amount = draw(st.one_of(st.none(), st.decimals(0, 100, places=2)))
    first = draw(days)
    return whole(
        texts={code: Words(draw(words), draw(words), draw(words)) for code in ("de", "tr")},
        amount=amount,
        runs_from=draw(st.one_of(st.none(), days)),
        slots=tuple(
            Timed(each, draw(st.sampled_from([None, 0]))) for each in draw(st.lists(slots(), max_size=3))
        ),
        changes=(Timed(Change(first, first, ChangeKind.CLOSED)),),
        capacity=draw(st.sampled_from(["unknown", "free", "full"])),
        contacts=tuple(
            Contact("phone", each)
            for each in draw(st.lists(st.sampled_from(["02365 1", "02365 2"]), unique=True))
        ),
    )


@given(contents())
def test_plain_values_lose_nothing(content: Content) -> None:
    again = from_plain(to_plain(content))
    assert again == content
    assert changed(content, again) == ()


@given(contents(), contents())
def test_the_differences_lead_from_one_to_the_other(before: Content, after: Content) -> None:
    names = changed(before, after)
    assert changed(with_fields(before, picked(after, names)), after) == ()


def test_a_name_that_is_no_field_is_refused() -> None:
    with pytest.raises(KeyError):
        with_fields(Content(), {"state": "published"})
    with pytest.raises(KeyError):
        with_fields(Content(), {"texts.de.source_hash": "x"})


def test_an_amount_stays_exact() -> None:
    assert from_plain(to_plain(whole(amount=Decimal("12.50")))).amount == Decimal("12.50")


# --- Risk -----------------------------------------------------------------------------------------------------------


@given(contents(), contents())
def test_a_harmless_change_neither_waits_nor_helps_a_risky_one_through(
    before: Content, after: Content
) -> None:
    harmless = replace(after, capacity="few", places_free=1, spoken=("de", "fa"), by_appointment=True)
    assert risks(before, after) == risks(before, harmless)


@given(contents())
def test_an_unchanged_offer_is_no_risk(content: Content) -> None:
    assert risks(content, content) == {}


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"partners": ("6a4c1c3e-0000-4000-8000-000000000000",)}, "partners", Risk.ORGANISATION),
        (
            {"conditions": (Condition(Kind.GENDER, allowed={"codes": ["man"]}),)},
            "conditions",
            Risk.CONDITIONS,
        ),
        ({"cost": "fee"}, "cost", Risk.COST),
        ({"founded_by": "M-2026-0001"}, "founded_by", Risk.MEASURE),
        ({"contacts": (Contact("mail", "cafe@anderswo.example"),)}, "contacts", Risk.CONTACT_DOMAIN),
        ({"contacts": (Contact("mail", "nachbarschaft@gmail.com"),)}, "contacts", Risk.CONTACT_DOMAIN),
        ({"contacts": (Contact("phone", "0900 123456"),)}, "contacts", Risk.EXPENSIVE_NUMBER),
        (
            {"registration_address": "https://anderswo.example/kurs"},
            "registration_address",
            Risk.CONTACT_DOMAIN,
        ),
        ({"texts": {"de": Words("Geld verdienen")}}, "texts.de.title", Risk.TITLE),
        ({"texts": {"de": Words("Sprachcafé am Abend 2")}}, "texts.de.title", Risk.TITLE),
    ],
)
def test_what_could_mislead_people_waits(change: dict[str, object], field: str, why: Risk) -> None:
    assert why in risks(whole(), whole(**change))[field]


@pytest.mark.parametrize(
    "change",
    [
        {"slots": ()},
        {"capacity": "full"},
        {"contacts": (Contact("mail", "neu@nachbarschaft.example"), Contact("phone", "02365 991"))},
        {"contacts": (Contact("website", "https://www.nachbarschaft.example/cafe"),)},
        {"registration_address": "https://kurse.nachbarschaft.example/"},
        {"texts": {**whole().texts, "de": replace(whole().german, title="Sprachcafe am Abend")}},
        {"cost": "free", "amount": None},
    ],
)
def test_small_changes_are_live_at_once(change: dict[str, object]) -> None:
    assert risks(whole(), whole(**change)) == {}


def test_a_link_to_elsewhere_waits_in_every_language() -> None:
    texts = {**whole().texts, "tr": Words("Dil kafesi", body="Bkz. https://anderswo.example/x")}
    assert Risk.FOREIGN_LINK in risks(whole(), whole(texts=texts))["texts.tr.body"]
    assert "texts.tr.body" not in risks(whole(), whole(texts=texts), own_domains=["anderswo.example"])


@given(st.text(alphabet="abc äöü12", max_size=12), st.text(alphabet="abc äöü12", max_size=12))
def test_a_typo_looks_the_same_from_both_sides(one: str, other: str) -> None:
    assert risk.is_typo(one, other) == risk.is_typo(other, one)
    assert risk.is_typo(one, one)


# --- Publication ----------------------------------------------------------------------------------------------------


def test_a_whole_offer_is_ready() -> None:
    assert missing_for_publication(whole()) == []


def test_everything_that_is_missing_is_named_in_the_forms_order() -> None:
    empty = Content(whole_town=False)
    assert missing_for_publication(empty) == ["title", "summary", "themes", "place", "contact", "districts"]


def test_an_offer_by_telephone_needs_no_place_and_an_open_door_no_number() -> None:
    assert "place" not in missing_for_publication(whole(delivery=("phone",), venues=()))
    assert "contact" not in missing_for_publication(whole(contacts=()))
    assert "contact" in missing_for_publication(whole(contacts=(), ways_in=("appointment",)))


# --- Freshness ------------------------------------------------------------------------------------------------------


@given(st.integers(1, 800), st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_silence_leads_through_every_step_in_turn_and_never_two_at_once(due_in: int, gaps: list[int]) -> None:
    due, today, last, on, taken = TODAY + dt.timedelta(days=due_in), TODAY, None, None, []
    for gap in gaps:
        today += dt.timedelta(days=gap)
        step = freshness.next_step(due, last, on, today)
        if step is not None:
            assert step == (last or 0) + 1
            assert today >= due + dt.timedelta(days=freshness.AFTER[step])
            assert on is None or (today - on).days >= freshness.APART
            last, on = step, today
            taken.append(step)
    assert taken == list(Step)[: len(taken)]


def test_nobody_is_withdrawn_before_the_day_that_was_announced() -> None:
    due = TODAY - dt.timedelta(days=200)
    announced = TODAY
    day = freshness.withdrawal_day(announced, due)
    assert freshness.next_step(due, Step.ANNOUNCE, announced, day - dt.timedelta(days=1)) is None
    assert freshness.next_step(due, Step.ANNOUNCE, announced, day) is Step.WITHDRAW


@given(st.sampled_from(["unknown", "free", "few", "waiting", "full"]), st.integers(0, 400))
def test_a_word_on_free_places_decays_and_never_comes_back(capacity: str, days_later: int) -> None:
    shown = freshness.shown_capacity(capacity, TODAY, TODAY + dt.timedelta(days=days_later))
    later = freshness.shown_capacity(capacity, TODAY, TODAY + dt.timedelta(days=days_later + 1))
    assert shown in {capacity, "unknown"}
    assert not (shown == "unknown" and later != "unknown")
    assert freshness.shown_capacity(capacity, None, TODAY) == "unknown"


@given(st.integers(0, 900))
def test_a_confirmation_only_grows_older(days_ago: int) -> None:
    order = list(freshness.Age)[1:]
    first = freshness.age(TODAY, TODAY + dt.timedelta(days=days_ago))
    assert order.index(freshness.age(TODAY, TODAY + dt.timedelta(days=days_ago + 1))) >= order.index(first)
    assert freshness.age(None, TODAY) is freshness.Age.NEVER


# --- Translations ---------------------------------------------------------------------------------------------------


def test_only_the_field_whose_german_changed_is_outdated() -> None:
    german = Words("Sprachcafé", "Deutsch üben.")
    turkish = Words("Dil kafesi", "Almanca.", source_hashes=staleness.hashes(german))
    assert staleness.outdated_fields(german, turkish) == ()
    newer = replace(german, summary="Deutsch üben, jetzt mit Kinderbetreuung.", body="Neu.")
    assert staleness.outdated_fields(newer, turkish) == ("summary",)
    assert staleness.missing_fields(newer, turkish) == ("body",)
    assert staleness.open_fields(newer, turkish) == ("summary", "body")
    assert staleness.shown_state(newer, turkish, checked=True) == "outdated"
    assert staleness.outdated_fields(german, turkish) == ()  # the old wording returns


def test_a_space_more_makes_nothing_outdated() -> None:
    german = Words("Sprachcafé", "Deutsch  üben.")
    turkish = Words("x", "y", source_hashes=staleness.hashes(Words("Sprachcafé ", "Deutsch üben.")))
    assert staleness.outdated_fields(german, turkish) == ()
