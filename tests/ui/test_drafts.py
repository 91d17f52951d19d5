"""Somebody writes, is interrupted, and finds the words again – their own, and only theirs."""

import datetime as dt
import re

import pytest

from marlerweg.ui import drafts
from marlerweg.ui.drafts import TooMuch, keep
from marlerweg.ui.models import Draft
from marlerweg.ui.owners import Owner

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def token(page):
    return re.search(r'name="entwurf" value="([^"]+)"', page.content.decode())[1]


def save(client, **words):
    return client.post("/entwurf/", {"entwurf": token(client.get("/notiz/")), **words})


def test_the_button_keeps_the_words_and_the_page_offers_them(client, cast, notes):
    client.force_login(cast.member)
    answer = save(client, text="Halb fertig", day="2026-12-01")
    assert answer["Location"] == "/notiz/?entwurf=uebernehmen"
    assert "Halb fertig" not in client.get("/notiz/").content.decode()
    assert "Sie haben hier einen Entwurf" in client.get("/notiz/").content.decode()
    taken = client.get("/notiz/?entwurf=uebernehmen").content.decode()
    assert "Halb fertig</textarea>" in taken
    assert 'value="2026-12-01"' in taken


def test_a_box_that_was_unticked_stays_unticked(client, cast, notes):
    client.force_login(cast.member)
    assert re.search(r'name="is_urgent"[^>]*checked', client.get("/notiz/").content.decode())
    save(client, text="x")
    taken = client.get("/notiz/?entwurf=uebernehmen").content.decode()
    assert not re.search(r'name="is_urgent"[^>]*checked', taken)


def test_passwords_and_foreign_fields_are_not_kept(client, cast, notes):
    client.force_login(cast.member)
    save(client, text="x", secret="geheim", rolle="administrator")
    assert Draft.objects.get().data == {"text": ["x"]}


def test_the_script_is_told_when(client, cast, notes):
    client.force_login(cast.member)
    answer = client.post(
        "/entwurf/",
        {"entwurf": token(client.get("/notiz/")), "text": "x"},
        headers={"Accept": "application/json"},
    )
    assert re.fullmatch(r"\d\d:\d\d", answer.json()["at"])


def test_sending_the_form_ends_the_draft(client, cast, notes):
    client.force_login(cast.member)
    save(client, text="Halb")
    client.post("/notiz/", {"text": "Ganz"})
    assert notes == ["Ganz"]
    assert not Draft.objects.exists()


def test_somebody_else_is_offered_nothing(client, cast, notes):
    client.force_login(cast.member)
    save(client, text="Nur meins")
    client.force_login(cast.coordinator)
    page = client.get("/notiz/?entwurf=uebernehmen").content.decode()
    assert "Nur meins" not in page
    assert "einen Entwurf" not in client.get("/notiz/").content.decode()
    client.post("/entwurf/verwerfen/", {"entwurf": token(client.get("/notiz/"))})
    assert Draft.objects.count() == 1


def test_an_open_offer_is_not_overwritten_by_new_words(client, cast, notes):
    client.force_login(cast.member)
    assert "data-draft-auto" in client.get("/notiz/").content.decode()
    save(client, text="Alt")
    assert "data-draft-auto" not in client.get("/notiz/").content.decode()
    assert "data-draft-auto" in client.get("/notiz/?entwurf=uebernehmen").content.decode()


def test_a_form_that_came_back_with_errors_offers_nothing_older(client, cast, notes):
    client.force_login(cast.member)
    save(client, text="Alt")
    assert "einen Entwurf" not in client.post("/notiz/", {"text": ""}).content.decode()


def test_a_stranger_keeps_a_draft_in_this_browser_only(client, notes):
    page = client.get("/notiz/")
    assert "data-draft-auto" not in page.content.decode()
    save(client, text="Ohne Konto")
    assert "Ohne Konto" in client.get("/notiz/?entwurf=uebernehmen").content.decode()
    kept = Draft.objects.get()
    assert kept.user_id is None
    assert client.session.session_key not in kept.session_hash
    client.cookies.clear()
    assert "Ohne Konto" not in client.get("/notiz/?entwurf=uebernehmen").content.decode()


def test_discarding_ends_it(client, cast, notes):
    client.force_login(cast.member)
    save(client, text="Weg damit")
    client.post("/entwurf/verwerfen/", {"entwurf": token(client.get("/notiz/"))})
    assert not Draft.objects.exists()


def test_only_forms_the_house_has_shown_can_keep_drafts(client, cast, notes):
    client.force_login(cast.member)
    assert client.post("/entwurf/", {"entwurf": "erfunden", "text": "x"}).status_code == 400
    assert not Draft.objects.exists()


def test_a_draft_has_its_limits(client, cast, notes):
    client.force_login(cast.member)
    assert save(client, text="x" * 300_000).status_code == 413
    Draft.objects.bulk_create(
        Draft(user=cast.member, form=f"form.{number}", saved_at=NOW)
        for number in range(drafts.MOST_PER_OWNER)
    )
    with pytest.raises(TooMuch):
        keep(Owner(user_id=cast.member.pk), token(client.get("/notiz/")), drafts.as_sent({}), at=NOW)


@pytest.mark.parametrize(
    ("owner", "days", "stays"),
    [("user", 29, True), ("user", 31, False), ("stranger", 1, True), ("stranger", 3, False)],
)
def test_drafts_end_by_themselves(cast, owner, days, stays):
    whose = {"user": cast.member} if owner == "user" else {"session_hash": "f" * 64}
    Draft.objects.create(form="a.b", saved_at=NOW - dt.timedelta(days=days), **whose)
    assert drafts.forget_old(now=NOW) == (0 if stays else 1)
    assert Draft.objects.exists() is stays
