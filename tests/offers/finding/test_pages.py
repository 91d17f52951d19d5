"""The public pages as a reader without an account gets them."""

import datetime as dt
import html
import json
import re
from io import BytesIO
from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from marlerweg.foundation.sheets import read_table
from marlerweg.offers import upkeep
from marlerweg.offers.finding import spool
from marlerweg.offers.models import EmptySearch, Offer, Place, Slot, Venue
from marlerweg.offers.queries.demand import empty_searches
from tests.cast import Cast
from tests.offers.stage import NOW, district, offer, rich_offer, text, theme

pytestmark = pytest.mark.django_db
SEARCH = "/angebote/"


def page(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture(autouse=True)
def at_ten_on_a_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marlerweg.foundation.clock.now", lambda: NOW)


# --- Searching --------------------------------------------------------------------------------------------------------


def test_an_arab_finds_a_german_offer_and_reads_why(client: Client) -> None:
    offer(title="Deutschkurs am Abend")
    shown = page(client, "/ar/angebote/", suche="تعلم الألمانية")
    assert "Deutschkurs am Abend" in shown
    assert 'lang="de" dir="ltr"' in shown
    assert "النص باللغة الألمانية" in shown
    assert re.search(r'باللغة الألمانية: <q lang="de"', shown)


def test_a_slip_is_put_right_and_taken_back_with_one_click(client: Client) -> None:
    offer(title="Nähkurs")
    shown = page(client, SEARCH, suche="Nähkrus")
    assert "Meinten Sie „Nähkurs“?" in shown
    literal = re.search(r'href="(\?[^"]*genau=1[^"]*)"', shown)
    assert literal
    assert "Nähkurs</a>" not in page(client, SEARCH + literal[1].replace("&amp;", "&"))


def test_nothing_found_is_no_dead_end(client: Client) -> None:
    here, there = district("Nord", "11"), district("Süd", "12")
    there.tile_row = 1
    there.save()
    row = offer(title="Sprachcafé", whole_town=False, cost="fee")
    row.districts.add(there)
    row.themes.add(theme("bildung"))
    shown = page(client, SEARCH, suche="Sprachcafé", stadtteil=here.key, thema="bildung")
    assert "0 Angebote" in shown
    assert "ohne „Nord“" in shown
    assert "nebenan: Süd" in shown
    assert f"/weg/sagen/?thema=bildung&amp;stadtteil={here.key}" in shown
    assert "suche=" not in shown.split("/weg/sagen/", 1)[1].split('"', 1)[0]


def test_what_is_only_similar_stands_under_its_own_heading(client: Client) -> None:
    offer(title="Hilfe bei der Wohnungssuche")
    shown = page(client, SEARCH, suche="Wohnungstausch")
    assert "0 Angebote" in shown
    assert shown.index("So passt gerade kein Angebot.") < shown.index("Nicht genau das, aber ähnlich")
    assert shown.index("Nicht genau das, aber ähnlich") < shown.index("Hilfe bei der Wohnungssuche</a>")
    exact = page(client, SEARCH, suche="Wohnungssuche")
    assert "1 Angebot<" in exact
    assert "Nicht genau das" not in exact


def test_the_form_takes_theme_and_district_over_and_nothing_else(client: Client) -> None:
    here, about = district("Nord", "11"), theme("bildung")
    shown = page(client, "/weg/sagen/", thema=about.code, stadtteil=here.key, text="von fremder Hand")
    assert f'<option value="{here.pk}" selected>' in shown
    assert f'<option value="{about.pk}" selected>' in shown
    assert "von fremder Hand" not in shown


@pytest.mark.parametrize(
    "asked",
    [
        {"alter": "abc"}, {"alter": "-1"}, {"alter": "²"}, {"seite": "0"}, {"seite": "99999999"}, {"wann": "nie"}, {"nahe": "nan,1"},
        {"suche": "\x00 '\"<script>"}, {"stadtteil": "' OR 1=1"}, {"suche": "x" * 5000}, {"merken": "a,,b,\x00"}, {"thema": "gibt-es-nicht"},
    ],
)  # fmt: skip
def test_no_address_is_an_error(client: Client, asked: dict[str, str]) -> None:
    offer()
    assert "<script>" not in page(client, SEARCH, **asked).replace("<script src", "")
    page(client, "/angebote/karte/", **asked)


def test_near_by_name_of_a_place_the_directory_knows(client: Client) -> None:
    near, far = offer(title="Kurs nah"), offer(title="Kurs fern")
    for row, latitude in ((near, 51.66), (far, 51.70)):
        place = Place.objects.create(
            name=f"Haus {row.slug}", street=f"Lange Straße {row.slug[-1]}", latitude=latitude, longitude=7.09, changed_at=NOW
        )  # fmt: skip
        Venue.objects.create(offer=row, place=place)
    shown = page(client, SEARCH, suche="Kurs", nahe=f"lange str. {near.slug[-1]}")
    assert shown.index("Kurs nah</a>") < shown.index("Kurs fern</a>")
    assert "weniger als 1 km entfernt" in shown
    assert "etwa 4 km entfernt" in shown
    backwards = page(client, SEARCH, suche="Kurs", nahe="51.7001,7.0901")
    assert backwards.index("Kurs fern</a>") < backwards.index("Kurs nah</a>")
    assert "Diesen Ort kennen wir nicht." in page(client, SEARCH, nahe="Timbuktu")


def test_a_search_in_vain_is_counted_without_a_person_and_shown_only_when_common(client: Client) -> None:
    for words in ("Yoga", "yoga ", "YOGA", "Anna Muster 0171 2345678", "anna@example.org"):
        page(client, SEARCH, suche=words)
    assert not EmptySearch.objects.exists(), "reading writes nothing"
    page(client, SEARCH, suche="Klettern")
    upkeep.count_searches_without_hits.func()
    spool.counted()
    assert dict(EmptySearch.objects.values_list("words", "count")) == {"yoga": 3, "klettern": 1}
    assert [each.words for each in empty_searches()] == ["yoga"]
    upkeep.count_searches_without_hits.func()
    assert EmptySearch.objects.get(words="yoga").count == 3


def test_the_page_costs_the_same_for_one_offer_and_for_three(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    counted = []
    for number in (1, 2):
        for _ in range(number):
            offer(title="Sprachcafé")
        page(client, SEARCH, suche="Sprachcafé")
        with django_assert_max_num_queries(15) as asked:
            page(client, SEARCH, suche="Sprachcafé")
        counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    "address", ["/angebote/{slug}/", "/angebote/karte/", "/angebote/merkzettel/?merken={slug}", "/angebote/liste.csv",
                "/angebote/termine.ics", "/angebote/neu.atom", "/angebote/{slug}/termine.ics", "/sitemap.xml", "/"],
)  # fmt: skip
def test_no_page_asks_the_database_more_than_fifteen_times(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    row = rich_offer()
    page(client, address.format(slug=row.slug))
    with django_assert_max_num_queries(15):
        page(client, address.format(slug=row.slug))


# --- One offer --------------------------------------------------------------------------------------------------------


def test_what_is_recorded_is_said_in_the_readers_language_though_the_words_are_german(client: Client) -> None:
    row = rich_offer(title="Sprachcafé")
    shown = page(client, f"/tr/angebote/{row.slug}/")
    assert "Bu metin henüz sizin dilinizde yok. Burada Almanca olarak duruyor." in shown
    for said in ("Salı", "15:00–17:00", "okul tatillerinde yok", "ücretli: \u20665,00 €", "basamaksız erişim", "az boş yer var",
                 "18 yaşından itibaren", "Ukraynaca"):  # fmt: skip
        assert said in shown, said


def test_machine_and_outdated_texts_say_so(client: Client) -> None:
    row = offer()
    text(row, "en", title="Language café", state="machine")
    text(row, "uk", title="Мовне кафе", state="outdated")
    assert "A machine translated this text." in page(client, f"/en/angebote/{row.slug}/")
    assert "Цей переклад старіший" in page(client, f"/uk/angebote/{row.slug}/")


def test_a_resting_offer_says_until_when(client: Client) -> None:
    row = offer(state=Offer.State.PAUSED, paused_until=dt.date(2026, 12, 31))
    assert "macht Pause bis Donnerstag, 31.12.2026" in page(client, f"/angebote/{row.slug}/")


def test_linked_data_cannot_break_out_of_its_element(client: Client) -> None:
    row = rich_offer(title="</script><b>Kurs</b>")
    shown = page(client, f"/angebote/{row.slug}/")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert block
    graph = json.loads(block[1])["@graph"]
    assert graph[0]["name"] == "</script><b>Kurs</b>"
    assert graph[0]["@type"] == "Service"
    assert graph[0]["hoursAvailable"][0]["dayOfWeek"] == ["Tuesday"]


def test_every_language_is_named_and_the_canonical_address_is_plain(client: Client) -> None:
    row = offer()
    shown = page(client, f"/uk/angebote/{row.slug}/", merken="x")
    assert f'<link rel="canonical" href="{settings.PUBLIC_ADDRESS}/uk/angebote/{row.slug}/">' in shown
    assert f'hreflang="de" href="{settings.PUBLIC_ADDRESS}/angebote/{row.slug}/"' in shown
    assert shown.count('hreflang="') == 12


def test_only_where_people_may_be_sent(client: Client) -> None:
    row = offer()
    row.contacts.create(kind="website", value="javascript:alert(1)")
    assert 'href="javascript' not in page(client, f"/angebote/{row.slug}/")


@pytest.mark.parametrize("state", ["draft", "submitted", "withdrawn", "ended"])
def test_what_is_not_public_is_nowhere(client: Client, state: str) -> None:
    row = offer(title="Geheimer Titel", state=state)
    for address in (f"/angebote/{row.slug}/", f"/angebote/{row.slug}/termine.ics", f"/angebote/{row.slug}/code.svg",
                    f"/angebote/einbetten/{row.organisation_id}/"):  # fmt: skip
        over = state == "ended" and address == f"/angebote/{row.slug}/"
        assert client.get(address).status_code == (410 if over else 404), (
            "only an old link is told that it is over"
        )
    for address in (SEARCH, "/angebote/liste.csv", "/angebote/neu.atom", "/sitemap.xml", "/angebote/karte.json",
                    f"/angebote/merkzettel/?merken={row.slug}", "/angebote/termine.ics"):  # fmt: skip
        shown = page(client, address)
        assert "Geheimer" not in shown
        assert row.slug not in re.sub(r"merken=[^\"&]*", "", shown)


# --- Taken along ------------------------------------------------------------------------------------------------------


def test_the_merkzettel_lives_in_its_address(client: Client) -> None:
    first, second = offer(title="Erstes"), offer(title="Zweites")
    shown = page(client, "/angebote/merkzettel/", merken=f"{second.slug},{first.slug},gibt-es-nicht")
    assert shown.index("Zweites</a>") < shown.index("Erstes</a>")
    assert f'href="/angebote/merkzettel/?merken={first.slug}"' in shown
    again = page(client, SEARCH, merken=first.slug)
    assert f"merken={first.slug},{second.slug}" in again.replace("%2C", ",")
    paper = client.get("/ar/angebote/merkzettel.pdf", {"merken": first.slug})
    assert paper.content.startswith(b"%PDF")
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_calendars_know_holidays(client: Client) -> None:
    row = offer()
    Slot.objects.create(offer=row, days=[5], opens=dt.time(15), closes=dt.time(17))
    feed = icalendar.Calendar.from_ical(client.get(f"/angebote/{row.slug}/termine.ics").content)
    assert feed.walk("VEVENT")
    assert icalendar.Calendar.from_ical(client.get("/angebote/termine.ics").content).walk("VEVENT")


def test_lists_come_back_as_they_went_out(client: Client) -> None:
    rich_offer(title="=HYPERLINK()")
    for kind in ("csv", "xlsx"):
        content = client.get(f"/angebote/liste.{kind}").content
        table = read_table(BytesIO(content).getvalue(), f"liste.{kind}")
        assert "Angebot" in table.columns
        assert len(table.rows) == 1


def test_what_is_taken_along_is_what_was_found(client: Client) -> None:
    offer(title="Sprachcafé", cost="free")
    offer(title="Sprachcafé am Abend", cost="fee")
    offer(title="Nähkurs", cost="free")
    shown = page(client, SEARCH, suche="Sprachcafé", kostenlos="1", merken="angebot-3")
    links = {html.unescape(link) for link in re.findall(r'href="(/angebote/[a-z.]+\?[^"]*)"', shown)}
    files = {link.split("?")[0]: link for link in links if "suche=" in link and "merken" not in link}
    assert set(files) == {
        "/angebote/liste.csv", "/angebote/liste.xlsx", "/angebote/termine.ics", "/angebote/neu.atom", "/angebote/merkzettel.pdf"
    }  # fmt: skip
    table = read_table(client.get(files["/angebote/liste.csv"]).content, "liste.csv")
    assert [cells["Angebot"] for _, cells in table.records()] == ["Sprachcafé"]
    atom = page(client, files["/angebote/neu.atom"])
    assert ("Sprachcafé<" in atom, "am Abend<" in atom, "Nähkurs<" in atom) == (True, False, False)
    assert "kostenlos=1" in atom
    assert client.get(files["/angebote/merkzettel.pdf"]).content.startswith(b"%PDF")
    assert "Nähkurs<" in page(client, "/angebote/neu.atom")


def test_the_feed_tells_the_newest_first(client: Client) -> None:
    offer(title="Alt", published_at=NOW - dt.timedelta(days=9))
    offer(title="Neu")
    shown = page(client, "/angebote/neu.atom")
    assert shown.index("Neu<") < shown.index("Alt<")


def test_only_the_frame_may_be_framed(client: Client) -> None:
    row = offer(title="Sprachcafé")
    framed = client.get(f"/angebote/einbetten/{row.organisation_id}/")
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "Sprachcafé" in framed.content.decode()
    other = client.get(SEARCH)
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


def test_the_sitemap_names_every_language(client: Client) -> None:
    row = offer()
    shown = page(client, "/sitemap.xml")
    assert shown.count(f"/angebote/{row.slug}/") == 12
    assert f"{settings.PUBLIC_ADDRESS}/sitemap.xml" in page(client, "/robots.txt")


def test_a_phone_learns_the_readers_language(client: Client) -> None:
    told = json.loads(client.get("/ar/angebote/manifest.webmanifest").content)
    assert (told["lang"], told["dir"], told["start_url"]) == ("ar", "rtl", "/ar/angebote/")
    assert "const VERSION" in page(client, "/ohne-netz.js")


def test_what_signed_in_people_see_is_marked_so_that_no_worker_keeps_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert "no-store" in client.get(SEARCH)["Cache-Control"]


def test_no_tile_server_no_word_of_one(client: Client) -> None:
    offer()
    shown = client.get(reverse("offers:map"))
    assert b"leaflet" not in shown.content
    assert "img-src 'self' data:" in shown["Content-Security-Policy"].split("; ")


def test_after_filtering_the_offers_come_first(client: Client) -> None:
    offer(title="Nähkurs")
    asked = page(client, SEARCH, kostenlos="1")
    assert re.search(r'<details class="offers-filters[^"]*">', asked)
    assert re.search(r'<details class="offers-filters[^"]*" open>', page(client, SEARCH, nahe="Xyzstadt"))


def test_who_finds_nothing_is_shown_the_themes(client: Client) -> None:
    offer(title="Nähkurs").themes.add(theme("bildung"))
    shown = page(client, SEARCH, suche="xyzqwk")
    assert "Das gibt es:" in shown
    assert 'href="?thema=bildung"' in shown


def test_who_reported_a_mistake_finds_back(client: Client) -> None:
    row = offer(title="Nähkurs")
    shown = page(client, f"/angebote/{row.slug}/fehler/")
    assert f'href="/angebote/{row.slug}/"' in shown


def test_a_day_is_set_off_by_the_readers_own_comma(client: Client) -> None:
    row = offer(title="Nähkurs")
    Slot.objects.create(offer=row, days=[5], opens=dt.time(15), closes=dt.time(17))
    arabic = page(client, f"/ar/angebote/{row.slug}/")
    assert re.search("الجمعة، [^،<]+، \u206615:00–17:00", arabic)
    assert re.search(r"Freitag, [0-9.]+, \u206615:00–17:00", page(client, f"/angebote/{row.slug}/"))
