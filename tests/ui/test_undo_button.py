"""The button after a deed, without any script."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def button(client):
    return re.search(r'name="was" value="([^"]+)"', client.get("/notiz/").content.decode())


def test_the_message_brings_a_button_that_takes_the_deed_back(client, cast, notes):
    client.force_login(cast.member)
    client.post("/notiz/", {"text": "Versehen"})
    assert notes == ["Versehen"]
    page = client.post("/rueckgaengig/", {"was": button(client)[1], "next": "/notiz/"}, follow=True)
    assert notes == []
    assert "Die Notiz ist wieder weg." in page.content.decode()
    assert page.redirect_chain == [("/notiz/", 302)]


def test_somebody_else_with_the_token_changes_nothing(client, cast, notes):
    client.force_login(cast.member)
    client.post("/notiz/", {"text": "Bleibt"})
    signed = button(client)[1]
    client.force_login(cast.coordinator)
    page = client.post("/rueckgaengig/", {"was": signed, "next": "/notiz/"}, follow=True)
    assert notes == ["Bleibt"]
    assert "nicht rückgängig" in page.content.decode()


def test_it_leads_back_only_within_the_house(client, cast, notes):
    client.force_login(cast.member)
    answer = client.post("/rueckgaengig/", {"was": "x", "next": "https://boese.example/"})
    assert answer["Location"] == "/"


def test_strangers_and_readers_have_nothing_to_undo(client, cast):
    assert Client().post("/rueckgaengig/", {"was": "x"})["Location"].startswith("/konto/")
    client.force_login(cast.member)
    assert client.get("/rueckgaengig/").status_code == 405
