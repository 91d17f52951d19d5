"""Lists, doubles, translators' files and gaps: what the coordination keeps in order."""

import datetime as dt
import json
import threading
from contextlib import nullcontext
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.audit.models import Event
from marlerweg.foundation import sheets
from marlerweg.foundation.imports import Outcome
from marlerweg.foundation.texts import fingerprint
from marlerweg.offers import actions
from marlerweg.offers.actions.recording import fresh
from marlerweg.offers.models import EmptySearch, Foreign, Intake, Offer, Place
from marlerweg.offers.queries import duplicates, exchange
from marlerweg.offers.queries.contents import content_of, shown_content
from marlerweg.offers.queries.gaps import sought_in_vain, supply
from marlerweg.offers.rules import gaps, intake, xliff
from marlerweg.offers.rules.content import Timed
from marlerweg.offers.rules.gaps import Side, times_of
from marlerweg.offers.rules.times.schedule import Rhythm, Slot
from marlerweg.way.models import Contribution
from tests.cast import Cast
from tests.offers.tending.stage import NOW, TODAY, draft, organisation, published, words_of_the_town
from tests.offers.tending.test_pages import as_shown

# --- Words of office lists ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "days", "opens", "closes"),
    [
        ("Mo–Fr 9–12 Uhr", {1, 2, 3, 4, 5}, dt.time(9), dt.time(12)),
        ("dienstags 14:00 bis 16:30 Uhr", {2}, dt.time(14), dt.time(16, 30)),
        ("Sa und So 10-18", {6, 7}, dt.time(10), dt.time(18)),
        ("jeden Donnerstag von 17.30 - 19.00 Uhr", {4}, dt.time(17, 30), dt.time(19)),
    ],
)
def test_times_as_people_write_them(words: str, days: set[int], opens: dt.time, closes: dt.time) -> None:
    found = intake.times_in(words)
    assert found is not None
    slots = [each.when for each in found]
    assert set().union(*(slot.days for slot in slots)) == days  # type: ignore[union-attr]
    assert (slots[-1].opens, slots[-1].closes) == (opens, closes)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words",
    ["nach Vereinbarung", "1. und 3. Mi im Monat 10–12", "Mo außer in den Ferien 9–12", "9–12 Uhr", ""],
)
def test_what_is_not_understood_is_never_guessed(words: str) -> None:
    assert intake.times_in(words) is None


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("ab 16", {"from": 16}),
        ("6–12 Jahre", {"from": 6, "to": 12}),
        ("bis 27 Jahre", {"to": 27}),
        ("von 3 bis 6", {"from": 3, "to": 6}),
        ("12-6", None),
        ("alle", None),
    ],
)
def test_ages(words: str, ages: dict[str, int] | None) -> None:
    assert intake.ages_in(words) == ages


@pytest.mark.parametrize(
    ("words", "kind", "amount"),
    [
        ("kostenlos", "free", None),
        ("5,50 €", "fee", Decimal("5.50")),
        ("Spende", "donation", None),
        ("siehe Flyer", "unknown", None),
    ],
)
def test_costs(words: str, kind: str, amount: Decimal | None) -> None:
    assert intake.cost_in(words)[:2] == (kind, amount)


@given(st.text(alphabet="MoDiFr 0123456789:-–.;bisUhr\n", max_size=40))
def test_no_cell_breaks_the_reading(words: str) -> None:
    intake.times_in(words)
    intake.ages_in(words)
    intake.cost_in(words)


# --- Lists ----------------------------------------------------------------------------------------------------------

COLUMNS = [
    "Nr",
    "Angebot",
    "Träger",
    "Kurzbeschreibung",
    "Thema",
    "Wann",
    "Treffpunkt",
    "Straße",
    "PLZ",
    "Tel.",
    "E-Mail",
    "Alter",
    "Preis",
]


def office_list(good: int, bad: int) -> bytes:
    rows: list[list[Any]] = [
        [
            n,
            f"Kurs {n}",
            "Nachbarschaft e. V.",
            "Worum es geht.",
            "Bildung",
            "Mo 9–12 Uhr",
            f"Haus {n % 5}",
            f"Weg {n % 5}",
            "45768",
            "02365 990",
            "kurs@nachbarschaft.example",
            "ab 16",
            "kostenlos",
        ]
        for n in range(1, good + 1)
    ]
    first = list(rows[0])
    flaws: list[tuple[int, Any]] = [
        (1, ""),
        (2, "Unbekannt e. V."),
        (10, "keine Adresse"),
        (11, "uralt"),
        (8, "457"),
    ]
    for n in range(bad):
        row = list(first)
        row[0] = 9000 + n
        column, value = flaws[n % len(flaws)]
        row[column] = value
        rows.insert(n * 7, row)
    return sheets.write_xlsx([sheets.Sheet("Angebote", COLUMNS, rows)])


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    client.force_login(cast.assistant)
    return client


