"""Pages that only tests have: a note that several people write, with everything forms can do."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from marlerweg.config.urls import urlpatterns as house
from marlerweg.foundation import clock
from marlerweg.foundation.undo import undoable
from marlerweg.ui import undoing
from marlerweg.ui.drafts import Drafting
from marlerweg.ui.forms.confirming import ConfirmableForm
from marlerweg.ui.forms.once import OnceOnly, once
from marlerweg.ui.owners import owner_of

PAGE = """{% extends "ui/base.html" %}{% block title %}Notiz{% endblock %}{% block content %}
<h1>Notiz</h1>
<c-draft-offer :drafting="drafting" :form="form" />
<form class="house-form" method="post">{% csrf_token %}{{ form }}
<div class="house-actions"><c-button>Speichern</c-button><c-draft :drafting="drafting" :form="form" /></div></form>
{% endblock %}"""
notes: list[str] = []


class NoteForm(OnceOnly, ConfirmableForm):
    text = forms.CharField(label="Text", max_length=200, widget=forms.Textarea)
    day = forms.DateField(label="Tag", required=False)
    is_urgent = forms.BooleanField(label="eilt", required=False)
    secret = forms.CharField(label="Kennwort", required=False, widget=forms.PasswordInput)

    def clean_text(self) -> str:
        if "!!!" in self.cleaned_data["text"]:
            self.warn("Drei Ausrufezeichen sind viel.", "text")
        return str(self.cleaned_data["text"])


@undoable("test.note")
def take_back(*, by: object, text: str) -> str:
    notes.remove(text)
    return "Die Notiz ist wieder weg."


@login_not_required
def note(request: HttpRequest) -> HttpResponse:
    drafting = Drafting(request, "test.note")
    form = NoteForm(request.POST or None, initial={"is_urgent": True})
    drafting.lay_into(form)
    if form.is_valid():
        text = form.cleaned_data["text"]

        def write() -> str:
            notes.append(text)
            return f"Notiz {len(notes)}"

        result = once(form, owner=owner_of(request), at=clock.now(), deed=write)
        drafting.forget()
        if request.user.is_authenticated:
            undoing.offer(request, result, "test.note", text=text)
        else:
            messages.success(request, result)
        return redirect("/notiz/")
    template = engines["django"].from_string(compiled())
    return HttpResponse(template.render({"form": form, "drafting": drafting}, request))


def compiled() -> str:
    """Cotton compiles files; a page in a string asks it by hand."""
    from django_cotton.compiler_regex import CottonCompiler

    return str(CottonCompiler().process(PAGE))


urlpatterns = [path("notiz/", note, name="note"), *house]
