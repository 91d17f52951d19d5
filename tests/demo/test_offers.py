"""The written offers: whole, consistent with pack and year, and nobody's real telephone rings."""

import datetime as dt
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from marlerweg.demo import offers, year
from marlerweg.demo.calendar import WRITTEN_END
from marlerweg.offers.models import ContactWay
from marlerweg.offers.models import Offer as Kept
from marlerweg.offers.rules.times.schedule import Change, Rhythm, Slot
from marlerweg.places.pack import read
from marlerweg.places.vocabularies import in_force

ROOT = Path(__file__).parents[2]
PUBLIC = ("de", "de-simple", "en", "tr", "ar", "uk", "ru", "ro", "bg", "pl", "fa")
SCRIPTS = {"ar": "[\u0600-\u06ff]", "fa": "[\u0600-\u06ff]", "uk": "[А-я]", "ru": "[А-я]", "bg": "[А-я]"}


@cache
def pack():
    return read(ROOT / "places" / "marl")


@pytest.fixture(scope="module")
def told():
    return offers.read()


def keys(part):
    return {each.key for each in getattr(pack(), part)}


def terms(subject):
    return {term.key: term for term in in_force(pack().vocabularies, pack().vocabulary_terms)[subject]}


def broken(told, names, known):
    return [(offer.key, name) for offer in told.offers for name in names(offer) if name not in known]


def test_there_are_enough_offers_of_many_organisations_in_every_district(told):
    assert len(told.offers) >= 120
    assert len({offer.organisation for offer in told.offers}) >= 30
    where = {place.key: place.district for place in told.places}
    reached = {where[venue] for offer in told.offers for venue in offer.venues}
    assert reached == {district.key for district in pack().districts if district.residential}


def test_every_name_leads_somewhere(told):
    organisations = keys("organisations") | {each.key for each in told.organisations}
    assert broken(told, lambda o: (o.organisation, *o.partners), organisations) == []
    assert broken(told, lambda o: (o.kind,), terms("kind")) == []
    assert broken(told, lambda o: o.needs, terms("need")) == []
    assert broken(told, lambda o: o.audiences, terms("audience")) == []
    assert broken(told, lambda o: o.themes, keys("themes")) == []
    assert broken(told, lambda o: o.districts, keys("districts")) == []
    assert broken(told, lambda o: o.venues, {place.key for place in told.places}) == []
    assert {place.district for place in told.places} <= keys("districts")
    assert {place.organisation for place in told.places} - {""} <= organisations
    assert [offer.key for offer in told.offers if not offer.needs or not offer.audiences] == []


def test_keys_stand_once_and_invented_organisations_hide_no_real_one(told):
    for part in (told.offers, told.places, told.organisations):
        assert [key for key, count in Counter(each.key for each in part).items() if count > 1] == []
    assert not {each.key for each in told.organisations} & keys("organisations")
    assert not {each.name for each in told.organisations} & {each.name for each in pack().organisations}
    assert all(each.key.startswith("demo-") for each in told.organisations)
    assert all(each.district in keys("districts") for each in told.organisations)
    used = {offer.organisation for offer in told.offers}
    assert {each.key for each in told.organisations} <= used


def test_every_term_is_found_in_an_offer(told):
    assert set(terms("need")) == {name for offer in told.offers for name in offer.needs}
    assert set(terms("kind")) == {offer.kind for offer in told.offers}
    assert set(terms("audience")) == {name for offer in told.offers for name in offer.audiences}


def test_codes_are_those_of_the_tables(told):
    for offer in told.offers:
        assert offer.state in Kept.State.values, offer.key
        assert offer.cost in Kept.Cost.values, offer.key
        assert offer.capacity in Kept.Capacity.values, offer.key
        assert set(offer.delivery) <= set(Kept.Delivery.values), offer.key
        assert set(offer.ways_in) <= set(Kept.WayIn.values), offer.key
        assert {contact.kind for contact in offer.contacts} <= set(ContactWay.Kind.values), offer.key
        assert {words.state for words in offer.texts.values()} <= {"checked", "machine", "outdated", "draft"}
        assert set(offer.texts) <= set(PUBLIC), offer.key


def test_german_says_everything_and_other_languages_the_most_important(told):
    for offer in told.offers:
        german = offer.texts["de"]
        said = (
            german.title,
            german.summary,
            german.body,
            german.for_whom,
            german.cost_note,
            german.registration_note,
        )
        assert all(said), offer.key
        assert german.state == "checked"
        for language, words in offer.texts.items():
            assert all((words.title, words.summary, words.body)), (offer.key, language)
            assert len(words.summary) <= 300, (offer.key, language)
            if language in SCRIPTS:
                assert re.search(SCRIPTS[language], words.title), (offer.key, language)
            if language == "uk":
                assert not set("ыэёъ") & set(words.title + words.summary + words.body), offer.key
            if language in {"ru", "bg"}:
                assert not set("іїєґ") & set(words.title + words.summary + words.body), offer.key


def test_every_public_language_has_its_share(told):
    spoken = Counter(language for offer in told.offers for language in offer.texts)
    assert all(spoken[language] >= 15 for language in PUBLIC), spoken
    assert min(spoken["de-simple"], spoken["en"]) >= 60
    states = Counter(words.state for offer in told.offers for words in offer.texts.values())
    assert all(states[state] >= 3 for state in ("machine", "outdated", "draft")), states