@pytest.mark.django_db
def test_three_hundred_rows_with_twenty_bad_ones(office: Client) -> None:
    words_of_the_town()
    organisation()
    file = SimpleUploadedFile("liste.xlsx", office_list(280, 20))
    page = office.post(reverse("offers:intakes"), {"file": file}, follow=True)
    form = page.context["form"]
    assert form["title"].value() == "Angebot"
    sent = {bound.html_name: bound.value() or "" for bound in form}
    address = reverse("offers:intake", args=[Intake.objects.get().pk])
    tried = office.post(address, {**sent, "deed": "try"})
    counts = tried.context["report"].counts
    assert (counts[Outcome.NEW], counts[Outcome.REFUSED]) == (280, 20)
    assert not Offer.objects.exists()
    refused = office.post(address, {**sent, "deed": "take_in"})
    assert not refused.context["report"].is_applied
    assert not Offer.objects.exists()
    done = office.post(address, {**sent, "deed": "take_good"})
    assert done.context["report"].is_applied
    assert done.context["report"].counts[Outcome.SKIPPED] == 20
    assert Offer.objects.count() == 280
    assert set(Offer.objects.values_list("state", flat=True)) == {"draft"}
    assert not Intake.objects.exists()


@pytest.mark.django_db
def test_a_longer_list_asks_hardly_more_than_a_short_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    """Two statements for each row's savepoint; everything else is written together."""
    words_of_the_town()
    organisation()
    content = office_list(60, 0)
    columns = actions.intake.proposed(actions.intake.read(content, "liste.xlsx"))
    with django_assert_max_num_queries(2 * 60 + 60):
        report = actions.take_in(content, "l.xlsx", columns, by=cast.assistant, at=NOW, dry_run=False)
    assert report.counts[Outcome.NEW] == 60
    assert Place.objects.count() == 5
    row = Offer.objects.get(slug="kurs-7")
    assert shown_content(row) == content_of(fresh(row))
    revision = row.revisions.get()
    assert (revision.deed, revision.by, row.version) == ("imported", cast.assistant, 1)
    assert Event.objects.filter(action="offers.list_taken_in").count() == 1


@pytest.mark.django_db
def test_an_ended_offer_is_refused_by_its_row_and_stops_nothing_else(cast: Cast) -> None:
    words_of_the_town()
    organisation()
    content = office_list(2, 0)
    columns = actions.intake.proposed(actions.intake.read(content, "liste.xlsx"))
    actions.take_in(content, "l.xlsx", columns, by=cast.assistant, at=NOW, dry_run=False)
    Offer.objects.filter(slug="kurs-1").update(state="ended")
    table = actions.intake.read(content, "l.xlsx")
    rows = [[*row.cells[:3], "Neuer Satz.", *row.cells[4:]] for row in table.rows]
    newer = sheets.write_xlsx([sheets.Sheet("Angebote", COLUMNS, rows)])
    report = actions.take_in(newer, "l.xlsx", columns, by=cast.assistant, at=NOW, dry_run=True)
    assert report.counts == {**dict.fromkeys(Outcome, 0), Outcome.CHANGED: 1, Outcome.REFUSED: 1}
    good = actions.take_in(
        newer, "l.xlsx", columns, by=cast.assistant, at=NOW, dry_run=False, without_refused=True
    )
    assert good.is_applied
    assert content_of(fresh(Offer.objects.get(slug="kurs-2"))).german.summary == "Neuer Satz."


@pytest.mark.django_db
def test_the_columns_are_remembered_for_lists_with_the_same_headings(office: Client) -> None:
    words_of_the_town()
    organisation()
    odd = ["Was?", "Wessen?", "Satz"]
    file = sheets.write_xlsx([sheets.Sheet("A", odd, [["Nähkurs", "Nachbarschaft e. V.", "Nähen."]])])
    by_hand = {"title": "Was?", "organisation": "Wessen?", "summary": "Satz"}
    assert actions.intake.proposed(actions.intake.read(file, "a.xlsx")).get("title") != "Was?"
    office.post(reverse("offers:intakes"), {"file": SimpleUploadedFile("a.xlsx", file)})
    office.post(reverse("offers:intake", args=[Intake.objects.get().pk]), {**by_hand, "deed": "take_in"})
    assert Offer.objects.get().slug == "naehkurs"
    assert actions.intake.proposed(actions.intake.read(file, "a.xlsx")) == by_hand


