"""Who runs an offer together is tied on the map of the network."""

import datetime as dt

import pytest

from marlerweg.offers.handing_down import shared_offers
from marlerweg.offers.models import Offer
from tests.offers.tending.stage import organisation, published

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 28)


def test_partners_of_a_public_offer_are_tied() -> None:
    club, school = organisation("Verein"), organisation("Schule")
    offer = published(club)
    published(school)
    offer.partners.add(school)
    (tie,) = shared_offers(None, TODAY)
    assert (tie.kind, tie.label, tie.organisations) == ("offer", "Sprachcafé am Abend", {club.pk, school.pk})


def test_an_offer_that_is_not_public_ties_nobody(django_assert_num_queries) -> None:
    offer = published(organisation("Verein"))
    offer.partners.add(organisation("Schule"))
    Offer.objects.update(state=Offer.State.DRAFT)
    with django_assert_num_queries(1):
        assert not list(shared_offers(None, TODAY))
