"""Forms as people meet them: what is wrong stands on top, odd things can be confirmed, twice sent is once done."""

import re
import uuid

import pytest
from django import forms
from django.http import QueryDict

from marlerweg.ui.forms.confirming import ConfirmableForm
from marlerweg.ui.forms.sections import Section
from marlerweg.ui.forms.widgets import DateInput
from marlerweg.ui.models import Receipt


class CourseForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kurz.")
    day = forms.DateField(label="Tag", widget=DateInput)
    kind = forms.ChoiceField(label="Art", choices=[("a", "Kurs"), ("b", "Café")], widget=forms.RadioSelect)
    text = forms.CharField(label="Text", required=False, max_length=50, widget=forms.Textarea)
    phone = forms.CharField(label="Telefon", required=False)

    sections = (
        Section(legend="Wann", fields=["day", "kind"], hint="Ungefähr genügt."),
        Section(legend="Mehr", fields=["phone"], folded=True),
    )


def test_everything_wrong_stands_on_top_and_leads_to_its_field():
    page = str(CourseForm({}))
    summary = page[: page.index("</ul>")]
    assert "Bitte prüfen Sie diese 3 Angaben" in summary
    for target in ("id_title", "id_day", "id_kind_0"):
        assert f'href="#{target}"' in summary
        assert f'id="{target}"' in page
    assert "autofocus" in summary


class RowsForm(forms.Form):
    one_from = forms.TimeField(label="von")
    two_from = forms.TimeField(label="von")
    place = forms.CharField(label="Ort")
    sections = (
        Section(legend="Zeit 1", fields=["one_from"]),
        Section(legend="Zeit 2", fields=["two_from", "place"]),
    )


def test_of_two_fields_with_one_name_it_is_said_which_is_meant():
    summary = str(RowsForm({"one_from": "10:00", "two_from": "halb zwölf"})).split("</ul>")[0]
    assert ">Zeit 2: von –" in summary
    assert ">Ort –" in summary
    assert "Zeit 1" not in summary


class PairForm(forms.Form):
    name = forms.CharField(label="Name")

    def clean(self):
        raise forms.ValidationError("Name und Kennwort passen nicht zusammen.")


def test_what_concerns_no_field_is_said_without_a_count_of_none():
    page = str(PairForm({"name": "Ada"}))
    assert page.count("Name und Kennwort passen nicht zusammen.") == 1
    assert "0 Angaben" not in page
    both = str(PairForm({}))
    assert "Bitte prüfen Sie diese Angabe<" in both
    assert both.count("Name und Kennwort passen nicht zusammen.") == 1


def test_a_good_form_has_no_summary():
    assert "house-faults" not in str(CourseForm())


def test_hint_and_error_are_tied_to_the_field():
    field = re.search(r'<input[^>]*name="title"[^>]*>', str(CourseForm({})))[0]
    tied = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
    assert tied == ["id_title_helptext", "id_title_error"]
    assert 'aria-invalid="true"' in field
    assert all(f'id="{name}"' in str(CourseForm({})) for name in tied)


def test_sections_gather_their_fields_where_the_first_would_stand():
    page = str(CourseForm())
    order = [
        page.index(word)
        for word in ('name="title"', ">Wann<", 'name="day"', 'name="kind"', 'name="text"', ">Mehr<")
    ]
    assert order == sorted(order)
    assert "Ungefähr genügt." in page
    assert not re.search(r"<details[^>]*open", page)


def test_a_folded_section_opens_when_it_holds_something():
    assert re.search(r"<details[^>]*open", str(CourseForm({"phone": "02365 1"})))


def test_optional_is_said_and_long_texts_count_down():
    page = str(CourseForm())
    assert page.count("– optional") == 2
    assert 'data-counter="id_text" data-limit="50"' in page
    assert "höchstens 50 Zeichen" in page


def test_a_date_travels_as_iso_whatever_the_language():
    form = CourseForm({"day": "2026-12-24", "title": "x", "kind": "a"})
    assert form.is_valid(), form.errors
    assert 'type="date" name="day" value="2026-12-24"' in str(form)


