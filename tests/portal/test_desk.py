"""My desk: what waits for whoever signed in, out of every room."""

import datetime as dt

import pytest
from django.test import Client

from marlerweg.accounts.models import User
from marlerweg.foundation import clock
from marlerweg.offers.models import Mistake, Offer
from marlerweg.offers.queries import tending
from marlerweg.portal import queries
from tests.cast import Cast
from tests.offers.tending.stage import organisation, published, speaker

pytestmark = pytest.mark.django_db


def waiting(user: User) -> dict[str, int]:
    return {str(task.label): task.count for task in queries.tasks_for(user, clock.today())}


def test_an_empty_desk_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    page = client.get("/mein-tisch/").content.decode()
    assert "Gerade wartet nichts auf Sie." in page


@pytest.fixture
def overdue() -> Offer:
    """Nobody has confirmed it for a while, and somebody says that it is wrong."""
    offer = published(organisation())
    Offer.objects.filter(pk=offer.pk).update(review_due=clock.today() - dt.timedelta(days=40))
    Mistake.objects.create(offer=offer, kind="times", text="Montags ist zu.", at=clock.now())
    return offer


def test_the_directory_lies_on_the_coordinations_desk(overdue: Offer, cast: Cast) -> None:
    assert waiting(cast.coordinator) == {"Fehlermeldungen ansehen": 1, "Nach Angeboten fragen": 1}


def test_and_on_the_desk_of_those_who_run_the_offer(overdue: Offer) -> None:
    assert waiting(speaker(overdue.organisation)) == {
        "Fehlermeldungen ansehen": 1,
        "Eigene Angebote bestätigen": 1,
    }


def test_not_on_anybody_elses(overdue: Offer, cast: Cast) -> None:
    assert waiting(cast.member) == {}


def test_the_number_to_call_is_the_length_of_the_list(overdue: Offer) -> None:
    today = clock.today()
    assert tending.number_to_call(today) == len(tending.to_call(today)) == 1


def test_the_desk_asks_little(
    overdue: Offer, cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(cast.coordinator)
    with django_assert_max_num_queries(15):
        client.get("/mein-tisch/")
