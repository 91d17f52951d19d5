"""From the host's link to the documentation of the day."""

import datetime as dt
import io
import uuid
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from marlerweg.conferences import actions, queries
from marlerweg.conferences.models import Card, CardPhoto, Edition
from marlerweg.conferences.photos import NoPicture, redrawn
from marlerweg.foundation import clock, undo
from marlerweg.foundation.decisions import Refused
from marlerweg.foundation.versions import Stale
from marlerweg.way import actions as way
from marlerweg.way.models import Contribution, Joining
from tests.cast import Cast
from tests.conferences.evening import NOON, handed_in, host, later, running, secret, table, write
from tests.conferences.hall import NOW, edition
from tests.network.stage import organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def office(cast: Cast) -> Any:
    return cast.coordinator


def sent(client: Client, address: str, text: str = "Es fehlt ein Treffpunkt.", **fields: Any) -> Any:
    return client.post(address, {"text": text, "kind": "idea", "client_id": uuid.uuid4(), **fields})


def at(name: str, *arguments: Any) -> str:
    return reverse(f"conferences:{name}", args=arguments)


def test_a_card_goes_from_the_table_to_the_documentation(client: Client, cast: Cast, office: Any) -> None:
    day = running()
    link = host(day, office)
    page = at("table", secret(link))
    assert sent(client, page, "Der Sportplatz ist dunkel.").status_code == 302
    assert "Der Sportplatz ist dunkel." in client.get(page).content.decode()
    client.post(at("hand_in", secret(link)))
    voice = Contribution.objects.get()
    assert (voice.source, voice.theme.code, voice.author) == ("conference", "sport", None)
    assert voice.number in client.get(page).content.decode()
    assert client.get(at("documentation", day.code)).status_code == 404  # not before it is published
    actions.move(day, "documented", by=office, at=later(60))
    for address in (at("documentation", day.code), at("what_became", day.code, 1)):
        words = client.get(address).content.decode()
        assert voice.number in words
        assert "eingegangen" in words
    paper = client.get(at("documentation_paper", day.code))
    assert paper.content.startswith(b"%PDF")


def test_a_card_sent_again_after_a_gap_is_one_card(client: Client, office: Any) -> None:
    page = at("table", secret(host(running(), office)))
    drawn = uuid.uuid4()
    for _turn in range(3):
        assert sent(client, page, client_id=drawn).status_code == 302
    assert Card.objects.count() == 1


def test_a_link_opens_one_table_of_one_edition_until_it_ends(client: Client, office: Any) -> None:
    day = running()
    first, second = host(day, office, 1), host(day, office, 2)
    card = write(day, "Von Tisch zwei.", writer=second, number=2)
    assert client.get(at("card", secret(first), card.pk)).status_code == 404
    with pytest.raises(Refused):
        actions.write_card(table(day, 2), actions.Said(text="fremd"), writer=first, at=NOON)
    with pytest.raises(Refused):
        actions.write_card(
            table(day, 1), actions.Said(text="geraten"), writer=first, at=NOON, client_id=card.client_id
        )
    actions.renew_link(table(day, 1), by=office, at=NOON)
    assert client.get(at("table", secret(first))).status_code == 404
    assert queries.by_host_secret(secret(second), NOON + dt.timedelta(days=3)) is None
    assert secret(second) not in str(list(type(second).objects.values()))


def test_writing_has_its_hour(client: Client, office: Any) -> None:
    day = running(phase="arrival")
    page = at("table", secret(host(day, office)))
    assert "sobald die Arbeit an den Tischen beginnt" in client.get(page).content.decode()
    assert sent(client, page).status_code == 403
    assert Card.objects.count() == 0


def test_two_hosts_do_not_overwrite_each_other(office: Any) -> None:
    day = running()
    link = host(day, office)
    card = write(day, "Erste Fassung.", writer=link)
    actions.edit_card(card, actions.Said(text="Von mir."), expected=1, writer=link, at=NOON)
    with pytest.raises(Stale):
        actions.edit_card(card, actions.Said(text="Von dir."), expected=1, writer=link, at=NOON)
    card.refresh_from_db()
    assert card.text == "Von mir."