@pytest.mark.django_db
def test_the_same_list_again_changes_nothing_and_own_edits_stay(cast: Cast) -> None:
    words_of_the_town()
    organisation()
    content = office_list(4, 0)
    columns = actions.intake.proposed(actions.intake.read(content, "liste.xlsx"))

    def take(given: bytes) -> dict[Outcome, int]:
        report = actions.take_in(given, "liste.xlsx", columns, by=cast.assistant, at=NOW, dry_run=False)
        assert report.is_applied
        return {outcome: count for outcome, count in report.counts.items() if count}

    assert take(content) == {Outcome.NEW: 4}
    assert take(content) == {Outcome.UNCHANGED: 4}
    ours = Offer.objects.get(slug="kurs-1")
    actions.edit(ours, {"places_total": 7}, by=None, at=NOW, expected_version=ours.version)
    table = actions.intake.read(content, "liste.xlsx")
    rows = [[*row.cells[:3], "Neuer Satz.", *row.cells[4:]] for row in table.rows]
    newer = sheets.write_xlsx([sheets.Sheet("Angebote", COLUMNS, rows)])
    assert take(newer) == {Outcome.CHANGED: 3, Outcome.SKIPPED: 1}
    assert content_of(fresh(ours)).german.summary == "Worum es geht."
    assert content_of(fresh(Offer.objects.get(slug="kurs-2"))).german.summary == "Neuer Satz."
    assert content_of(fresh(Offer.objects.get(slug="kurs-2"))).slots[0].when.days == frozenset({1})


# --- Doubles --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_doubles_are_suspected_merged_and_parted_again(cast: Cast) -> None:
    of = organisation()
    kept, double = published(of), published(of, title="Sprachcafe am Abend", cost="unknown")
    published(
        organisation("Ganz anderer Verein"),
        contacts=(),
        venues=(),
        slots=(),
        delivery=("phone",),
        registration_address="https://x.example",
    )
    Foreign.objects.create(system="list", kind="offer", key="1", offer=double, taken_at=NOW)
    actions.edit(double, {"places_total": 9}, by=None, at=NOW, expected_version=double.version)
    pairs = duplicates.possible()
    assert [{pair.first.pk, pair.second.pk} for pair in pairs] == [{kept.pk, double.pk}]
    before = content_of(fresh(kept))
    row = actions.merge(kept, double, ["places_total"], by=cast.coordinator, at=NOW)
    assert content_of(fresh(kept)).places_total == 9
    double.refresh_from_db()
    assert double.state == "withdrawn"
    assert duplicates.merged_into(double) == kept
    assert Foreign.objects.get().offer_id == kept.pk
    actions.undo_merge(row, by=cast.coordinator, at=NOW)
    assert content_of(fresh(kept)) == before
    double.refresh_from_db()
    assert double.is_public
    assert Foreign.objects.get().offer_id == double.pk
    actions.tell_apart(kept, double, by=cast.coordinator, at=NOW)
    assert duplicates.possible() == []


@pytest.mark.django_db
def test_a_merge_is_not_undone_over_later_changes(cast: Cast) -> None:
    of = organisation()
    kept, double = published(of), published(of)
    row = actions.merge(kept, double, [], by=cast.coordinator, at=NOW)
    actions.edit(kept, {"places_total": 3}, by=None, at=NOW, expected_version=fresh(kept).version)
    with pytest.raises(actions.ChangedSince):
        actions.undo_merge(row, by=cast.coordinator, at=NOW)
    with pytest.raises(actions.CannotMerge):
        actions.merge(kept, kept, [], by=cast.coordinator, at=NOW)


@pytest.mark.django_db
def test_the_pages_of_order_open(office: Client) -> None:
    of = organisation()
    one, other = published(of), published(of)
    assert "gleicher Titel" in office.get(reverse("offers:duplicates")).content.decode()
    assert office.get(reverse("offers:merge", args=[one.pk, other.pk])).status_code == 200
    office.post(reverse("offers:merge", args=[one.pk, other.pk]), {"take": []})
    assert "Rückgängig machen" in office.get(reverse("offers:duplicates")).content.decode()


