"""A list of accounts, as any room would declare one: found, narrowed, sorted, turned, exported, and empty."""

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxDetails

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.foundation.sheets import read_table
from marlerweg.ui.lists import Choice, Column, Empty, Flag, ListPage, Period
from marlerweg.ui.lists.address import Address
from tests.cast import person

PEOPLE = ListPage(
    name="personen",
    title="Personen",
    columns=[
        Column(key="name", label="Name", order="name", link=lambda user: f"/person/{user.pk}/"),
        Column(key="email", label="E-Mail"),
        Column(key="joined", label="dabei seit", value="joined_at", kind="date", order="joined_at"),
        Column(key="roles", label="Rollen", value=lambda user: len(user.assignments.all()), kind="number"),
        Column(
            key="active",
            label="Konto",
            kind="badge",
            value=lambda user: "aktiv" if user.is_active else "gesperrt",
            badge=lambda user: "success" if user.is_active else "danger",
        ),
    ],
    filters=[
        Choice(key="rolle", label="Rolle", choices=Assignment.ROLES, lookup="assignments__role"),
        Choice(
            key="sprache",
            label="Sprache",
            choices=[("de", "Deutsch"), ("en", "Englisch")],
            multiple=False,
            lookup="language",
        ),
        Period(key="dabei", label="dabei", lookup="joined_at"),
        Flag(key="ich", label="nur ich", narrow=lambda users, viewer: users.filter(pk=viewer.pk)),
    ],
    search=["name", "email", "assignments__scope_label"],
    order="name",
    empty=Empty("Noch niemand da.", "Laden Sie jemanden ein."),
)


@pytest.fixture
def town(db):
    zoe = person("zoe", "Zoë Zander", Role.MEMBER, Role.STEERING)
    aerzte = person("ae", "Ärztin Übermut", Role.MEMBER)
    bernd = person("bernd", "Bernd & Söhne", Role.COUNCIL)
    User.objects.filter(pk=bernd.pk).update(language="en", is_active=False)
    for user, day in ((zoe, 1), (aerzte, 2), (bernd, 3)):
        User.objects.filter(pk=user.pk).update(joined_at=dt.datetime(2026, 3, day, 23, 30, tzinfo=dt.UTC))
    return {"zoe": zoe, "ae": aerzte, "bernd": bernd}


def ask(query="", *, viewer=None, part=False, method="get", data=None, **more) -> HttpResponse:
    request = getattr(RequestFactory(), method)(f"/personen/?{query}", data=data)
    if part:
        request.META |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "liste"}
    request.htmx = HtmxDetails(request)
    request.user = viewer or User(name="niemand")
    return PEOPLE.respond(request, User.objects.prefetch_related("assignments"), viewer=request.user, **more)


def names(response):
    return re.findall(r'href="/person/[^"]+">([^<]+)</a>', response.content.decode())


def test_it_opens_in_its_own_order_as_in_a_phone_book(town):
    assert names(ask()) == ["Ärztin Übermut", "Bernd &amp; Söhne", "Zoë Zander"]


def test_a_header_sorts_and_sorts_back(town):
    response = ask("sortierung=joined")
    assert names(response)[0] == "Zoë Zander"
    assert 'aria-sort="ascending"' in response.content.decode()
    assert "sortierung=-joined" in response.content.decode()
    assert names(ask("sortierung=-joined"))[0] == "Bernd &amp; Söhne"


@pytest.mark.parametrize("words", ["übermut", "ÜBERMUT ärztin", "ae@cast", "rmut"])
def test_every_word_is_looked_for_in_every_field(town, words):
    assert names(ask(f"suche={words}")) == ["Ärztin Übermut"]


def test_words_that_stand_in_no_one_thing_find_nothing(town):
    response = ask("suche=Zander Bernd")
    assert names(response) == []
    assert "Alle Filter zurücksetzen" in response.content.decode()


def test_someone_with_two_fitting_roles_is_shown_once(town):
    assert names(ask("rolle=member&rolle=steering")) == ["Ärztin Übermut", "Zoë Zander"]


def test_filters_narrow_together_and_show_as_chips_that_can_be_taken_away(town):
    page = ask("rolle=member&sprache=de&suche=zander").content.decode()
    assert "Zoë Zander" in page
    assert "Ärztin" not in page
    chips = [chip.replace("&amp;", "&") for chip in re.findall(r'class="house-chip" href="([^"]+)"', page)]
    assert [set(parse_qs(urlsplit(chip).query)) for chip in chips] == [
        {"rolle", "sprache"},
        {"sprache", "suche"},
        {"rolle", "suche"},
    ]


def test_taking_one_of_two_choices_away_leaves_the_other():
    address = Address("/x/", QueryDict("rolle=a&rolle=b&seite=3&leer="))
    assert address.without("rolle", "a") == "/x/?rolle=b"
    assert address.without("rolle") == "/x/"


