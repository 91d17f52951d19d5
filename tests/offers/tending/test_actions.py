"""What the deeds do, refuse, write down and leave whole."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction

from marlerweg.audit.models import Event as AuditEvent
from marlerweg.foundation.decisions import Refused
from marlerweg.foundation.versions import Stale
from marlerweg.offers import actions
from marlerweg.offers.actions.recording import fresh
from marlerweg.offers.models import Confirmation, Offer, Place, Proposal, Revision, Slot, Venue
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules.content import Contact, Timed, Words, changed, from_plain
from marlerweg.offers.rules.states import NotPossible
from marlerweg.offers.rules.times.schedule import Slot as When
from marlerweg.offers.signals import offer_changed
from tests.cast import Cast
from tests.offers.tending.stage import NOW, draft, organisation, published, speaker, whole, words_of_the_town

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=3)


def now(offer: Offer) -> Any:
    return content_of(fresh(offer))


@pytest.fixture
def heard() -> Iterator[list[Any]]:
    told: list[Any] = []

    def hear(offer_ids: list[Any], **_: Any) -> None:
        told.extend(offer_ids)

    offer_changed.connect(hear)
    yield told
    offer_changed.disconnect(hear)


def test_an_offer_comes_back_from_the_tables_as_it_went_in() -> None:
    words_of_the_town()
    offer = actions.create(organisation(), whole(), by=None, at=NOW)
    kept = now(offer)
    sent = whole()
    assert set(changed(sent, kept)) == {"venues"}  # its place has got a name in the table
    assert kept.venues[0].place.id
    assert str(kept.venues[0].place) == str(sent.venues[0].place)
    assert offer.slug == "sprachcafe-am-abend"
    assert offer.state == Offer.State.DRAFT
    assert from_plain(offer.revisions.get().content) == kept
    again = actions.create(offer.organisation, whole(), by=None, at=NOW)
    assert again.slug == "sprachcafe-am-abend-2"
    assert actions.create(offer.organisation, whole("Karte"), by=None, at=NOW).slug == "karte-2"
    assert Place.objects.count() == 1  # the same house


def test_members_make_drafts_for_their_own_organisation_only() -> None:
    words_of_the_town()
    mine, other = organisation(), organisation("Sportverein")
    by = speaker(mine)
    assert actions.create(mine, whole(), by=by, at=NOW).state == Offer.State.DRAFT
    with pytest.raises(Refused):
        actions.create(other, whole(), by=by, at=NOW)


def test_words_nobody_knows_leave_nothing_behind() -> None:
    words_of_the_town()
    for unknown in ({"themes": ("raumfahrt",)}, {"terms": ("audience/katzen",)}, {"districts": ("x",)}):
        with pytest.raises(actions.UnknownWord):
            actions.create(organisation(), whole(**unknown), by=None, at=NOW)
    assert not Offer.objects.exists()
    assert not Place.objects.exists()


def test_first_publication_goes_through_the_coordination(cast: Cast) -> None:
    offer = draft()
    by = speaker(offer.organisation)
    actions.submit(offer, by=by, at=NOW)
    with pytest.raises(Refused):
        actions.publish(offer, by=by, at=NOW)
    out = actions.publish(offer, by=cast.coordinator, at=NOW)
    assert out.is_public
    assert out.published_at == NOW
    assert out.review_due == NOW.date() + dt.timedelta(days=180)
    deeds = list(offer.revisions.values_list("deed", flat=True))
    assert deeds == ["publish", "submit", "created"]


def test_what_is_not_ready_says_what_is_missing(cast: Cast) -> None:
    offer = draft(themes=(), contacts=(), ways_in=("appointment",))
    with pytest.raises(actions.NotReady) as missing:
        actions.publish(offer, by=cast.coordinator, at=NOW)
    assert missing.value.gaps == ["themes", "contact"]
    offer.refresh_from_db()
    assert offer.state == Offer.State.DRAFT


def test_no_step_outside_the_machine(cast: Cast) -> None:
    offer = published()
    with pytest.raises(NotPossible):
        actions.submit(offer, by=cast.coordinator, at=NOW)
    ended = actions.end(offer, by=cast.coordinator, at=NOW)
    with pytest.raises(NotPossible):
        actions.pause(ended, until=None, by=cast.coordinator, at=NOW)


def test_small_changes_are_live_and_risky_ones_wait() -> None:
    offer = published()
    by = speaker(offer.organisation)
    wanted = replace(
        now(offer),
        slots=(Timed(When(days=frozenset({4}), opens=dt.time(17), closes=dt.time(19)), 0),),
        texts={**now(offer).texts, "de": replace(now(offer).german, title="Nachhilfe gegen Geld")},
    )
    done = actions.edit(offer, wanted, by=by, at=LATER, expected_version=offer.version)
    assert done.applied == ("slots",)
    assert done.waiting == ("texts.de.title",)
    assert now(offer).german.title == "Sprachcafé am Abend"
    assert now(offer).slots[0].when.days == frozenset({4})
    assert done.proposal
    assert done.proposal.reasons == ["title"]


def test_what_is_proposed_later_joins_what_waits_already(cast: Cast) -> None:
    offer = published()
    by = speaker(offer.organisation)
    actions.edit(offer, {"texts.de.title": "Ganz anderes"}, by=by, at=LATER, expected_version=offer.version)
    actions.edit(offer, {"cost": "fee"}, by=by, at=LATER, expected_version=offer.version)
    proposal = Proposal.objects.get()
    assert set(proposal.fields) == {"texts.de.title", "cost"}
    actions.accept(proposal, by=cast.coordinator, at=LATER, answer="Gern.")
    assert now(offer).german.title == "Ganz anderes"
    assert now(offer).cost == "fee"
    with pytest.raises(actions.Settled):
        actions.refuse(proposal, by=cast.coordinator, at=LATER, answer="Doch nicht.")


def test_the_second_of_two_editors_overwrites_nothing() -> None:
    offer = published()
    by = speaker(offer.organisation)
    read = offer.version
    actions.edit(offer, {"places_total": 12}, by=by, at=LATER, expected_version=read)
    with pytest.raises(Stale):
        actions.edit(offer, {"places_total": 20}, by=by, at=LATER, expected_version=read)
    with pytest.raises(Stale):
        actions.edit(offer, {"texts.de.title": "Anderes"}, by=by, at=LATER, expected_version=read)
    assert now(offer).places_total == 12
    assert not Proposal.objects.exists()


def test_an_older_wording_comes_back_by_the_same_rule(cast: Cast) -> None:
    offer = published()
    first = offer.revisions.order_by("number").first()
    assert first
    actions.edit(
        offer,
        {"texts.de.title": "Teestunde", "by_appointment": True},
        by=cast.coordinator,
        at=LATER,
        expected_version=offer.version,
    )
    done = actions.restore_revision(
        first, by=speaker(offer.organisation), at=LATER, expected_version=fresh(offer).version
    )
    assert "by_appointment" in done.applied
    assert done.waiting == ("texts.de.title",)
    assert offer.revisions.count() == 4  # created, publish, edited, restored


def test_only_what_differs_is_written_and_ids_stay() -> None:
    offer = published()
    venue, slot = Venue.objects.get(), Slot.objects.get()
    by = speaker(offer.organisation)
    slots = (
        Timed(When(days=frozenset({2}), opens=dt.time(18), closes=dt.time(21)), 0),
        Timed(When(days=frozenset({5}), opens=dt.time(9), closes=dt.time(10)), None),
    )
    actions.edit(offer, replace(now(offer), slots=slots), by=by, at=LATER, expected_version=offer.version)
    assert Venue.objects.get().pk == venue.pk
    assert Slot.objects.filter(pk=slot.pk, closes=dt.time(21)).exists()
    assert Slot.objects.count() == 2


def test_a_new_german_wording_outdates_the_same_field_elsewhere() -> None:
    offer = published()
    by = speaker(offer.organisation)
    actions.edit(
        offer,
        {"texts.de.summary": "Neu: mit Tee und Kuchen."},
        by=by,
        at=LATER,
        expected_version=offer.version,
    )
    turkish = offer.texts.get(language="tr")
    assert turkish.state == "outdated"
    actions.write_text(
        offer, "tr", {"summary": "Yeni."}, by=by, at=LATER, expected_version=fresh(offer).version
    )
    turkish.refresh_from_db()
    assert turkish.state == "checked"
    assert turkish.checked_at


def test_a_machine_does_not_write_over_people() -> None:
    offer = published()
    actions.write_text(
        offer,
        "tr",
        {"title": "Makine", "for_whom": "Herkes için"},
        by=None,
        at=LATER,
        expected_version=offer.version,
        state="machine",
    )
    assert now(offer).texts["tr"].title == "Dil kafesi"
    assert now(offer).texts["tr"].for_whom == ""  # German says nothing there


def test_confirming_asks_again_after_the_offers_own_interval(cast: Cast) -> None:
    offer = published(review_days=30)
    actions.confirm(offer, via=Confirmation.Via.PHONE, by=cast.assistant, at=LATER)
    offer.refresh_from_db()
    assert offer.confirmed_at == LATER
    assert offer.review_due == LATER.date() + dt.timedelta(days=30)
    assert AuditEvent.objects.filter(action="offer.confirmed").exists()


def test_free_places_in_one_tap() -> None:
    offer = published(places_total=12)
    by = speaker(offer.organisation)
    actions.set_capacity(offer, "few", free=2, by=by, at=LATER)
    kept = now(offer)
    assert (kept.capacity, kept.places_free, kept.places_total) == ("few", 2, 12)
    assert kept.capacity_as_of == LATER


def test_a_copy_is_a_draft_without_what_belongs_to_the_old_one() -> None:
    offer = published(founded_by="M-2026-0001", capacity="few", capacity_as_of=NOW)
    again = actions.copy(offer, by=speaker(offer.organisation), at=LATER)
    kept = now(again)
    assert again.state == Offer.State.DRAFT
    assert again.published_at is None
    assert (kept.capacity, kept.founded_by) == ("unknown", "")
    assert kept.german == now(offer).german


def test_a_withdrawn_offer_comes_back_only_if_it_was_out_before(cast: Cast) -> None:
    never, once = draft(), published(organisation("Zweiter Verein"))
    for offer in (never, once):
        actions.withdraw(offer, by=cast.coordinator, at=NOW)
    with pytest.raises(NotPossible):
        actions.bring_back(never, by=cast.coordinator, at=LATER)
    assert actions.bring_back(once, by=cast.coordinator, at=LATER).is_public


@pytest.mark.django_db(transaction=True)
def test_nothing_is_half_done_and_the_news_waits_for_the_commit(heard: list[Any]) -> None:
    offer = published()
    heard.clear()
    with (
        patch("marlerweg.offers.actions.recording.audit.record", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        actions.edit(offer, {"places_total": 9}, by=None, at=LATER, expected_version=offer.version)
    offer.refresh_from_db()
    assert offer.places_total is None
    assert offer.version == 1
    assert heard == []
    assert not Revision.objects.filter(deed="edited").exists()
    with transaction.atomic():
        actions.edit(offer, {"places_total": 9}, by=None, at=LATER, expected_version=1)
        assert heard == []
    assert heard == [offer.pk]


def test_a_place_is_changed_for_all_its_offers(cast: Cast) -> None:
    offer = published()
    place = Place.objects.get()
    with pytest.raises(Refused):
        actions.edit_place(
            place, {"lift": True}, by=speaker(offer.organisation), at=LATER, expected_version=1
        )
    assert actions.edit_place(place, {"lift": True}, by=cast.assistant, at=LATER, expected_version=1) == [
        "lift"
    ]
    with pytest.raises(Stale):
        actions.edit_place(place, {"lift": False}, by=cast.assistant, at=LATER, expected_version=1)


def test_a_phone_number_with_a_new_word_keeps_its_row() -> None:
    offer = published()
    by = speaker(offer.organisation)
    row = offer.contacts.get()
    wanted = (Contact("mail", row.value, "Büro"), Contact("phone", "02365 99 11 22"))
    actions.edit(offer, replace(now(offer), contacts=wanted), by=by, at=LATER, expected_version=offer.version)
    assert offer.contacts.get(pk=row.pk).label == "Büro"
    assert offer.contacts.count() == 2


def test_a_language_can_be_taken_out() -> None:
    offer = published()
    kept = now(offer)
    texts = {"de": kept.german, "uk": Words("Мовне кафе", state="draft")}
    actions.edit(offer, replace(kept, texts=texts), by=None, at=LATER, expected_version=offer.version)
    assert set(offer.texts.values_list("language", "state")) == {("de", "checked"), ("uk", "draft")}
