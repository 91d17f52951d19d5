"""A measure founds an offer: its number travels along and leads back to it."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from marlerweg.offers import handing_up
from marlerweg.offers.models import Offer
from marlerweg.way import actions
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage


@pytest.mark.django_db
def test_a_measure_founds_an_offer_once(client: Client, cast: Cast) -> None:
    stage, office, at = Stage(), cast.coordinator, NOW + dt.timedelta(days=1)
    need = actions.open_need("Familien finden keine Wohnung", theme=stage.housing, by=office, at=at)
    measure = actions.plan_measure(
        "Wohnberatung", needs=[need], responsible=stage.office, by=office, at=at, on=TODAY
    )
    client.force_login(office)
    page = reverse("way:measure", args=[measure.number])
    assert "Angebot daraus machen" in client.get(page).content.decode()
    founding = reverse("way:found_offer", args=[measure.number])
    first, again = client.post(founding), client.post(founding)
    assert first["Location"] == again["Location"]
    offer = Offer.objects.get()
    assert (offer.founded_by, offer.organisation, offer.state) == (measure.number, stage.office, "draft")
    assert "Angebote daraus" in client.get(page).content.decode()
    assert page in client.get(first["Location"]).content.decode()
    assert handing_up.measure_address(AnonymousUser(), measure.number) == ""
    client.force_login(cast.councillor)
    assert client.post(founding).status_code == 403
