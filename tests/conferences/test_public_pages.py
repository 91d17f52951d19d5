"""Registering without an account, over the pages and with the letters that follow."""

import datetime as dt
import re
import uuid
from typing import Any

import icalendar
import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import translation

from marlerweg.conferences import actions, links
from marlerweg.conferences.forms.registering import AGE
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, Registration
from marlerweg.foundation import clock
from marlerweg.foundation.jobs import worker
from tests.cast import Cast
from tests.conferences.hall import NOW, edition, furnished, moment, register, somebody, states
from tests.network.stage import theme

pytestmark = pytest.mark.django_db


def filled(name: str = "Amira Beispiel", **fields: Any) -> dict[str, Any]:
    """As a browser sends it half a minute after the page was opened."""
    opened = signing.Signer(salt=AGE).sign(f"{clock.now().timestamp() - 30:.0f}")
    return {"name": name, "mail": "amira@cast.example", "opened": opened, "once": uuid.uuid4(), **fields}


def letters() -> list[Any]:
    mail.outbox.clear()
    worker.work_off(at=clock.now())
    return mail.outbox


def send(client: Client, of: Edition, language: str = "de", **fields: Any) -> Any:
    with translation.override(language):
        return client.post(reverse("conferences:register", args=[of.code]), filled(**fields))


def test_a_registration_gets_its_link_its_letter_and_its_calendar(client: Client) -> None:
    hall = furnished()
    answer = send(client, hall, wish_1=str(theme("wohnen").pk), interpreter="uk")
    row = Registration.objects.get()
    assert answer.url.endswith(f"{links.secret(Purpose.REGISTRATION, row.pk)}/")
    assert (row.source, row.state, row.interpreter) == ("online", "registered", "uk")
    assert [wish.theme.code for wish in row.wishes.all()] == ["wohnen"]
    assert row.rounds.count() == 0  # none was ticked
    (letter,) = letters()
    assert letter.subject == "Ihre Anmeldung: Blickpunkt 2027"
    assert links.secret(Purpose.REGISTRATION, row.pk) in letter.body
    name, content, kind = letter.attachments[0]
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (name, kind, event["STATUS"]) == ("tagung.ics", "text/calendar", "CONFIRMED")
    page = client.get(answer.url)
    assert page["Cache-Control"] == "no-store"
    assert "Sie haben einen Platz" in page.content.decode()


def test_in_turkish_the_page_and_the_letter_are_turkish(client: Client) -> None:
    hall = furnished(capacity=0)
    answer = send(client, hall, "tr")
    assert answer.url.startswith("/tr/")
    assert "Bekleme listesindesiniz" in client.get(answer.url).content.decode()
    (letter,) = letters()
    assert letter.subject == "Kaydınız: Blickpunkt 2027"
    assert "/tr/tagung/angemeldet/" in letter.body
    assert letter.attachments == []


def test_cancelling_by_the_link_moves_the_next_one_up_and_tells_both(client: Client) -> None:
    hall = edition(capacity=1)
    first, second = (register(hall, name, mail=f"{name}@cast.example") for name in ("ali", "bea"))
    letters()
    secret = links.secret(Purpose.REGISTRATION, first.pk)
    client.post(reverse("conferences:cancel_own", args=[secret]))
    assert states(hall) == ["cancelled", "registered"]
    told = {letter.to[0]: letter for letter in letters()}
    assert told["ali@cast.example"].subject == "Abgemeldet: Blickpunkt 2027"
    assert "STATUS:CANCELLED" in told["ali@cast.example"].attachments[0][1]
    assert told["bea@cast.example"].subject == "Sie haben einen Platz: Blickpunkt 2027"
    assert links.secret(Purpose.REGISTRATION, second.pk) in told["bea@cast.example"].body


