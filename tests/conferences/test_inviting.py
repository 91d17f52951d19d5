"""Everybody once: one invitation per person and address, one letter, one reminder."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from marlerweg.conferences import actions, links
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, Invitation
from marlerweg.formats.models import Body, Seat
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused
from marlerweg.foundation.jobs import worker
from tests.cast import Cast
from tests.conferences.hall import DAY, NOW, edition, register
from tests.conferences.test_public_pages import filled
from tests.network.stage import contact, district, organisation, somebody, theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle() -> actions.Circle:
    """Ada is in for three reasons, the club is reached through her, two colleagues share an address, Cem has none."""
    sport, place = theme("sport"), district("Hüls")
    club, office = organisation("Sportverein"), organisation("Stadtteilbüro")
    club.themes.add(sport)
    club.districts.add(place)
    office.districts.add(place)
    ada = somebody("Ada", club, languages=["tr"])
    contact(ada, "mail", "Ada@verein.example")
    contact(club, "mail", "info@verein.example")
    for name in ("Bea", "Bob"):
        contact(somebody(name, office), "mail", "buero@stadt.example")
    somebody("Cem", office)
    group = Body.objects.create(name="AG Sport", kind="working_group", decision_right="advises")
    Seat.objects.create(body=group, person=ada, organisation=club)
    return actions.Circle([sport.pk], [group.pk], [place.pk])


def sent() -> list[tuple[str, str]]:
    mail.outbox.clear()
    worker.work_off(at=clock.now())
    return sorted((letter.to[0], letter.subject) for letter in mail.outbox)


def states(hall: Edition) -> dict[str, str]:
    return dict(Invitation.objects.filter(edition=hall).values_list("mail", "state"))


def test_every_person_and_every_address_is_noted_once(circle: actions.Circle, cast: Cast) -> None:
    hall = edition()
    assert actions.note_circle(hall, circle, by=cast.assistant, at=NOW) == 2
    assert actions.note_circle(hall, circle, by=cast.assistant, at=NOW) == 0
    ada = Invitation.objects.get(mail="ada@verein.example")
    assert (str(ada.person), ada.language, ada.reasons) == ("Ada", "tr", ["AG Sport", "Hüls", "Sport"])
    shared = Invitation.objects.get(mail="buero@stadt.example")
    assert (shared.person, str(shared.organisation)) == (None, "Stadtteilbüro")
    assert sent() == []
    with pytest.raises(Refused):
        actions.note_circle(hall, circle, by=cast.member, at=NOW)


def test_pressing_twice_sends_once_and_silence_is_asked_once(circle: actions.Circle, cast: Cast) -> None:
    hall = edition()
    actions.note_circle(hall, circle, by=cast.assistant, at=NOW)
    assert actions.send_invitations(hall, by=cast.assistant, at=NOW) == 2
    assert actions.send_invitations(hall, by=cast.assistant, at=NOW) == 0
    assert [address for address, _ in sent()] == ["ada@verein.example", "buero@stadt.example"]
    register(hall, "Ada", mail="Ada@verein.example")
    sent()
    later = NOW + dt.timedelta(days=15)
    assert actions.remind_silent(later.date(), at=later) == 1
    assert actions.remind_silent(later.date(), at=later) == 0
    assert sent() == [("buero@stadt.example", "Erinnerung an die Einladung: Blickpunkt 2027")]
    assert states(hall) == {"ada@verein.example": "answered", "buero@stadt.example": "reminded"}


def test_nobody_is_reminded_in_the_last_days_or_after_saying_no(circle: actions.Circle, cast: Cast) -> None:
    hall = edition()
    actions.note_circle(hall, circle, by=cast.assistant, at=NOW)
    actions.send_invitations(hall, by=cast.assistant, at=NOW)
    actions.decline(Invitation.objects.get(mail="ada@verein.example"), at=NOW)
    short_before = dt.datetime.combine(DAY - dt.timedelta(days=2), dt.time(8), tzinfo=dt.UTC)
    assert actions.remind_silent(short_before.date(), at=short_before) == 0
    assert states(hall)["ada@verein.example"] == "declined"


def test_the_personal_link_registers_the_person(circle: actions.Circle, cast: Cast, client: Client) -> None:
    hall = edition()
    actions.note_circle(hall, circle, by=cast.assistant, at=NOW)
    ada = Invitation.objects.get(mail="ada@verein.example")
    address = reverse("conferences:invited", args=[links.secret(Purpose.INVITATION, ada.pk)])
    assert 'value="ada@verein.example"' in client.get(address).content.decode()
    client.post(address, filled("Ada", mail="privat@cast.example"))
    ada.refresh_from_db()
    assert (ada.state, ada.registration.person) == ("answered", ada.person)


def test_whoever_registered_before_is_not_written_to(circle: actions.Circle, cast: Cast) -> None:
    hall = edition()
    register(hall, "Ada", mail="ada@verein.example")
    actions.note_circle(hall, circle, by=cast.assistant, at=NOW)
    sent()
    assert actions.send_invitations(hall, by=cast.assistant, at=NOW) == 1
    assert [address for address, _ in sent()] == ["buero@stadt.example"]


def test_an_address_leaves_the_list_before_the_letters_go_and_not_after(
    circle: actions.Circle, cast: Cast, client: Client
) -> None:
    hall = edition()
    actions.note_circle(hall, circle, by=cast.assistant, at=NOW)
    first, *rest = Invitation.objects.order_by("mail")
    client.force_login(cast.assistant)
    page = reverse("conferences:take_off_invitation", args=[first.pk])
    assert page in client.get(reverse("conferences:invitations", args=[hall.code])).content.decode()
    assert client.post(page).status_code == 302
    actions.send_invitations(hall, by=cast.assistant, at=NOW)
    assert first.mail not in [to for to, _subject in sent()]
    late = rest[0]
    client.post(reverse("conferences:take_off_invitation", args=[late.pk]))
    assert Invitation.objects.filter(pk=late.pk).exists()
