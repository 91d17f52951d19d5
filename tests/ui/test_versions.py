"""Two people open the same thing; the second to save sees both texts and decides word by word."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.accounts.models import User
from marlerweg.ui.forms.differences import compared
from marlerweg.ui.forms.versioned import VersionedForm, conflict_page
from marlerweg.ui.forms.widgets import DateInput

STORED = {
    "title": "Sprachcafé im Bürgerhaus",
    "day": dt.date(2026, 3, 1),
    "kind": "b",
    "languages": ["tr", "uk"],
    "is_free": True,
}


class OfferForm(VersionedForm):
    title = forms.CharField(label="Titel")
    day = forms.DateField(label="Tag", widget=DateInput)
    kind = forms.ChoiceField(label="Art", choices=[("a", "Kurs"), ("b", "Café")])
    languages = forms.MultipleChoiceField(
        label="Sprachen", choices=[("tr", "Türkisch"), ("uk", "Ukrainisch"), ("ar", "Arabisch")]
    )
    is_free = forms.BooleanField(label="kostenlos", required=False)


def offer_form(query, version=4):
    return OfferForm(QueryDict(query), instance=SimpleNamespace(version=version), initial=dict(STORED))


MINE = "title=Sprachcafé im Rathaus&day=2026-03-01&kind=a&languages=tr&languages=ar"


def test_whoever_saves_on_the_latest_version_meets_nobody():
    form = offer_form(f"{MINE}&version=4")
    assert form.is_valid()
    assert form.conflict is None


def test_the_form_carries_the_version_it_was_opened_with():
    form = OfferForm(instance=SimpleNamespace(version=4), initial=dict(STORED))
    assert '<input type="hidden" name="version" value="4"' in str(form)


@pytest.mark.parametrize("version", ["version=3", "version=", "version=vier", ""])
def test_a_stale_or_missing_version_is_a_conflict(version):
    form = offer_form(f"{MINE}&{version}")
    assert not form.is_valid()
    assert form.conflict.version == 4


def test_only_what_differs_is_asked_and_said_in_words():
    form = offer_form(f"{MINE}&version=3")
    form.is_valid()
    differing = {each.name: each for each in form.conflict.differences}
    assert set(differing) == {"title", "kind", "languages", "is_free"}
    said = {
        name: ["".join(p.text for p in side) for _, _, side in each.sides()]
        for name, each in differing.items()
    }
    assert said["kind"] == ["Kurs", "Café"]
    assert said["languages"] == ["Türkisch, Arabisch", "Türkisch, Ukrainisch"]
    assert said["is_free"] == ["nein", "ja"]
    assert [piece.text for piece in differing["title"].mine if piece.kind == "only"] == ["Rathaus"]
    assert [piece.text for piece in differing["title"].theirs if piece.kind == "only"] == ["Bürgerhaus"]


@pytest.mark.django_db
def test_the_page_shows_both_and_sends_everything_on():
    form = offer_form(f"{MINE}&version=3&einmal=x")
    form.is_valid()
    request = RequestFactory().post("/angebot/")
    request.user = User(name="Mira")
    page = conflict_page(request, form)
    html = page.content.decode()
    assert page.status_code == 409
    assert "<ins>Rathaus</ins>" in html
    assert "<del>Bürgerhaus</del>" in html
    assert '<input type="hidden" name="languages" value="ar">' in html
    assert '<input type="hidden" name="einmal" value="x">' in html
    assert html.count('name="version"') == 1
    assert '<input type="hidden" name="version" value="4">' in html


def test_each_choice_counts_for_its_field_and_saves():
    chosen = "&wahl_title=eigene&wahl_kind=gespeichert&wahl_languages=gespeichert&wahl_is_free=gespeichert"
    form = offer_form(f"{MINE}&version=4{chosen}")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "version": 4,
        "title": "Sprachcafé im Rathaus",
        "day": dt.date(2026, 3, 1),
        "kind": "b",
        "languages": ["tr", "uk"],
        "is_free": True,
    }


def test_a_third_person_in_between_is_met_too():
    form = offer_form(f"{MINE}&version=4&wahl_title=eigene", version=5)
    assert not form.is_valid()
    assert form.conflict.version == 5


def test_a_new_thing_has_no_version_to_miss():
    assert OfferForm(QueryDict(MINE)).is_valid()


class AccountForm(VersionedForm, forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]


def test_a_model_form_compares_with_what_is_stored_not_with_what_was_sent():
    user = User(name="Alt", language="de")
    user.version = 2
    form = AccountForm(QueryDict("name=Neu&language=de&version=1"), instance=user)
    form.is_valid()
    (difference,) = form.conflict.differences
    assert "".join(piece.text for piece in difference.theirs) == "Alt"


texts = st.text(alphabet="ab äß.\n", max_size=60)


@given(texts, texts)
def test_pieces_give_both_texts_back_and_the_same_is_the_same(one, other):
    mine, theirs = compared(one, other)
    assert "".join(piece.text for piece in mine) == one
    assert "".join(piece.text for piece in theirs) == other
    same = ["".join(piece.text for piece in side if piece.kind == "same") for side in (mine, theirs)]
    assert same[0] == same[1]


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert all(piece.kind == "same" for side in compared(text, text) for piece in side)