def test_sentences_in_simple_german_stay_short(told):
    long = [
        (offer.key, sentence)
        for offer in told.offers
        if "de-simple" in offer.texts
        for text in (offer.texts["de-simple"].summary, offer.texts["de-simple"].body)
        for sentence in re.split(r"(?<=[.!?:])\s", text)
        if len(sentence.split()) > 12
    ]
    assert long == []


def test_contacts_ring_nowhere(told):
    for offer in told.offers:
        for contact in offer.contacts:
            reserved = {
                "phone": r"\+49 30 23125 \d{3}",
                "mail": r"[a-z-]+@marl\.example",
                "website": r"https://[a-z-]+\.marl\.example/",
            }
            assert re.fullmatch(reserved[contact.kind], contact.value), (offer.key, contact.value)
        assert ".example" in offer.registration_address or not offer.registration_address


def test_places_lie_in_marl(told):
    for place in told.places:
        assert 51.60 <= place.latitude <= 51.72, place.key
        assert 7.00 <= place.longitude <= 7.22, place.key
        assert place.postcode in {"45768", "45770", "45772"}, place.key
    facts = [place.step_free for place in told.places]
    assert {True, False, None} == set(facts), "three-valued facts need all three"


def test_measures_of_the_year_founded_offers_that_run_by_those_who_are_responsible(told):
    needs = {need.code: need for need in year.read().needs}
    founded = [offer for offer in told.offers if offer.founded_by]
    assert len(founded) >= 15
    for offer in founded:
        measure = needs[offer.founded_by.need].measure[offer.founded_by.measure]
        assert offer.organisation == measure.responsible, offer.key
        running = {status[1] for status in measure.status} & {"running", "permanent", "done"}
        assert running or offer.state in {"draft", "submitted"} or offer.runs_from, offer.key


def test_timetables_fit_their_places_and_everything_that_is_hard_occurs(told):
    slots = [each.what for offer in told.offers for each in offer.slots]
    assert {slot.rhythm for slot in slots} == set(Rhythm)
    for offer in told.offers:
        assert {each.venue for each in (*offer.slots, *offer.changes)} - {""} <= set(offer.venues), offer.key
        assert offer.slots or offer.by_appointment or offer.state == "draft", offer.key
        assert offer.venues or set(offer.delivery) - {"on_site"} or offer.state == "draft", offer.key
        offer.timetable()
    assert any(slot.opens and slot.closes and slot.closes < slot.opens for slot in slots), "past midnight"
    assert any(slot.whole_day for slot in slots), "round the clock"
    assert any(slot.every == 2 and slot.days == {2} for slot in slots), "every second Tuesday"
    assert any(slot.rhythm is Rhythm.MONTHLY_BY_WEEKDAY and slot.days == {6} for slot in slots)
    assert {slot.on_school_holidays for slot in slots} >= {"open", "closed", "only"}
    assert {each.what.kind for offer in told.offers for each in offer.changes} == {
        "closed",
        "extra",
        "changed",
    }
    assert any(offer.state == "paused" and offer.paused_until for offer in told.offers)
    assert any(offer.by_appointment and not offer.slots for offer in told.offers)
    assert any(offer.capacity == "waiting" and offer.waiting_weeks for offer in told.offers)


def test_capacity_has_a_date_and_adds_up(told):
    for offer in told.offers:
        assert offer.capacity == "unknown" or offer.capacity_as_of, offer.key
        assert (offer.places_free or 0) <= (offer.places_total or offer.places_free or 0), offer.key
        if offer.capacity in {"waiting", "full"}:
            assert not offer.places_free, offer.key


def test_some_offers_were_not_confirmed_for_long(told):
    late = [
        (WRITTEN_END - offer.confirmed).days - offer.review_days for offer in told.offers if offer.confirmed
    ]
    assert sum(days > 0 for days in late) >= 12, "overdue"
    assert sum(days > 365 for days in late) >= 2, "long forgotten"
    assert sum(days < -90 for days in late) >= 60, "fresh"
    assert all(offer.confirmed <= WRITTEN_END for offer in told.offers if offer.confirmed)


def test_residence_status_restricts_only_where_it_truly_matters(told):
    said = [
        (offer.key, condition.restricts)
        for offer in told.offers
        for condition in offer.conditions
        if condition.kind == "residence_status"
    ]
    assert {key for key, restricts in said if restricts} == {
        "integrationskurs",
        "gruendung",
        "seele-sprechstunde",
        "fluechtlingsberatung",
    }
    assert sum(not restricts for _, restricts in said) >= 8


def test_a_timetable_knows_the_place_it_is_asked_for(told):
    [guides] = [offer for offer in told.offers if offer.key == "brief-lotsen"]
    assert len(guides.timetable().slots) == 4
    assert [slot.days for slot in guides.timetable("stb-brassert").slots] == [{2}]
    assert offers.read().offers is told.offers


def test_moving_by_whole_weeks_keeps_weekdays_and_rhythms(told):
    by = dt.timedelta(weeks=53)
    for offer in told.offers:
        later = offers.moved(offer, by)
        assert later.texts == offer.texts
        if offer.confirmed:
            assert later.confirmed == offer.confirmed + by
        for before, after in zip(offer.slots, later.slots, strict=True):
            assert isinstance(after.what, Slot)
            assert after.what.days == before.what.days
            if before.what.anchor:
                assert after.what.anchor == before.what.anchor + by
        assert all(isinstance(each.what, Change) for each in later.changes)