def test_order_joining_and_striking_out_can_all_be_taken_back(client: Client, office: Any) -> None:
    day = running()
    link = host(day, office)
    one, two = write(day, "Eins.", writer=link), write(day, "Zwei.", writer=link)
    deed = at("card_deed", secret(link), two.pk)

    def order() -> list[str]:
        return [card.text for card in queries.cards_at(one.table) if card.withdrawn_at is None]

    client.post(deed, {"deed": "up"})
    assert order() == ["Zwei.", "Eins."]
    client.post(deed, {"deed": "join", "into": one.pk})
    assert Card.objects.get(pk=two.pk).joined_into == one
    client.post(at("card_deed", secret(link), one.pk), {"deed": "join", "into": two.pk})
    assert Card.objects.get(pk=one.pk).joined_into is None  # no circle
    client.post(deed, {"deed": "split"})
    assert Card.objects.get(pk=two.pk).joined_into is None
    client.post(deed, {"deed": "withdraw"})
    assert order() == ["Eins."]
    client.post(deed, {"deed": "restore"})
    assert order() == ["Zwei.", "Eins."]


def test_a_table_is_handed_in_once_and_the_office_can_open_it_again(client: Client, office: Any) -> None:
    day = running()
    link = host(day, office)
    card = write(day, "Steht fest.", writer=link)
    assert len(actions.hand_in(table(day), writer=link, at=NOON)) == 1
    assert sent(client, at("table", secret(link))).status_code == 403
    actions.reopen_table(table(day), by=office, at=NOON)
    with pytest.raises(actions.CardHasItsNumber):
        actions.edit_card(card, actions.Said(text="anders"), expected=1, writer=link, at=NOON)
    write(day, "Noch etwas.", writer=link)
    assert [each.text for each in actions.hand_in(table(day), writer=link, at=NOON)] == ["Noch etwas."]
    assert Contribution.objects.count() == 2


def test_related_cards_of_two_tables_become_one_need_and_keep_their_numbers(
    client: Client, office: Any
) -> None:
    day = running()
    first, second = handed_in(day, office)
    client.force_login(office)
    client.post(at("cards", day.code), {"card": [str(second.pk)], "into": str(first.pk)})
    need = actions.open_need_from(first, "Plätze und Wohnungen", by=office, at=NOON)
    voices = set(Joining.objects.filter(need=need, left_at=None).values_list("contribution_id", flat=True))
    assert voices == {first.contribution_id, second.contribution_id}
    (spoken,) = queries.spoken_of(office, day, "de")
    assert (spoken.tables, spoken.fate and spoken.fate.need) == ([1, 2], need)
    token = undo.token("conferences.join", by=office, cards=str(second.pk))
    undo.undo(token, by=office)
    assert Card.objects.get(pk=second.pk).joined_into is None
    with pytest.raises(undo.CannotUndo):
        undo.undo(token, by=office)


def test_the_next_edition_opens_with_what_became_of_this_one(client: Client, office: Any) -> None:
    day = running()
    first, _second = handed_in(day, office)
    need = actions.open_need_from(first, "Licht am Sportplatz", by=office, at=NOON)
    way.word(need, "Abends fehlt Licht.", title="Licht am Sportplatz", by=office, at=NOON)
    way.approve_wording(need, by=office, at=NOON)
    coming = edition(code="2028", previous=day)
    page = at("edition", coming.code)
    assert "letzten Tagung" not in client.get(page).content.decode()  # not published yet
    actions.move(day, "documented", by=office, at=later(60))
    words = client.get(page).content.decode()
    assert "Was aus der letzten Tagung wurde" in words
    assert "Karten: 2. Noch ohne Bedarf: 1." in words
    assert "Licht am Sportplatz" in words


def test_a_need_without_approved_words_shows_its_state_only(client: Client, office: Any) -> None:
    day = running()
    first, _second = handed_in(day, office)
    actions.open_need_from(first, "Internes Arbeitswort", by=office, at=NOON)
    actions.move(day, "documented", by=office, at=later(60))
    words = client.get(at("what_became", day.code, 1)).content.decode()
    assert "wird gesammelt" in words
    assert "Internes Arbeitswort" not in words


def test_who_would_take_part_stays_inside(client: Client, office: Any) -> None:
    day = running()
    write(day, "Ein Lauftreff.", writer=office, who_takes_part="Frau Beispiel")
    actions.hand_in(table(day), writer=office, at=NOON)
    actions.move(day, "documented", by=office, at=later(60))
    for name in ("documentation", "what_became"):
        arguments = [day.code, 1] if name == "what_became" else [day.code]
        assert "Beispiel" not in client.get(at(name, *arguments)).content.decode()
    client.force_login(office)
    assert "Frau Beispiel" in client.get(at("cards", day.code)).content.decode()


