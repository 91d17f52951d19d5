"""Pages of the network: what they show, to whom, and that they cost the same however much there is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from marlerweg.audit.models import Event
from marlerweg.foundation import clock, sheets
from marlerweg.network import actions
from marlerweg.network.models import Distinction, Engagement, Merge, Organisation, Person, Town
from tests.cast import Cast
from tests.network.stage import (
    NOW,
    contact,
    district,
    engagement,
    organisation,
    somebody,
    speaker_of,
    theme,
)

SECRET = "geheim@verein.example"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", NOW.date)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def club(db: None) -> Organisation:
    row = organisation("Verein Brückenbau", kind="association", languages=["de", "uk"], tasks="Nachhilfe")
    row.districts.add(district("Hüls-Nord"))
    row.themes.add(theme())
    contact(row, "mail", "post@verein.example", "public")
    contact(row, "phone", "02365 1111", "partners")
    contact(row, "mail", SECRET, "coordination")
    her = somebody("Leise", at=row, given_name="Lena")
    contact(her, "mobile", "0170 1234567", "public")
    return row


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["organisations", "themes", "districts"])
def test_public_pages_open_without_sign_in(route: str, club: Organisation) -> None:
    assert Client().get(reverse(f"network:{route}")).status_code == 200


@pytest.mark.parametrize(
    "route", ["people", "engagements", "map", "duplicates", "add_organisation", "add_person"]
)
def test_the_partner_area_does_not_exist_for_others(route: str, cast: Cast, club: Organisation) -> None:
    address = reverse(f"network:{route}")
    assert Client().get(address).status_code == 302
    assert signed_in(cast.stranger).get(address).status_code == 404
    assert signed_in(cast.coordinator).get(address).status_code == 200


def test_no_page_or_file_for_the_public_holds_what_is_not_public(cast: Cast, club: Organisation) -> None:
    """First the proof that there is something to leak, then that it does not."""
    page = reverse("network:organisation", args=[club.pk])
    inside = signed_in(cast.coordinator).get(page).content.decode()
    hidden = ["02365 1111", SECRET, "Lena Leise", "0170 1234567"]
    assert all(each in inside for each in hidden)
    for address in (
        page,
        reverse("network:organisations"),
        reverse("network:organisations") + "?suche=geheim",
    ):
        outside = Client().get(address).content.decode()
        assert not [each for each in hidden if each in outside]
    assert "post@verein.example" in Client().get(page).content.decode()
    partner = signed_in(cast.member).get(page).content.decode()
    assert "02365 1111" in partner
    assert not [each for each in hidden[1:] if each in partner]


def test_searching_for_a_hidden_detail_finds_nothing(cast: Cast, club: Organisation) -> None:
    listing = Client().get(reverse("network:organisations"), {"suche": "geheim"}).content.decode()
    assert "Verein Brückenbau" not in listing
    assert (
        "Verein Brückenbau"
        in Client().get(reverse("network:organisations"), {"suche": "brücken"}).content.decode()
    )


@pytest.mark.parametrize(
    ("filters", "is_found"),
    [
        ({"sprache": "uk"}, True),
        ({"sprache": "tr"}, False),
        ({"art": "association"}, True),
        ({"art": "faith"}, False),
    ],
)
def test_the_directory_is_narrowed(club: Organisation, filters: dict[str, str], is_found: bool) -> None:
    page = Client().get(reverse("network:organisations"), filters).content.decode()
    assert ("Verein Brückenbau" in page) is is_found


def test_only_the_coordination_takes_lists_away_and_it_is_recorded(cast: Cast, club: Organisation) -> None:
    address = reverse("network:organisations")
    assert Client().post(address, {"export": "csv"}).status_code == 404
    assert signed_in(cast.member).post(address, {"export": "csv"}).status_code == 403
    response = signed_in(cast.assistant).post(address, {"export": "csv"})
    table = sheets.read_table(response.content, "organisationen.csv")
    (record,) = [record for _, record in table.records()]
    assert record["Name"] == "Verein Brückenbau"
    assert SECRET in str(record["E-Mail"])
    event = Event.objects.filter(action="organisations.exported").get()
    assert event.details["rows"] == 1


def test_a_speaker_edits_the_own_page_and_nobody_elses(cast: Cast, club: Organisation) -> None:
    other = organisation("Anderer Verein")
    client = signed_in(speaker_of(club))
    address = reverse("network:edit_organisation", args=[club.pk])
    data = {
        "name": "Verein Brückenbau",
        "kind": "association",
        "level": "town",
        "tasks": "Sprachcafé",
        "version": 1,
    }
    assert client.get(address).status_code == 200
    assert client.post(address, data).status_code == 302
    club.refresh_from_db()
    assert club.tasks == "Sprachcafé"
    assert not club.is_listed
    assert client.get(reverse("network:edit_organisation", args=[other.pk])).status_code == 403
    assert client.post(address, {**data, "name": "", "version": 2}).status_code == 422


def test_two_who_edit_at_once_see_both_texts(cast: Cast, club: Organisation) -> None:
    address = reverse("network:edit_organisation", args=[club.pk])
    data = {"name": club.name, "kind": "association", "level": "town", "version": 1}
    first, second = signed_in(cast.coordinator), signed_in(cast.assistant)
    assert first.post(address, {**data, "tasks": "Meine Fassung"}).status_code == 302
    response = second.post(address, {**data, "tasks": "Andere Fassung"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Meine Fassung" in page
    assert "Andere Fassung" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    again = second.post(address, {**data, "tasks": "Andere Fassung", "version": version[1]})
    assert again.status_code == 302


def test_contacts_are_added_changed_and_removed(cast: Cast, club: Organisation) -> None:
    client = signed_in(speaker_of(club))
    add = reverse("network:add_contact", args=[club.pk])
    assert client.post(add, {"kind": "mail", "value": "kein", "visibility": "public"}).status_code == 422
    assert (
        client.post(add, {"kind": "website", "value": "verein.example", "visibility": "public"}).status_code
        == 302
    )
    detail = club.contact_details.get(kind="website")
    assert detail.value == "https://verein.example"
    edit = reverse("network:edit_contact", args=[detail.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"kind": "mail", "value": SECRET, "visibility": "public"}).status_code == 422
    assert client.post(reverse("network:remove_contact", args=[detail.pk])).status_code == 302
    assert not club.contact_details.filter(kind="website").exists()


def test_a_hidden_contact_cannot_be_opened_by_its_address(cast: Cast, club: Organisation) -> None:
    hidden = club.contact_details.get(value=SECRET)
    assert signed_in(cast.member).get(reverse("network:edit_contact", args=[hidden.pk])).status_code == 404


def test_addresses_too(cast: Cast, club: Organisation) -> None:
    client = signed_in(cast.assistant)
    add = reverse("network:add_address", args=[club.pk])
    data = {"street": "Am Markt 1", "place": "Quelle", "visibility": "public"}
    assert client.post(add, {"visibility": "public"}).status_code == 422
    assert client.post(add, data).status_code == 302
    assert client.post(add, data).status_code == 422
    address = club.addresses.get()
    assert (
        client.post(
            reverse("network:edit_address", args=[address.pk]), {**data, "postcode": "45768"}
        ).status_code
        == 302
    )
    assert "45768 Quelle" in client.get(reverse("network:organisation", args=[club.pk])).content.decode()
    assert client.post(reverse("network:remove_address", args=[address.pk])).status_code == 302


def test_people_and_positions_through_the_pages(cast: Cast, club: Organisation) -> None:
    client = signed_in(speaker_of(club))
    add = reverse("network:add_person_to", args=[club.pk])
    data = {"family_name": "Neu", "visibility": "partners", "role": "Kasse", "engaged": "volunteer"}
    assert client.get(add).status_code == 200
    assert client.post(add, data).status_code == 302
    new = Person.objects.get(family_name="Neu")
    position = new.positions.get()
    assert (position.role, position.engaged) == ("Kasse", "volunteer")
    assert (
        client.post(
            reverse("network:edit_position", args=[position.pk]), {"role": "Vorsitz", "engaged": "volunteer"}
        ).status_code
        == 302
    )
    assert client.post(reverse("network:end_position", args=[position.pk])).status_code == 302
    page = client.get(reverse("network:person", args=[new.pk])).content.decode()
    assert "Vorsitz" in page
    more = {"organisation": club.pk, "role": "Vorsitz", "engaged": "paid"}
    assert client.post(reverse("network:add_position", args=[new.pk]), more).status_code == 302
    assert client.post(reverse("network:add_position", args=[new.pk]), more).status_code == 422
    edit = reverse("network:edit_person", args=[new.pk])
    assert (
        client.post(edit, {"family_name": "Neuer", "visibility": "partners", "version": 1}).status_code == 302
    )
    assert (
        client.post(edit, {"family_name": "Neuest", "visibility": "partners", "version": 1}).status_code
        == 422
    )


def test_someone_hidden_is_not_found_by_a_partner(cast: Cast, club: Organisation) -> None:
    hidden = Person.objects.get(family_name="Leise")
    assert signed_in(cast.member).get(reverse("network:person", args=[hidden.pk])).status_code == 404
    assert "Leise" not in signed_in(cast.member).get(reverse("network:people")).content.decode()
    assert "Leise" in signed_in(cast.assistant).get(reverse("network:people")).content.decode()


def test_archiving_and_bringing_back(cast: Cast, club: Organisation) -> None:
    client = signed_in(cast.coordinator)
    assert client.post(reverse("network:archive_organisation", args=[club.pk])).status_code == 302
    assert "archiviert" in client.get(reverse("network:organisation", args=[club.pk])).content.decode()
    assert Client().get(reverse("network:organisation", args=[club.pk])).status_code == 404
    assert client.post(reverse("network:restore_organisation", args=[club.pk])).status_code == 302
    assert Client().get(reverse("network:organisation", args=[club.pk])).status_code == 200
    leise = Person.objects.get(family_name="Leise")
    for deed in ("archive_person", "restore_person"):
        assert client.post(reverse(f"network:{deed}", args=[leise.pk])).status_code == 302


def test_offering_and_what_fits(cast: Cast, club: Organisation) -> None:
    church = organisation("Kirchengemeinde")
    engagement(church, "Gemeindesaal")
    client = signed_in(speaker_of(club))
    post = reverse("network:post_engagement", args=[club.pk])
    data = {"direction": "sought", "kind": "room", "title": "Probenraum", "expires_on": "2027-01-31"}
    assert client.post(post, {**data, "expires_on": "2029-01-31"}).status_code == 422
    assert client.post(post, data).status_code == 302
    wish = Engagement.objects.get(title="Probenraum")
    page = client.get(reverse("network:engagement", args=[wish.pk])).content.decode()
    assert "Gemeindesaal" in page
    assert "gleiche Art" in page
    assert client.post(reverse("network:close_engagement", args=[wish.pk])).status_code == 302
    assert signed_in(cast.member).get(reverse("network:engagement", args=[wish.pk])).status_code == 404
    renew = reverse("network:renew_engagement", args=[wish.pk])
    client.post(renew, {"until": "2020-01-01"})
    assert Engagement.objects.get(title="Probenraum").closed_at
    assert client.post(renew, {"until": "2027-02-28"}).status_code == 302
    assert not Engagement.objects.get(title="Probenraum").closed_at
    assert client.get(reverse("network:edit_engagement", args=[wish.pk])).status_code == 200


def test_doubles_are_merged_told_apart_and_undone_on_the_page(cast: Cast, club: Organisation) -> None:
    double = organisation("Verein Brückenbau e. V.", website="https://bruecken.example")
    other = organisation("Brückenbau Verein")
    client = signed_in(cast.assistant)
    page = client.get(reverse("network:duplicates")).content.decode()
    assert "gleicher Name" in page
    merge = reverse("network:merge", args=["organisation", club.pk, double.pk])
    preview = client.get(merge).content.decode()
    assert "https://bruecken.example" in preview
    choices = dict.fromkeys(re.findall(r'name="(\w+)" value="survivor"', preview), "survivor")
    assert client.post(merge, {**choices, "website": "duplicate"}).status_code == 302
    club.refresh_from_db()
    assert club.website == "https://bruecken.example"
    assert (
        signed_in(cast.member)
        .get(reverse("network:organisation", args=[double.pk]))
        .url.endswith(f"{club.pk}/")
    )
    row = Merge.objects.get()
    assert client.post(reverse("network:undo_merge", args=[row.pk])).status_code == 302
    club.refresh_from_db()
    assert club.website == ""
    apart = reverse("network:tell_apart", args=["organisation", club.pk, other.pk])
    assert client.post(apart).status_code == 302
    assert Distinction.objects.count() == 1
    assert client.get(reverse("network:merge", args=["tisch", club.pk, other.pk])).status_code == 404


def test_the_town_lends_its_name_to_every_page(club: Organisation) -> None:
    Town.objects.create(
        pack="quelle",
        name="Quelle",
        official_name="Stadt Quelle",
        programme_name="Quellenweg",
        official_key="05999001",
        colour="#123456",
    )
    page = Client().get(reverse("network:organisations")).content.decode()
    assert "Quellenweg" in page
    assert "Stadt Quelle" in page


def test_the_district_page_answers_huels(db: None) -> None:
    district("Hüls-Nord", "21")
    district("Hüls-Süd", "22")
    page = Client().get(reverse("network:districts"), {"suche": "Hüls"}).content.decode()
    assert "<strong>Hüls-Nord</strong>, <strong>Hüls-Süd</strong>" in page
    assert (
        "nicht bekannt" in Client().get(reverse("network:districts"), {"suche": "Atlantis"}).content.decode()
    )


MOST = 17  # with the two that open and close the transaction; the map asks each room that hands down ties
PAGES = ["organisations", "people", "engagements", "map", "duplicates", "themes", "districts"]


@pytest.mark.parametrize("route", PAGES)
def test_pages_cost_the_same_for_one_and_three(
    route: str, cast: Cast, club: Organisation, django_assert_max_num_queries
) -> None:
    client = signed_in(cast.coordinator)
    address = reverse(f"network:{route}")
    engagement(club, "Raum")
    client.get(address)  # what a process remembers is remembered from a first visit
    with django_assert_max_num_queries(MOST) as one:
        client.get(address)
    for number in range(2):
        row = organisation(f"Neuer Chor {number}", part_of=club)
        row.themes.add(theme("sport"))
        row.districts.add(district("Hüls-Süd", "22"))
        contact(row, "mail", f"chor{number}@example.org")
        contact(somebody(f"Sänger{number}", at=row, visibility="partners"), "mail", f"s{number}@example.org")
        engagement(row, f"Raum {number}", direction="sought")
    with django_assert_max_num_queries(MOST) as three:
        client.get(address)
    assert len(three) == len(one)


def test_one_organisations_page_costs_the_same_however_much_hangs_on_it(
    cast: Cast, club: Organisation, django_assert_max_num_queries
) -> None:
    client = signed_in(cast.coordinator)
    address = reverse("network:organisation", args=[club.pk])
    engagement(club, "Raum")
    organisation("Gruppe 0", part_of=club)
    with django_assert_max_num_queries(MOST) as one:
        client.get(address)
    for number in range(1, 3):
        organisation(f"Gruppe {number}", part_of=club)
        contact(somebody(f"Neu{number}", at=club), "mail", f"n{number}@example.org")
        engagement(club, f"Raum {number}")
    with django_assert_max_num_queries(MOST) as three:
        client.get(address)
    assert len(three) == len(one)


def test_a_merged_row_leads_on_also_for_the_public(cast: Cast, club: Organisation) -> None:
    double = organisation("Bruecken")
    actions.merge(club, double, {}, by=cast.coordinator, at=NOW)
    response = Client().get(reverse("network:organisation", args=[double.pk]))
    assert (response.status_code, response.url) == (302, reverse("network:organisation", args=[club.pk]))


def test_the_strongest_suspicions_are_shown_and_the_others_counted(cast: Cast) -> None:
    for _ in range(12):
        organisation("Nachbarschaftshilfe Hüls")
    page = signed_in(cast.coordinator).get(reverse("network:duplicates")).content.decode()
    assert "Gezeigt werden die 50 stärksten von 66 Vermutungen." in page
    assert page.count("Nicht dasselbe") == 50
