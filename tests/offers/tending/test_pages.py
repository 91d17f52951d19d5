"""The pages as people use them: forms that save, changes that wait, the link, the telephone, the reader's report."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from marlerweg.foundation.jobs.models import Job
from marlerweg.offers import actions
from marlerweg.offers.actions.recording import fresh
from marlerweg.offers.forms.steps import opened_now
from marlerweg.offers.models import Mistake, Offer, Place, Proposal, Reminder
from marlerweg.offers.queries.contents import content_of, shown_content
from marlerweg.offers.queries.tending import asked as asked_so_far
from marlerweg.offers.queries.tending import to_call
from marlerweg.offers.rules.content import changed
from tests.cast import Cast
from tests.offers.tending.stage import NOW, draft, organisation, published, speaker

pytestmark = pytest.mark.django_db
SECTIONS = ("was", "fuer-wen", "wann", "wo", "kontakt", "sprachen", "kosten", "partner")


def as_shown(client: Client, address: str) -> dict[str, Any]:
    """Every field of a form as a browser would send it back untouched."""
    form = client.get(address).context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value in (None, "", [], False):
            continue
        sent[bound.html_name] = (
            bound.field.widget.format_value(value) if not isinstance(value, bool) else "on"
        )
    return sent


@pytest.fixture
def ours() -> Offer:
    return published()


@pytest.fixture
def member(client: Client, ours: Offer) -> Client:
    client.force_login(speaker(ours.organisation))
    return client


@pytest.mark.parametrize("name", SECTIONS)
def test_a_page_sent_back_untouched_changes_nothing(member: Client, ours: Offer, name: str) -> None:
    before = content_of(fresh(ours))
    address = reverse("offers:section", args=[ours.pk, name])
    answer = member.post(address, as_shown(member, address))
    assert answer.status_code == 302, answer.context["form"].errors
    assert content_of(fresh(ours)) == before
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_page_asks_few_questions_however_many_places_there_are(
    member: Client, ours: Offer, name: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        Place.objects.create(name=f"Haus {number}", changed_at=NOW)
        organisation(f"Verein {number}")
    with django_assert_max_num_queries(15):
        member.get(reverse("offers:section", args=[ours.pk, name]))


def test_a_new_time_is_live_and_can_be_taken_back(member: Client, ours: Offer) -> None:
    address = reverse("offers:section", args=[ours.pk, "wann"])
    sent = as_shown(member, address)
    sent |= {
        "slot_1_days": ["6"],
        "slot_1_opens": "10:00",
        "slot_1_closes": "12:00",
    }
    page = member.post(address, sent, follow=True)
    assert "gleich zu sehen" in page.content.decode()
    assert len(content_of(fresh(ours)).slots) == 2
    token = re.search(r'name="was" value="([^"]+)"', page.content.decode())
    assert token, "no way back on the page"
    member.post(reverse("ui:undo"), {"was": token[1]})
    assert len(content_of(fresh(ours)).slots) == 1


def test_another_title_waits_and_the_coordination_sees_the_difference(
    member: Client, ours: Offer, cast: Cast
) -> None:
    address = reverse("offers:section", args=[ours.pk, "was"])
    page = member.post(
        address, {**as_shown(member, address), "title": "Nachhilfe gegen Bezahlung"}, follow=True
    )
    assert "Die Koordination sieht sich das vorher an" in page.content.decode()
    proposal = Proposal.objects.get()
    office = Client()
    office.force_login(cast.coordinator)
    assert "Der Titel ist ein anderer." in office.get(reverse("offers:approvals")).content.decode()
    difference = office.get(reverse("offers:proposal", args=[proposal.pk])).content.decode()
    assert "<del>Sprachcafé</del>" in difference.replace("\n", "") or "<del>" in difference
    refused = office.post(reverse("offers:proposal", args=[proposal.pk]), {"deed": "refuse"})
    assert refused.status_code == 422
    office.post(
        reverse("offers:proposal", args=[proposal.pk]),
        {"deed": "refuse", "answer": "Bitte kostenlos lassen."},
    )
    proposal.refresh_from_db()
    assert proposal.state == "refused"
    assert Job.objects.filter(key__startswith="mail:offer:decided").exists()


def test_two_people_at_one_page_see_both_texts(member: Client, ours: Offer, cast: Cast) -> None:
    address = reverse("offers:section", args=[ours.pk, "kosten"])
    sent = as_shown(member, address)
    actions.edit(
        ours, {"texts.de.cost_note": "Spende erbeten."}, by=None, at=NOW, expected_version=ours.version
    )
    answer = member.post(address, {**sent, "cost_note": "Tee kostet 1 Euro."})
    assert answer.status_code == 409
    assert "Spende" in answer.content.decode()


def test_for_whom_becomes_data(member: Client, ours: Offer) -> None:
    address = reverse("offers:section", args=[ours.pk, "fuer-wen"])
    sent = as_shown(member, address)
    sent |= {"language_level": "limited", "language_level_from": "A1", "home": "free"}
    member.post(address, sent)
    fields = Proposal.objects.get().fields["conditions"]
    assert {"kind": "language_level", "restricts": True, "allowed": {"from": "A1"}} in fields
    assert {"kind": "home", "restricts": False, "allowed": {}} in fields
    wrong = member.post(address, {**sent, "gender": "limited"})
    assert wrong.status_code == 422


def test_a_new_place_comes_with_the_form(member: Client, ours: Offer) -> None:
    address = reverse("offers:section", args=[ours.pk, "wo"])
    sent = {
        **as_shown(member, address),
        "place_street": "Andere Straße 5",
        "place_postcode": "45770",
        "place_town": "Marl",
    }
    member.post(address, sent)
    assert [str(each.place) for each in content_of(fresh(ours)).venues][1] == "Andere Straße 5, 45770 Marl"
    assert content_of(fresh(ours)).slots[0].venue == 0


def test_when_a_place_goes_its_times_stay(member: Client, ours: Offer) -> None:
    address = reverse("offers:section", args=[ours.pk, "wo"])
    sent = as_shown(member, address)
    sent.pop("places")
    member.post(address, {**sent, "place_name": "Neues Haus"})
    kept = content_of(fresh(ours))
    assert [each.place.name for each in kept.venues] == ["Neues Haus"]
    assert [each.venue for each in kept.slots] == [None]
    assert Place.objects.count() == 2


def test_a_translation_beside_the_german(member: Client, ours: Offer) -> None:
    actions.edit(ours, {"texts.de.summary": "Neu gefasst."}, by=None, at=NOW, expected_version=ours.version)
    address = reverse("offers:text", args=[ours.pk, "tr"])
    page = member.get(address).content.decode()
    assert "veraltet" in page
    assert '<html lang="de"' in page  # the page stays German, only the words beside are Turkish
    sent = as_shown(member, address)
    member.post(address, {**sent, "right_summary": "on"})
    assert ours.texts.get(language="tr").state == "checked"


def test_the_list_asks_the_same_for_one_and_for_many(
    member: Client, ours: Offer, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as once:
        member.get(reverse("offers:tend"))
    for number in range(4):
        published(ours.organisation, title=f"Kurs {number}")
    with django_assert_num_queries(len(once)):
        member.get(reverse("offers:tend"))


# --- Is all still right? --------------------------------------------------------------------------------------------


def letter_link() -> str:
    body = Job.objects.filter(key__startswith="mail:offer.ask").latest("enqueued_at").arguments["args"][2]
    found = re.search(r"/angebote/stimmt-noch/\S+", body)
    assert found
    return found[0]


@pytest.fixture
def asked(ours: Offer) -> str:
    day = NOW.date() + dt.timedelta(days=200)
    actions.ask_around(day, at=timezone.make_aware(dt.datetime.combine(day, dt.time(5, 40))))
    return letter_link()


def test_opening_the_link_confirms_nothing_and_a_button_does(ours: Offer, asked: str) -> None:
    visitor = Client()
    assert "Alles stimmt noch" in visitor.get(asked).content.decode()
    ours.refresh_from_db()
    assert ours.confirmed_at == NOW
    assert "Danke" in visitor.post(asked, {"answer": "right"}).content.decode()
    ours.refresh_from_db()
    assert ours.confirmed_at > NOW
    assert not Reminder.objects.filter(answered_at=None).exists()


def test_what_changed_reaches_those_who_tend_the_offer(asked: str, ours: Offer) -> None:
    visitor = Client()
    assert visitor.post(asked, {"answer": "changed"}).status_code == 422
    visitor.post(asked, {"answer": "changed", "text": "Jetzt donnerstags."})
    assert Mistake.objects.get().text == "Jetzt donnerstags."


def test_gone_is_gone(asked: str, ours: Offer) -> None:
    visitor = Client()
    visitor.post(asked, {"answer": "gone"})
    ours.refresh_from_db()
    assert ours.state == "ended"
    again = visitor.post(asked, {"answer": "right"})
    assert again.status_code == 200
    ours.refresh_from_db()
    assert ours.state == "ended"


def test_silence_leads_to_the_telephone_and_then_out_of_sight(ours: Offer, cast: Cast) -> None:
    office = cast.coordinator
    day = ours.review_due
    assert day
    told = []
    for _ in range(70):
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time(5, 40)))
        done = actions.ask_around(day, at=moment)
        assert actions.ask_around(day, at=moment) == actions.asking.Asking()  # the same morning again
        if done != actions.asking.Asking():
            told.append((day - ours.review_due).days)
        if done.silent:
            assert [each.offer.pk for each in to_call(day)] == [ours.pk]
        day += dt.timedelta(days=1)
    assert told == [0, 21, 42, 63]
    ours.refresh_from_db()
    assert ours.state == "withdrawn"
    assert Job.objects.filter(key__startswith=f"mail:offer.silent:{office.pk}").count() == 2
    body = Job.objects.filter(key__startswith="mail:offer.withdrawn").get().arguments["args"][2]
    link = re.search(r"/angebote/stimmt-noch/\S+", body)
    assert link
    Client().post(link[0], {"answer": "right"})
    ours.refresh_from_db()
    assert ours.is_public
    assert mail.outbox == []


def test_one_keystroke_per_offer_on_the_telephone(cast: Cast) -> None:
    offers = [published(organisation(f"Verein {n}"), contacts=()) for n in range(3)]
    today = timezone.localdate()
    Offer.objects.update(review_due=today)
    office = Client()
    office.force_login(cast.assistant)
    address = reverse("offers:asking")
    page = office.get(address)
    assert "autofocus" in page.content.decode()
    for answer in ("right", "unreached", "gone"):
        current = office.get(address).context["current"].offer
        office.post(address, {"offer": str(current.pk), "answer": answer})
    left = office.get(address).context["rows"]
    assert [each.unreached for each in left] == [1]
    assert {Offer.objects.get(pk=each.pk).state for each in offers} == {"published", "ended"}


def test_a_call_just_after_midnight_counts_for_the_day_that_has_begun(ours: Offer) -> None:
    after_midnight = NOW.replace(hour=0, minute=30)
    Offer.objects.update(review_due=NOW.date())
    Reminder.objects.create(
        offer=ours, sent_at=after_midnight, address="", step=2, token_hash="x", answer="unreached"
    )
    assert [each.unreached for each in asked_so_far(Offer.objects.all())] == [1]


# --- A reader reports -----------------------------------------------------------------------------------------------


def test_a_reader_reports_without_an_account_and_once(ours: Offer, cast: Cast) -> None:
    visitor = Client()
    address = reverse("offers:report", args=[ours.slug])
    assert visitor.get(address).status_code == 200
    sent = {"kind": "times", "text": "Geschlossen!", "once": str(uuid.uuid4()), "opened": opened_now()}
    with_patience = {**sent, "opened": _opened_before(10)}
    for _ in range(2):
        assert "Danke" in visitor.post(address, with_patience).content.decode()
    assert Mistake.objects.count() == 1
    for trick in ({"website": "x"}, {"opened": opened_now()}, {"text": "https://a https://b https://c"}):
        visitor.post(address, {**with_patience, "once": str(uuid.uuid4()), **trick})
    assert Mistake.objects.count() == 1
    office = Client()
    office.force_login(cast.assistant)
    assert "Geschlossen!" in office.get(reverse("offers:mistakes")).content.decode()
    office.post(reverse("offers:settle_mistake", args=[Mistake.objects.get().pk]), {"state": "mended"})
    assert Mistake.objects.get().closed_at


def _opened_before(seconds: int) -> str:
    from django.core import signing

    from marlerweg.offers.forms.steps import AGE

    return signing.Signer(salt=AGE).sign(str(timezone.now().timestamp() - seconds))


def test_a_draft_is_nothing_a_stranger_can_report() -> None:
    assert Client().get(reverse("offers:report", args=[draft().slug])).status_code == 404


def test_a_new_offer_needs_a_title_and_a_sentence(member: Client, ours: Offer) -> None:
    sent = {
        "organisation": str(ours.organisation_id),
        "title": "Nähkurs",
        "summary": "Nähen lernen.",
        "einmal": str(uuid.uuid4()),
    }
    first = member.post(reverse("offers:add"), sent)
    again = member.post(reverse("offers:add"), sent)
    assert first["Location"] == again["Location"]
    assert Offer.objects.filter(slug="naehkurs").count() == 1
    assert "fehlt noch" in member.get(first["Location"]).content.decode()


def test_an_offer_like_one_that_exists_is_asked_about_and_can_still_be_added(
    member: Client, ours: Offer
) -> None:
    sent = {
        "organisation": str(ours.organisation_id),
        "title": "Sprachcafe am Abend",
        "summary": "Noch eines.",
        "einmal": str(uuid.uuid4()),
    }
    page = member.post(reverse("offers:add"), sent)
    assert page.status_code == 422
    shown = page.content.decode()
    assert "„Sprachcafé am Abend“ gibt es bei Nachbarschaft e. V. schon." in shown
    assert reverse("offers:own", args=[ours.pk]) in shown
    assert Offer.objects.count() == 1
    confirmed = {**sent, "bestaetigt": page.context["form"]["bestaetigt"].value()}
    done = member.post(reverse("offers:add"), confirmed)
    assert Offer.objects.count() == 2
    assert member.post(reverse("offers:add"), confirmed)["Location"] == done["Location"]


def test_while_typing_only_the_own_offers_are_told(member: Client, ours: Offer) -> None:
    other = published(organisation("Anderer Verein"))
    asked = {"title": "Sprachcafé Abend", "organisation": str(ours.organisation_id)}
    assert "Sprachcafé am Abend" in member.get(reverse("offers:alike"), asked).content.decode()
    asked["organisation"] = str(other.organisation_id)
    assert "Sprachcafé" not in member.get(reverse("offers:alike"), asked).content.decode()


def test_several_ways_of_one_kind_each_with_who_answers(member: Client, ours: Offer) -> None:
    address = reverse("offers:section", args=[ours.pk, "kontakt"])
    sent = as_shown(member, address)
    assert sent["mail"] == "cafe@nachbarschaft.example (Anmeldung)"
    sent |= {
        "phone": "(02365) 99-0\n02365 99-1 (Büro)",
        "mail": "cafe@nachbarschaft.example (Anmeldung)\nbuero@nachbarschaft.example",
    }
    assert member.post(address, sent).status_code == 302
    ways = content_of(fresh(ours)).contacts
    assert [(each.kind, each.value, each.label) for each in ways] == [
        ("phone", "(02365) 99-0", ""),
        ("phone", "02365 99-1", "Büro"),
        ("mail", "cafe@nachbarschaft.example", "Anmeldung"),
        ("mail", "buero@nachbarschaft.example", ""),
    ]
    assert ways[2].spoken == ("de", "tr")
    wrong = member.post(address, {**as_shown(member, address), "mail": "keine Adresse"})
    assert "„keine Adresse“ ist keine E-Mail-Adresse." in wrong.content.decode()


def test_the_facts_of_a_house_are_edited_from_the_offer_and_lead_back(
    member: Client, ours: Offer, cast: Cast
) -> None:
    where, place = reverse("offers:section", args=[ours.pk, "wo"]), Place.objects.get()
    link = f"{reverse('offers:place', args=[place.pk])}?angebot={ours.pk}"
    assert link not in member.get(where).content.decode(), "a house without owner is the coordination's"
    Place.objects.update(organisation=ours.organisation)
    assert link in member.get(where).content.decode()
    sent = {**as_shown(member, link), "step_free": "true"}
    assert member.post(link, sent)["Location"] == where
    assert Place.objects.get().step_free


def test_history_compares_and_brings_back(member: Client, ours: Offer) -> None:
    actions.edit(ours, {"places_total": 30}, by=None, at=NOW, expected_version=ours.version)
    assert "geändert" in member.get(reverse("offers:history", args=[ours.pk])).content.decode()
    assert "<ins>30</ins>" in member.get(reverse("offers:compare", args=[ours.pk, 2, 3])).content.decode()
    member.post(reverse("offers:restore", args=[ours.pk, 2]))
    assert content_of(fresh(ours)).places_total is None


def test_what_is_shown_is_what_stands_in_the_tables(ours: Offer) -> None:
    """The pages read the last revision; every deed leaves one that says what the tables say."""
    actions.set_capacity(ours, "few", free=2, by=None, at=NOW)
    actions.edit(
        ours,
        {"partners": [str(organisation("Partner").pk)]},
        by=None,
        at=NOW,
        expected_version=fresh(ours).version,
    )
    assert changed(shown_content(ours), content_of(fresh(ours))) == ()
    place = Place.objects.get()
    actions.edit_place(place, {"name": "Neues Haus"}, by=None, at=NOW, expected_version=place.version)
    assert shown_content(ours).venues[0].place.name == "Neues Haus"


def test_the_list_can_be_narrowed_to_what_is_to_do(member: Client, ours: Offer) -> None:
    published(ours.organisation, title="Nähkurs ohne Sorgen")
    Mistake.objects.create(offer=ours, kind="times", at=NOW)
    page = member.get(reverse("offers:tend"), {"faellig": "1", "sortierung": "title"}).content.decode()
    assert "Sprachcafé" in page
    assert "Nähkurs" not in page


def test_a_house_is_looked_for_among_many_without_losing_what_was_typed(member: Client, ours: Offer) -> None:
    mill = Place.objects.create(name="Alte Mühle", changed_at=NOW)
    Place.objects.create(name="Werkhalle", changed_at=NOW)
    address = reverse("offers:section", args=[ours.pk, "wo"])
    before = content_of(fresh(ours))
    sent = as_shown(member, address) | {"access_note": "Über den Hof."}
    found = member.post(
        address, sent | {"eingrenzen": "places", "places-suche": "muehle", "places-gezeigt": ""}
    )
    page = found.content.decode()
    assert found.status_code == 200
    assert content_of(fresh(ours)) == before
    assert "Über den Hof." in page
    assert "Alte Mühle" in page
    assert "Werkhalle" not in page
    places = [*sent.get("places", []), str(mill.pk)]
    assert member.post(address, sent | {"places": places}).status_code == 302
    assert str(mill.pk) in {each.place.id for each in content_of(fresh(ours)).venues}


def test_what_a_time_lacks_is_said_where_it_is_mended(member: Client, ours: Offer) -> None:
    address = reverse("offers:section", args=[ours.pk, "wann"])
    sent = as_shown(member, address)
    row = {
        "slot_1_days": ["2"],
        "slot_1_rhythm": "every_n_weeks",
        "slot_1_every": "2",
        "slot_1_opens": "10:00",
    }
    answer = member.post(address, sent | row)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"slot_1_anchor", "slot_1_closes"}
    assert "Zeit 2: bis – Bitte beide Zeiten angeben oder keine." in answer.content.decode()


def test_the_place_is_asked_before_the_times_that_may_be_bound_to_it(member: Client, ours: Offer) -> None:
    steps = [
        step.href for step in member.get(reverse("offers:section", args=[ours.pk, "was"])).context["steps"]
    ]
    assert steps.index(reverse("offers:section", args=[ours.pk, "wo"])) < steps.index(
        reverse("offers:section", args=[ours.pk, "wann"])
    )


def test_a_page_without_duties_says_so_once(member: Client, ours: Offer) -> None:
    free = member.get(reverse("offers:section", args=[ours.pk, "kontakt"])).content.decode()
    assert "Alles auf dieser Seite ist freiwillig." in free
    assert "optional" not in free
    asked = member.get(reverse("offers:section", args=[ours.pk, "was"])).content.decode()
    assert "freiwillig" not in asked
    assert "optional" in asked


def test_from_the_public_page_to_the_form_and_back(client: Client, ours: Offer) -> None:
    public, own = reverse("offers:offer", args=[ours.slug]), reverse("offers:own", args=[ours.pk])
    stranger = client.get(public).content.decode()
    assert own not in stranger
    assert f'{reverse("account_login")}?next={public}"' in stranger
    client.force_login(speaker(ours.organisation))
    assert f'href="{own}"' in client.get(public).content.decode()
    assert f'href="{public}"' in client.get(own).content.decode()