def test_paper_cards_are_typed_in_once(client: Client, office: Any) -> None:
    day = running(phase="closing")
    client.force_login(office)
    page = at("type_in", day.code)
    lines = {
        "karte-TOTAL_FORMS": 3, "karte-INITIAL_FORMS": 0,
        "karte-0-code": "1-07", "karte-0-kind": "demand", "karte-0-text": "Mehr Licht.",
        "karte-1-code": "2-01", "karte-1-kind": "", "karte-1-text": "Eine Frage.",
        "karte-2-code": "", "karte-2-kind": "", "karte-2-text": "",
    }  # fmt: skip
    assert client.post(page, lines).status_code == 302
    assert client.post(page, lines).status_code == 302
    assert sorted(Card.objects.values_list("table__number", "kind")) == [(1, "demand"), (2, "observation")]
    answer = client.post(page, {**lines, "karte-2-code": "9-01", "karte-2-text": "Woher?"})
    assert answer.status_code == 422
    assert "Diesen Tisch gibt es nicht." in answer.content.decode()
    assert Card.objects.count() == 2


def picture(size: tuple[int, int] = (3000, 1000)) -> bytes:
    held = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Frau Beispiel"
    Image.new("RGB", size, "white").save(held, "JPEG", exif=exif)
    return held.getvalue()


def test_a_photo_loses_what_the_camera_wrote_and_waits_for_approval(client: Client, office: Any) -> None:
    assert b"Frau Beispiel" in picture()
    day = running()
    link = host(day, office)
    card = write(day, "Siehe Foto.", writer=link)
    file = io.BytesIO(picture())
    file.name = "wand.jpg"
    client.post(
        at("card_deed", secret(link), card.pk), {"deed": "photo", "photo": file, "description": "Stellwand"}
    )
    photo = CardPhoto.objects.get()
    drawn = Image.open(io.BytesIO(bytes(photo.content)))
    assert b"Beispiel" not in bytes(photo.content)
    assert (drawn.size, dict(drawn.getexif())) == ((2000, 667), {})
    actions.hand_in(table(day), writer=link, at=NOON)
    actions.move(day, "documented", by=office, at=NOON)
    address = at("photo", photo.pk)
    assert client.get(address).status_code == 404
    actions.approve_photo(photo, by=office, at=NOON)
    assert client.get(address)["Content-Type"] == "image/jpeg"
    assert "Stellwand" in client.get(at("documentation", day.code)).content.decode()


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a" + b"\0" * 40, picture()[:200]])
def test_what_is_no_photo_is_not_kept(content: bytes) -> None:
    with pytest.raises(NoPicture):
        redrawn(content)


def questions(client: Client, address: str, counter: Any) -> int:
    with counter as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "name", ["tables", "cards", "wall", "documentation", "what_became", "edition", "table", "type_in"]
)
def test_more_cards_ask_no_more_questions(
    name: str, client: Client, office: Any, django_assert_max_num_queries: Any
) -> None:
    last = running(code="2026")
    fill(last, office)
    actions.move(last, "documented", by=office, at=NOON)
    day = running(previous=last)
    link = host(day, office)
    client.force_login(office)
    arguments = {"table": [secret(link)], "what_became": [day.code, 1]}.get(name, [day.code])
    fill(day, office, 1)
    few = questions(client, at(name, *arguments), django_assert_max_num_queries(15))
    fill(day, office, 6)
    assert questions(client, at(name, *arguments), django_assert_max_num_queries(15)) <= few + 1


def test_the_wall_shows_cards_and_nothing_else(client: Client, office: Any) -> None:
    day = running()
    fill(day, office)
    client.force_login(office)
    page = client.get(at("wall", day.code)).content.decode()
    assert "Gedanke 0" in page
    assert at("tables", day.code) in page, "the way back"
    assert "<header" not in page
    assert "<footer" not in page
    day.cards.update(table=None)
    page = client.get(at("wall", day.code)).content.decode()
    assert "Gedanke 0" in page
    assert 'small"> · ' not in page, "a card without a table names none"


def fill(day: Edition, office: Any, count: int = 1) -> None:
    for number in range(count):
        for place in (1, 2):
            write(day, f"Gedanke {number}", writer=office, number=place)
    for place in (1, 2):
        actions.hand_in(table(day, place), writer=office, at=NOW)
        actions.reopen_table(table(day, place), by=office, at=NOW)
    card = day.cards.exclude(contribution=None).select_related("edition", "table__theme").first()
    assert card is not None
    if not Joining.objects.filter(contribution=card.contribution).exists():
        actions.open_need_from(card, "Ein Bedarf", by=office, at=NOW)