class CrowdForm(ConfirmableForm):
    people = forms.IntegerField(label="Personen")
    free = forms.BooleanField(label="kostenlos", required=False)

    def clean(self):
        if self.cleaned_data.get("people", 0) > 500:
            self.warn(f"{self.cleaned_data['people']} Personen sind viele.", "people")
        if not self.cleaned_data.get("free"):
            self.warn("Das Angebot kostet etwas.")


def confirmation(form):
    return re.search(r'name="bestaetigt" value="([^"]+)"', str(form))[1]


def test_an_odd_form_asks_and_takes_the_second_submission_as_a_yes():
    first = CrowdForm(QueryDict("people=4000&free=on"))
    assert not first.is_valid()
    assert not first.errors
    assert "4000 Personen sind viele." in str(first)
    assert 'href="#id_people"' in str(first)
    assert CrowdForm(QueryDict(f"people=4000&free=on&bestaetigt={confirmation(first)}")).is_valid()


def test_a_yes_means_these_very_warnings():
    asked = confirmation(CrowdForm(QueryDict("people=4000&free=on")))
    assert not CrowdForm(QueryDict(f"people=5000&free=on&bestaetigt={asked}")).is_valid()
    assert not CrowdForm(QueryDict(f"people=4000&bestaetigt={asked}")).is_valid()


def test_a_made_up_yes_is_none():
    assert not CrowdForm(QueryDict("people=4000&free=on&bestaetigt=ja")).is_valid()


def test_an_unremarkable_form_is_never_asked():
    assert CrowdForm(QueryDict("people=4&free=on")).is_valid()


def test_a_confirmed_warning_does_not_excuse_an_error():
    asked = confirmation(CrowdForm(QueryDict("people=4000")))
    assert not CrowdForm(QueryDict(f"people=viele&bestaetigt={asked}")).is_valid()


@pytest.mark.django_db
def test_the_same_form_sent_twice_is_carried_out_once(client, notes):
    name = str(uuid.uuid4())
    for _ in range(2):
        assert client.post("/notiz/", {"text": "Einmal", "einmal": name}, follow=True).status_code == 200
    assert notes == ["Einmal"]
    assert Receipt.objects.get().result == "Notiz 1"


@pytest.mark.django_db
def test_going_back_and_writing_something_else_is_a_new_deed(client, notes):
    name = str(uuid.uuid4())
    client.post("/notiz/", {"text": "Erstens", "einmal": name})
    client.post("/notiz/", {"text": "Zweitens", "einmal": name})
    assert notes == ["Erstens", "Zweitens"]


@pytest.mark.django_db
def test_every_form_shown_has_a_name_of_its_own(client, notes):
    shown = {
        re.search(r'name="einmal" value="([^"]+)"', client.get("/notiz/").content.decode())[1] for _ in "ab"
    }
    assert len(shown) == 2


@pytest.mark.django_db
def test_two_people_with_the_same_name_on_the_form_both_get_through(client, cast, notes):
    name = str(uuid.uuid4())
    for user in (cast.member, cast.coordinator):
        client.force_login(user)
        client.post("/notiz/", {"text": "Gleich", "einmal": name})
    assert notes == ["Gleich", "Gleich"]


class ChoiceForm(forms.Form):
    who = forms.ModelChoiceField(queryset=Receipt.objects.none(), label="Wer")
    where = forms.ModelChoiceField(queryset=Receipt.objects.none(), label="Wo", required=False)
    why = forms.ModelChoiceField(queryset=Receipt.objects.none(), label="Warum", empty_label="egal")


@pytest.mark.django_db
def test_an_open_choice_is_said_in_words():
    page = str(ChoiceForm())
    assert [re.sub(r"\s+", " ", each) for each in re.findall(r"<option[^>]*>([^<]*)</option>", page)] == [
        "bitte wählen",
        "keine Angabe",
        "egal",
    ]
