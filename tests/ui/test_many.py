"""Choosing among many: the chosen on top, the rest behind a search that works on the server too."""

import re

from django import forms
from django.http import QueryDict

from marlerweg.ui.forms import many

HOUSES = [("1", "Rathaus, Creiler Platz"), ("2", "Café Mühle, Mühlenstraße"), ("3", "Bürgerhaus")]


class HouseForm(forms.Form):
    name = forms.CharField(label="Name")
    houses = forms.MultipleChoiceField(
        label="Orte", choices=HOUSES, required=False, widget=many.AmongMany, help_text="Mehrere sind möglich."
    )


def boxes(page: str) -> list[str]:
    return re.findall(r'type="checkbox" name="houses" value="(\d)"', page)


def asked(words: str) -> tuple[HouseForm, QueryDict]:
    sent = QueryDict(mutable=True)
    sent.update(
        {"name": "Kurs", "houses": "3", "houses-suche": words, "houses-gezeigt": "", "eingrenzen": "houses"}
    )
    return HouseForm(), sent


def test_what_is_chosen_stands_on_top_and_the_rest_is_folded():
    page = str(HouseForm(initial={"name": "Kurs", "houses": ["3"]}))
    assert boxes(page) == ["3", "1", "2"]
    assert page.index('value="3"') < page.index("<details") < page.index('value="1"')
    assert not re.search(r"<details[^>]* open>", page)
    assert "Weitere (2)" in page


def test_with_nothing_chosen_it_says_what_to_do():
    page = str(HouseForm())
    assert "Auswählen (3)" in page
    assert boxes(page) == ["1", "2", "3"]


def test_a_word_narrows_the_list_and_keeps_what_was_typed_and_ticked():
    form, sent = asked("muehlenstrasse cafe")
    assert many.asks_to_narrow(form.fields, sent)
    many.lay_sent_into(form, sent)
    page = str(form)
    assert boxes(page) == ["3", "2"]
    assert 'value="Kurs"' in page
    assert not form.is_bound
    assert "house-faults" not in page


def test_nothing_under_that_word_is_said():
    form, sent = asked("Hafen")
    many.lay_sent_into(form, sent)
    page = str(form)
    assert boxes(page) == ["3"]
    assert re.search(r"<p[^>]*data-none>Dazu haben wir nichts gefunden", page)


def test_the_return_key_in_another_field_saves():
    form, sent = asked("Rathaus")
    sent["houses-gezeigt"] = "Rathaus"
    assert not many.asks_to_narrow(form.fields, sent)
    sent["eingrenzen"] = "name"
    assert not many.asks_to_narrow(form.fields, sent)