def test_the_same_person_again_gets_the_link_by_mail_and_nobody_else_sees_it(client: Client) -> None:
    hall = edition()
    send(client, hall, "tr")
    letters()
    answer = send(client, hall)
    assert hall.registrations.count() == 1
    secret = links.secret(Purpose.REGISTRATION, hall.registrations.get().pk)
    assert secret not in answer.content.decode()
    (letter,) = letters()
    assert letter.to == ["amira@cast.example"]
    assert secret in letter.body
    send(client, hall)
    assert letters() == []


def test_two_colleagues_share_an_address(client: Client) -> None:
    hall = edition()
    send(client, hall, name="Ali Ünal", mail="Info@verein.example")
    send(client, hall, name="ALI UENAL", mail="info@verein.example")
    send(client, hall, name="Bea Ünal", mail="info@verein.example")
    assert hall.registrations.count() == 2


def test_machines_are_asked_to_look_again_and_lose_nothing(client: Client) -> None:
    hall = edition()
    fast = send(client, hall, opened=signing.Signer(salt=AGE).sign(f"{clock.now().timestamp():.0f}"))
    assert fast.status_code == 422
    assert "Amira Beispiel" in fast.content.decode()
    assert send(client, hall, website="http://spam.example").status_code == 422
    stamp = re.search(r'name="opened" value="([^"]+)"', fast.content.decode())
    assert stamp is not None
    signing.Signer(salt=AGE).unsign(stamp[1])
    assert hall.registrations.count() == 0


def test_one_theme_cannot_be_wished_twice(client: Client) -> None:
    hall, sport = furnished(), str(theme("sport").pk)
    answer = send(client, hall, wish_1=sport, wish_2=sport)
    assert answer.status_code == 422
    assert "nur einmal" in answer.content.decode()


def test_before_and_after_the_window_the_form_says_so(client: Client) -> None:
    shut = edition(registration_closes_at=clock.now() - dt.timedelta(hours=1))
    answer = send(client, shut)
    assert "Anmeldung geschlossen" in answer.content.decode()
    assert shut.registrations.count() == 0


def test_calling_off_is_told_to_those_who_gave_an_address(client: Client, cast: Cast) -> None:
    hall = edition(capacity=1)
    for name in ("ali", "bea"):
        register(hall, name, mail=f"{name}@cast.example")
    register(hall, "ohne")
    letters()
    actions.move(hall, "cancelled", by=cast.coordinator, at=NOW)
    assert sorted(letter.to[0] for letter in letters()) == ["ali@cast.example", "bea@cast.example"]
    secret = links.secret(Purpose.REGISTRATION, hall.registrations.get(number=1).pk)
    assert client.get(reverse("conferences:own", args=[secret])).status_code == 200


def test_the_own_page_changes_wishes_until_the_day(client: Client, cast: Cast) -> None:
    hall = furnished()
    row = register(hall, "Ali")
    address = reverse("conferences:own", args=[links.secret(Purpose.REGISTRATION, row.pk)])
    second = hall.rounds.get(number=2)
    client.post(
        address, {"wish_1": str(theme("sport").pk), "rounds": [str(second.pk)], "access_needs": "Ruhe"}
    )
    row.refresh_from_db()
    assert (row.access_needs, [each.number for each in row.rounds.all()]) == ("Ruhe", [2])
    actions.move(hall, "closed", by=cast.coordinator, at=NOW)
    actions.move(hall, "running", by=cast.coordinator, at=moment(9))
    assert client.post(address, {"access_needs": "Lärm"}).status_code == 403


@pytest.mark.parametrize("many", [1, 3])
def test_a_page_costs_the_same_however_many_come(
    many: int, client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    hall = furnished()
    for number in range(many):
        actions.register(hall, somebody(f"Person {number}"), at=NOW, wishes=[theme("sport")])
    client.force_login(cast.assistant)
    for name in ("edition", "registrations", "door", "parts", "manage", "invitations"):
        with django_assert_max_num_queries(15):
            assert client.get(reverse(f"conferences:{name}", args=[hall.code])).status_code == 200