def test_a_period_counts_both_days_in_the_towns_time(town):
    """23:30 UTC on the first of March is the second of March in town."""
    assert names(ask("dabei_von=2026-03-02&dabei_bis=2026-03-02")) == ["Zoë Zander"]


def test_only_mine_knows_the_viewer(town):
    assert names(ask("ich=on", viewer=town["bernd"])) == ["Bernd &amp; Söhne"]


def test_senseless_wishes_count_as_none(town):
    assert len(names(ask("rolle=kaiser&sprache=xx&sortierung=weg&seite=99&anzahl=7&dabei_von=gestern"))) == 3


def test_pages_turn_and_keep_everything_else(town):
    for number in range(60):
        User(email=f"{number}@cast.example", name=f"Person {number:02}").save()
    page = ask("seite=2&sprache=de&reiter=alle").content.decode()
    assert len(re.findall(r'href="/person/', page)) == 25
    assert "Seite 2 von 3" in page
    assert 'href="/personen/?seite=3&amp;sprache=de&amp;reiter=alle"' in page
    assert '<input type="hidden" name="reiter" value="alle">' in page


def test_no_row_is_lost_or_repeated_between_pages_when_all_are_equal(db):
    for number in range(60):
        User(email=f"{number}@cast.example", name="Gleich").save()
    seen = [
        match
        for number in (1, 2, 3)
        for match in re.findall(r'href="/person/([^"]+)/"', ask(f"seite={number}").content.decode())
    ]
    assert len(seen) == len(set(seen)) == 60


def test_htmx_gets_the_part_that_the_page_contains(town):
    whole, part = ask("rolle=member").content.decode(), ask("rolle=member", part=True).content.decode()
    assert part.strip().startswith('<section id="liste"')
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip() in whole


def test_an_empty_list_says_what_to_do_next(db):
    page = ask().content.decode()
    assert "Noch niemand da." in page
    assert "Laden Sie jemanden ein." in page


@pytest.mark.parametrize("query", ["", "rolle=member&suche=a&sortierung=-name"])
def test_three_rows_cost_as_many_questions_as_one(db, query):
    person("a1", "Anna", Role.MEMBER)
    with CaptureQueriesContext(connection) as one:
        assert len(names(ask(query))) == 1
    person("a2", "Alma", Role.MEMBER, Role.COUNCIL)
    person("a3", "Asta", Role.MEMBER)
    with CaptureQueriesContext(connection) as three:
        assert len(names(ask(query))) == 3
    assert about_people(one) == about_people(three) == 4


def about_people(queries):
    """Count, rows, their roles, and the viewer's roles for the menu; the town's name in the head is another's."""
    return sum('"accounts_' in query["sql"] for query in queries.captured_queries)


def test_what_people_wrote_is_never_markup(db):
    person("x", "<script>alert(1)</script>")
    page = ask("suche=<script>").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_list_without_a_record_of_exports_has_none(town):
    assert "Excel" not in ask().content.decode()
    assert ask(method="post", data={"export": "csv"}).status_code == 405


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_sheet_holds_exactly_the_rows_the_filters_leave(town, form):
    for number in range(30):
        User(email=f"{number}@cast.example", name=f"=Person {number:02}", language="en").save()
    written = []
    answer = ask(
        "sprache=en&suche=person&anzahl=25",
        method="post",
        data={"export": form},
        on_export=lambda viewer, export: written.append((viewer.name, export)),
    )
    table = read_table(answer.content, f"x.{form}", header=["Name", "E-Mail", "Rollen"])
    names_in_sheet = [record["Name"] for _, record in table.records()]
    assert names_in_sheet == [f"=Person {number:02}" for number in range(30)]
    assert answer["Content-Disposition"].startswith('attachment; filename="personen-')
    ((who, export),) = written
    assert who == "niemand"
    assert (export.title, export.format, export.rows) == ("Personen", form, 30)
    assert export.wishes == {"sprache": ["en"], "suche": ["person"], "anzahl": ["25"]}


def test_a_sheet_keeps_numbers_and_days_what_they_are(town):
    answer = ask("suche=zander", method="post", data={"export": "xlsx"}, on_export=lambda *_: None)
    ((_, record),) = read_table(answer.content, "x.xlsx", header=["Name", "Rollen"]).records()
    assert record["Rollen"] == 2
    assert record["dabei seit"] == dt.datetime(2026, 3, 2, 0, 30)  # noqa: DTZ001 - sheets know no zone


def test_nothing_leaves_when_the_record_cannot_be_written(town):
    def refuse(viewer, export):
        raise RuntimeError("no record, no sheet")

    with pytest.raises(RuntimeError, match="no record"):
        ask(method="post", data={"export": "csv"}, on_export=refuse)
