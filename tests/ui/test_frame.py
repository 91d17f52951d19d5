"""The frame of every page: menu, colours, and who may look at the style page."""

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.accounts.models import User
from marlerweg.foundation.colours import contrast
from marlerweg.ui import navigation, town_colours
from marlerweg.ui.navigation import Entry

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.fixture
def menu(monkeypatch):
    monkeypatch.setattr(navigation, "ENTRIES", [])
    navigation.register(
        Entry("Gestaltung", "ui:style", 20, lambda user: True, group="Haus"),
        Entry("Start", "portal:start", 10, lambda user: True),
        Entry("Liste", "ui:style_list", 30, lambda user: user.name == "Karla", group="Haus"),
    )

    def seen_by(name, path="/gestaltung/liste/"):
        request = RequestFactory().get(path)
        request.user = User(name=name)
        return navigation.folded(navigation.visible_to(request))

    return seen_by


def test_entries_of_a_group_share_a_fold_in_order(menu):
    start, house = menu("Karla")
    assert start.single.label == "Start"
    assert (house.label, [entry.label for entry in house.entries]) == ("Haus", ["Gestaltung", "Liste"])


def test_a_group_of_one_is_just_that_entry(menu):
    assert [fold.single.label for fold in menu("Mira")] == ["Start", "Gestaltung"]


def test_only_the_nearest_entry_is_where_we_are(menu):
    current = [entry.label for fold in menu("Karla") for entry in fold.entries if entry.is_current]
    assert current == ["Liste"]
    assert [fold.is_current for fold in menu("Karla")] == [False, True]


@given(COLOURS)
def test_whatever_the_towns_colour_text_in_it_can_be_read(colour):
    sheet = dict(pair.split(":") for pair in town_colours.style_sheet(colour)[6:-1].strip(";").split(";"))
    assert contrast(sheet["--house-colour-on-light"], "#ffffff") >= 4.5
    assert contrast(sheet["--house-colour-on-dark"], "#000000") >= 7
    assert contrast(sheet["--house-on-colour"], sheet["--house-colour"]) >= 4.5


@pytest.mark.django_db
def test_the_style_page_is_for_people_who_signed_in(client, cast):
    assert client.get("/gestaltung/").status_code == 302
    client.force_login(cast.member)
    assert client.get("/gestaltung/").status_code == 200
    assert client.get("/gestaltung/?sprache=xx&farben=bunt").status_code == 200


@pytest.mark.django_db
class TestAStrangersLanguage:
    """Addresses without a prefix are German; whose browser asks for another language is shown the way to it."""

    def test_the_same_page_in_it_is_offered(self, client):
        page = client.get("/weg/ergebnisse/?q=bus", headers={"accept-language": "ar-SY,ar;q=0.9,de;q=0.2"})
        assert 'lang="de"' in page.content.decode()[:200]
        assert 'href="/ar/weg/ergebnisse/?q=bus" hreflang="ar">هذه الصفحة بالعربية' in page.content.decode()
        assert "Accept-Language" in page["Vary"]

    def test_whoever_chose_once_is_reminded(self, client):
        client.cookies["sprache"] = "uk"
        assert "Ця сторінка українською" in client.get("/").content.decode()

    @pytest.mark.parametrize("asked", ["de-DE,de;q=0.9", "xx", "", "fr"])
    def test_nobody_else_is(self, client, asked):
        assert "house-offered" not in client.get("/", headers={"accept-language": asked}).content.decode()

    def test_nor_on_a_page_that_is_in_it_already(self, client):
        page = client.get("/ar/", headers={"accept-language": "ar"}).content.decode()
        assert "house-offered" not in page

    def test_nor_who_signed_in(self, client, cast):
        client.force_login(cast.member)
        assert "house-offered" not in client.get("/", headers={"accept-language": "en"}).content.decode()