# --- Translators ----------------------------------------------------------------------------------------------------

safe = (
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)


@given(st.lists(st.tuples(safe, safe), max_size=5))
def test_an_xliff_file_says_what_was_put_in(texts: list[tuple[str, str]]) -> None:
    units = [xliff.Unit(f"o{n}", "title", "x", german, words) for n, (german, words) in enumerate(texts)]
    language, again = xliff.read(xliff.written(units, "tr"))
    assert language == "tr"
    assert [(each.offer, each.german, each.translation) for each in again] == [
        (each.offer, xliff.NOT_XML.sub("", each.german), xliff.NOT_XML.sub("", each.translation).strip())
        for each in units
        if xliff.NOT_XML.sub("", each.translation).strip()
    ]


@pytest.mark.parametrize("trick", [b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>", b"<xliff", b"<html/>", b""])
def test_other_files_are_refused(trick: bytes) -> None:
    with pytest.raises(xliff.Unreadable):
        xliff.read(trick)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["xliff", "xlsx"])
def test_texts_go_out_and_come_back(office: Client, form: str) -> None:
    offer = published()
    wanted = exchange.units("ar")
    assert [unit.field for unit in wanted] == ["title", "summary", "body"]
    assert exchange.units("tr") == []
    assert len(exchange.units("tr", only_open=False)) == 3
    file = office.post(reverse("offers:exchange"), {"language": "ar", "amount": "open", "form": form})
    assert file["Content-Disposition"].startswith("attachment")
    if form == "xliff":
        done = [xliff.Unit(u.offer, u.field, u.digest, u.german, "نص") for u in wanted]
        back, name = xliff.written(done, "ar"), "x.xlf"
    else:
        table = sheets.read_table(file.content, "x.xlsx", header=list(actions.exchange.COLUMNS))
        rows = [[*row.cells[:5], "نص"] for row in table.rows]
        back, name = sheets.write_xlsx([sheets.Sheet("Texte", table.columns, rows)]), "x.xlsx"
    page = office.post(reverse("offers:texts_upload"), {"file": SimpleUploadedFile(name, back)}, follow=True)
    address = page.redirect_chain[-1][0]
    assert office.post(address, {"deed": "try"}).context["report"].counts[Outcome.NEW] == 3
    assert not offer.texts.filter(language="ar").exists()
    office.post(address, {"deed": "take_in"})
    arabic = offer.texts.get(language="ar")
    assert (arabic.title, arabic.state) == ("نص", "checked")
    assert exchange.units("ar") == []
    page = office.post(reverse("offers:texts_upload"), {"file": SimpleUploadedFile(name, back)}, follow=True)
    again = office.post(page.redirect_chain[-1][0], {"deed": "try"}).context["report"]
    assert again.counts == {**dict.fromkeys(Outcome, 0), Outcome.UNCHANGED: 3}


@pytest.mark.django_db
def test_a_text_whose_german_changed_stays_out(cast: Cast) -> None:
    offer = published()
    units = [xliff.Unit(str(offer.pk), "title", fingerprint("Alter Titel"), "Alter Titel", "عنوان")]
    report = actions.take_texts("ar", units, by=cast.assistant, at=NOW, dry_run=False)
    assert report.counts[Outcome.SKIPPED] == 1
    assert not offer.texts.filter(language="ar").exists()


@pytest.mark.django_db
def test_no_text_leaves_the_house_without_a_service(office: Client, settings: Any, monkeypatch: Any) -> None:
    from marlerweg.offers import translating

    offer = published()
    asked: list[Any] = []
    monkeypatch.setattr(translating, "urlopen", lambda *given, **more: asked.append(given))
    assert office.post(reverse("offers:translate", args=[offer.pk, "ar"])).status_code == 404
    settings.TRANSLATION_SERVICE = "http://localhost:5000/translate"
    monkeypatch.setattr(
        translating, "translated", lambda texts, language: [f"[{language}] {text}" for text in texts]
    )
    assert office.post(reverse("offers:translate", args=[offer.pk, "ar"])).status_code == 302
    assert translating.machine.func(str(offer.pk), "ar") == 3
    assert offer.texts.get(language="ar").state == "machine"
    assert translating.machine.func(str(offer.pk), "tr") == 0
    assert asked == []


@pytest.mark.parametrize(("answer", "is_good"), [(["bir", "iki"], True), (["bir"], False), ("bir", False)])
def test_the_towns_own_service_is_asked_once_for_all_texts(
    settings: Any, answer: list[str] | str, is_good: bool
) -> None:
    from marlerweg.offers import translating

    asked: list[Any] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"translatedText": answer}).encode())

        def log_message(self, *args: object) -> None:
            """Nothing to say."""

    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    settings.TRANSLATION_SERVICE = f"http://127.0.0.1:{server.server_port}/translate"
    with nullcontext() if is_good else pytest.raises(ValueError, match="another number of texts"):
        assert translating.translated(["eins", "zwei"], "tr") == answer
    thread.join()
    server.server_close()
    assert asked == [{"q": ["eins", "zwei"], "source": "de", "target": "tr", "format": "text"}]


