"""Who may do what with an offer, by role, own organisation and state."""

import pytest
from django.contrib.auth.models import AnonymousUser

from marlerweg.offers import policies
from marlerweg.offers.models import Offer
from marlerweg.offers.rules.states import EDITABLE, PUBLIC, Event, State
from tests.cast import Cast
from tests.offers.tending.stage import draft, organisation, speaker

pytestmark = pytest.mark.django_db
ANYONE = AnonymousUser()
OUTSIDE = ["stranger", "statistician", "data_protection_officer", "administrator"]
PARTNERS = ["member", "steering_member", "councillor", "case_manager", "case_lead", "residence_clerk"]


def offer_in(state: str) -> Offer:
    offer = draft()
    offer.state = state
    return offer


@pytest.mark.parametrize("state", list(State))
def test_the_public_sees_what_is_published_and_nothing_else(cast: Cast, state: State) -> None:
    offer = offer_in(state)
    for viewer in (ANYONE, cast.stranger, cast.councillor, speaker(organisation("Andere"), "andere")):
        seen = policies.may_see_offer(viewer, offer)
        assert bool(seen) == (state in PUBLIC)
        assert seen or seen.concealed
    assert policies.may_see_offer(speaker(offer.organisation), offer)
    assert policies.may_see_offer(cast.assistant, offer)


@pytest.mark.parametrize("state", list(State))
def test_those_who_run_it_edit_it_until_it_is_over(cast: Cast, state: State) -> None:
    offer = offer_in(state)
    for actor in (speaker(offer.organisation), cast.coordinator, cast.assistant):
        assert bool(policies.may_edit_offer(actor, offer)) == (state in EDITABLE)
    stranger = policies.may_edit_offer(cast.stranger, offer)
    assert not stranger
    assert stranger.concealed
    assert policies.may_edit_offer(ANYONE, offer).concealed


@pytest.mark.parametrize("event", list(Event))
def test_letting_out_and_taking_down_belongs_to_the_coordination(cast: Cast, event: Event) -> None:
    offer = offer_in(State.PUBLISHED)
    by = speaker(offer.organisation)
    reserved = {Event.PUBLISH, Event.RETURN, Event.WITHDRAW}
    assert bool(policies.may_move(by, offer, event)) == (event not in reserved)
    assert policies.may_move(cast.assistant, offer, event)
    assert policies.may_move(ANYONE, offer, event).concealed
    assert not policies.may_move(cast.case_manager, offer, event)


def test_an_own_draft_can_be_withdrawn(cast: Cast) -> None:
    offer = offer_in(State.DRAFT)
    assert policies.may_move(speaker(offer.organisation), offer, Event.WITHDRAW)
    assert policies.may_move(cast.member, offer, Event.WITHDRAW).concealed


@pytest.mark.parametrize("who", PARTNERS)
def test_partners_read_why_and_others_find_nothing(cast: Cast, who: str) -> None:
    for may in (policies.may_approve, policies.may_tidy, policies.may_take_in, policies.may_ask_around):
        refused = may(getattr(cast, who))
        assert not refused
        assert refused.reason
    for outsider in OUTSIDE:
        assert policies.may_approve(getattr(cast, outsider)).concealed


def test_nothing_new_for_an_organisation_that_is_archived(cast: Cast) -> None:
    offer = offer_in(State.PUBLISHED)
    offer.organisation.archived_at = offer.created_at
    by = speaker(offer.organisation)
    assert not policies.may_add_offer(by, offer.organisation)
    assert not policies.may_edit_offer(by, offer)
    assert policies.may_see_offer(ANYONE, offer).concealed


def test_gaps_are_for_those_who_plan(cast: Cast) -> None:
    assert policies.may_see_gaps(cast.steering_member)
    assert not policies.may_hand_up_gaps(cast.steering_member)
    assert policies.may_hand_up_gaps(cast.assistant)
    assert policies.may_see_gaps(cast.member).concealed