def fields_of(client: Client, page: str, card: Card) -> dict[str, str]:
    """What a device finds beside the card, to fill the form with."""
    (card_and_fields,) = [each for each in client.get(page).context["cards"] if each[0] == card]
    return dict(parse_qsl(card_and_fields[1], keep_blank_values=True))


def test_a_change_from_a_device_says_that_it_arrived_and_counts_once(client: Client, office: Any) -> None:
    day = running()
    link = host(day, office)
    card = write(day, "Licht fehlt.", writer=link)
    page, kept = at("table", secret(link)), uuid.uuid4()
    changed = fields_of(client, page, card) | {"text": "Licht fehlt abends.", "client_id": kept}
    for _lost_answer in range(2):
        answer = client.post(at("card", secret(link), card.pk), changed)
        assert answer["Location"] == f"{page}#gesendet-{kept}"
    card.refresh_from_db()
    assert (card.text, card.version) == ("Licht fehlt abends.", 2)
    other = client.post(at("card", secret(link), card.pk), changed | {"text": "Anders."})
    assert other.status_code == 409
    assert str(kept) in other.content.decode()  # travels on to the second sending


def test_a_card_mended_on_the_device_before_it_knew_of_its_arrival(client: Client, office: Any) -> None:
    day = running()
    page, drawn = at("table", secret(host(day, office))), uuid.uuid4()
    sent(client, page, "Der Buss fehlt.", client_id=drawn)
    sent(client, page, "Der Bus fehlt.", client_id=drawn)
    card = Card.objects.get()
    assert (card.text, card.version) == ("Der Bus fehlt.", 2)
    sent(client, page, "Der Buss fehlt.", client_id=drawn)  # somebody edited since: theirs stands
    card.refresh_from_db()
    assert card.text == "Der Bus fehlt."
    actions.write_card(card.table, actions.Said(text="Vom Papier."), writer=office, at=NOON, client_id=drawn)
    card.refresh_from_db()
    assert card.text == "Der Bus fehlt."


def test_what_is_refused_is_no_success_for_the_device(
    client: Client, office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = running()
    link = host(day, office)
    card = write(day, "Steht fest.", writer=link)
    page = at("table", secret(link))
    fields = fields_of(client, page, card)
    client.post(at("hand_in", secret(link)))
    actions.reopen_table(table(day), by=office, at=NOON)
    assert client.post(at("card", secret(link), card.pk), fields | {"text": "Anders."}).status_code == 422
    monkeypatch.setattr("marlerweg.conferences.actions.cards.MOST_PER_TABLE", 1)
    assert sent(client, page).status_code == 422


def test_the_device_keeps_the_page_only_while_the_table_writes(client: Client, office: Any) -> None:
    day = running()
    link = host(day, office)
    page, script = at("table", secret(link)), at("table_worker", secret(link))
    assert client.get(page)["Offline-Copy"] == "keep"
    worker = client.get(script)
    assert (worker["Content-Type"], worker["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-store")
    assert secret(link) not in worker.content.decode()
    client.post(at("hand_in", secret(link)))
    closed = client.get(page)
    assert closed["Offline-Copy"] == "clear"
    assert script not in closed.content.decode()


def test_a_card_belongs_to_the_round_that_runs_and_may_name_who_offers(client: Client, office: Any) -> None:
    day = running()
    club = organisation("Sportverein", is_listed=True)
    page = at("table", secret(host(day, office)))
    sent(client, page, "Wir öffnen die Halle.", kind="help", offered_by=club.pk)
    card = Card.objects.get()
    assert (card.round.number, card.offered_by, card.theme) == (1, club, card.table.theme)
    assert "Sportverein" in client.get(page).content.decode()
    client.post(at("hand_in", page.rstrip("/").rpartition("/")[2]))
    assert Contribution.objects.get().organisation == club


def test_the_office_learns_which_tables_are_missing_in_what_everybody_reads(
    client: Client, cast: Cast, office: Any
) -> None:
    day = running()
    handed_in(day, office)
    write(day, "Zu spät gefunden.", writer=office, number=2)
    actions.move(day, "documented", by=office, at=later(60))
    page = at("documentation", day.code)
    assert "Noch nicht alles abgegeben" not in client.get(page).content.decode()
    client.force_login(cast.assistant)
    assert "Noch nicht alles abgegeben" in client.get(page).content.decode()
