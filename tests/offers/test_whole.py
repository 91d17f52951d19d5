"""Reading whole offers costs the same for one and for three, and shows nothing that is not public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marlerweg.offers.models import Offer
from marlerweg.offers.queries.whole import public_offers, with_everything
from tests.offers import stage


def read() -> int:
    with CaptureQueriesContext(connection) as captured:
        for row in with_everything(public_offers()):
            assert row.texts.all()
            assert row.organisation.public_contacts
            assert [venue.place.district for venue in row.venues.all()]
            assert {term.vocabulary for term in row.terms.all()}
            for part in (row.slots, row.changes, row.contacts, row.conditions, row.districts, row.partners):
                part.all()
    return len(captured)


@pytest.mark.django_db
def test_whole_offers_cost_a_fixed_number_of_queries() -> None:
    stage.rich_offer()
    one = read()
    for name in ("Brücke e. V.", "Haus im Park"):
        stage.rich_offer(stage.organisation(name))
    assert read() == one <= 15


@pytest.mark.django_db
@pytest.mark.parametrize("state", [each for each in Offer.State if each not in {"published", "paused"}])
def test_what_is_not_public_is_not_there(state: str) -> None:
    stage.offer(state=state)
    assert not public_offers().exists()


@pytest.mark.django_db
def test_offers_of_an_archived_organisation_are_not_there() -> None:
    stage.offer(stage.organisation(archived_at=stage.NOW))
    assert not public_offers().exists()


@pytest.mark.django_db
def test_only_public_contact_details_come_along() -> None:
    stage.rich_offer()
    details = with_everything(public_offers()).get().organisation.public_contacts
    assert [each.value for each in details] == ["buero@nachbarschaft.example"]