# --- Gaps -----------------------------------------------------------------------------------------------------------


@given(st.frozensets(st.integers(1, 7), min_size=1), st.integers(0, 23), st.integers(0, 23))
def test_every_time_is_some_part_of_the_week(days: frozenset[int], opens: int, closes: int) -> None:
    found = times_of([Slot(days=days, opens=dt.time(opens), closes=dt.time(closes))])
    assert found <= set(gaps.TIMES)
    assert (gaps.WEEKEND in found) == bool(days & {6, 7})
    assert found


@pytest.mark.django_db
def test_where_nothing_is_offered_is_counted_over_any_two_sides() -> None:
    published()
    draft(organisation("Noch nicht"))
    counted = gaps.table(supply(), (Side.THEME, ["bildung", "wohnen"]), (Side.TIME, list(gaps.TIMES)))
    assert [[cell.count for cell in row] for row in counted] == [[0, 0, 1, 0], [0, 0, 0, 0]]
    narrowed = gaps.table(
        supply(), (Side.THEME, ["bildung"]), (Side.DISTRICT, ["05562024-03", "x"]), {Side.LANGUAGE: "tr"}
    )
    assert [cell.count for cell in narrowed[0]] == [1, 0]


@pytest.mark.django_db
def test_a_gap_becomes_a_contribution_of_the_way(office: Client) -> None:
    published()
    EmptySearch.objects.create(month=TODAY.replace(day=1), language="de", words="schwimmkurs", count=4)
    EmptySearch.objects.create(month=TODAY.replace(day=1), language="de", words="mira musterfrau", count=2)
    page = office.get(reverse("offers:gaps")).content.decode()
    assert "schwimmkurs" in page
    assert "musterfrau" not in page
    prepared = office.get(reverse("offers:hand_up"), {"words": "schwimmkurs"}).context["form"]
    office.post(reverse("offers:hand_up"), {"text": prepared["text"].value(), "words": "schwimmkurs"})
    said = Contribution.objects.get()
    assert said.source == "gap"
    assert "schwimmkurs" in said.text
    assert EmptySearch.objects.get(words="schwimmkurs").settled == said.number
    assert sought_in_vain(TODAY) == ([], 2)


@pytest.mark.django_db
def test_a_time_that_shows_no_day_survives_the_form(office: Client) -> None:
    offer = published(
        slots=(
            Timed(Slot(rhythm=Rhythm.MONTHLY_BY_DAY, days_of_month=(15,))),
            Timed(Slot(days=frozenset({3}))),
        )
    )
    address = reverse("offers:section", args=[offer.pk, "wann"])
    before = content_of(fresh(offer))
    assert office.post(address, as_shown(office, address)).status_code == 302
    assert content_of(fresh(offer)) == before
    emptied = {name: value for name, value in as_shown(office, address).items() if name != "slot_1_days"}
    office.post(address, emptied)
    assert content_of(fresh(offer)).slots == before.slots[:1]


@pytest.mark.django_db
def test_old_links_say_what_became_of_an_offer(client: Client, cast: Cast) -> None:
    of = organisation()
    kept, double = published(of), published(of, title="Doppelt")
    address = reverse("offers:offer", args=[double.slug])
    assert client.get(address).status_code == 200
    row = actions.merge(kept, double, [], by=cast.coordinator, at=NOW)
    assert client.get(address)["Location"] == reverse("offers:offer", args=[kept.slug])
    actions.undo_merge(row, by=cast.coordinator, at=NOW)
    actions.end(double, by=None, at=NOW)
    page = client.get(address)
    assert page.status_code == 410
    assert "gibt es nicht mehr" in page.content.decode()
    assert client.get(reverse("offers:offer", args=[draft(of, title="Entwurf").slug])).status_code == 404
