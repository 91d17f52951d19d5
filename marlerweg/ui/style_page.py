"""Examples for the living style page: every component with content as it occurs, and none of it real."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from marlerweg.foundation import charts
from marlerweg.ui.forms.confirming import ConfirmableForm
from marlerweg.ui.forms.sections import Section
from marlerweg.ui.forms.widgets import DateInput
from marlerweg.ui.lists import Choice, Column, Empty, ListPage
from marlerweg.ui.parts import Crumb, Fact, Moment, Step, Tab, Tile
from marlerweg.ui.path import Passing, Station

LANGUAGES = [("de", "Deutsch"), ("tr", "Türkçe"), ("ar", "العربية"), ("uk", "Українська")]


class ExampleForm(ConfirmableForm):
    """Every kind of field there is, in sections."""

    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=80,
        help_text=gettext_lazy("Kurz und so, dass man es auch in einem Jahr noch versteht."),
    )
    text = forms.CharField(label=gettext_lazy("Text"), max_length=500, widget=forms.Textarea)
    day = forms.DateField(label=gettext_lazy("Tag"), required=False, widget=DateInput)
    people = forms.IntegerField(label=gettext_lazy("Personen"), min_value=0, required=False)
    mail = forms.EmailField(
        label=gettext_lazy("E-Mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Art"),
        choices=[
            ("", gettext_lazy("bitte wählen")),
            ("a", gettext_lazy("Kurs")),
            ("b", gettext_lazy("Beratung")),
        ],
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("Wie erreichen wir Sie?"),
        choices=[("mail", gettext_lazy("per Mail")), ("phone", gettext_lazy("am Telefon"))],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Sprachen"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.FileField(label=gettext_lazy("Datei"), required=False)
    agreed = forms.BooleanField(
        label=gettext_lazy("Ich habe die Hinweise gelesen."),
        help_text=gettext_lazy("Sie können das jederzeit zurücknehmen."),
    )

    sections = (
        Section(
            legend=gettext_lazy("Wann und für wen"),
            fields=["day", "people", "kind"],
            hint=gettext_lazy("Ein ungefährer Wert genügt."),
        ),
        Section(legend=gettext_lazy("Kontakt"), fields=["reach", "mail", "languages"]),
        Section(legend=gettext_lazy("Anlagen"), fields=["file"], folded=True),
    )

    def clean_people(self) -> int | None:
        people: int | None = self.cleaned_data.get("people")
        if people and people > 500:
            self.warn(_("%(people)s Personen sind sehr viele.") % {"people": people}, "people")
        return people


EXAMPLE_LIST = ListPage(
    name="beispiel",
    title=gettext_lazy("Beispiel einer Liste"),
    intro=gettext_lazy("Gesucht, gefiltert und sortiert wird hier über die Tabellen der Datenbank."),
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Tabelle"),
            value="model",
            order="model",
            link=lambda thing: "#inhalt",
        ),
        Column(key="room", label=gettext_lazy("Raum"), value="app_label", order="app_label"),
        Column(key="number", label=gettext_lazy("Nummer"), value="pk", kind="number", order="pk"),
        Column(
            key="state",
            label=gettext_lazy("Stand"),
            kind="badge",
            value=lambda thing: _("gerade") if thing.pk % 2 == 0 else _("ungerade"),
            badge=lambda thing: "success" if thing.pk % 2 == 0 else "info",
        ),
    ],
    filters=[
        Choice(
            key="raum",
            label=gettext_lazy("Raum"),
            lookup="app_label",
            choices=lambda viewer: [
                (label, label)
                for label in ContentType.objects.order_by("app_label")
                .values_list("app_label", flat=True)
                .distinct()
            ],
        )
    ],
    search=["model", "app_label"],
    order="name",
    empty=Empty(gettext_lazy("Noch keine Tabellen.")),
)


def stations() -> list[Station]:
    return [
        Station(
            label=_("Hinweis"),
            passing=Passing.DONE,
            number="H-2026-0042",
            on=dt.date(2026, 2, 3),
            href="#weg",
        ),
        Station(
            label=_("Bedarf"),
            passing=Passing.DONE,
            number="B-2026-0007",
            on=dt.date(2026, 3, 12),
            href="#weg",
        ),
        Station(label=_("Handlungsansatz"), passing=Passing.SKIPPED),
        Station(
            label=_("Beschluss"),
            passing=Passing.CURRENT,
            number="E-2026-0003",
            on=dt.date(2026, 5, 20),
            href="#weg",
            note=_("mit Änderung angenommen"),
        ),
        Station(label=_("Maßnahme"), passing=Passing.AHEAD),
        Station(label=_("Überprüfung"), passing=Passing.AHEAD),
        Station(label=_("Antwort"), passing=Passing.AHEAD),
    ]


def moments() -> list[Moment]:
    return [
        Moment(title=_("Eingegangen"), at=dt.date(2026, 2, 3), by=_("öffentliches Formular"), kind="done"),
        Moment(
            title=_("Einem Bedarf zugeordnet"),
            at=dt.date(2026, 3, 12),
            text=_("Vier weitere Hinweise sagen dasselbe."),
            kind="done",
        ),
        Moment(title=_("Vertagt"), at=dt.date(2026, 4, 22), by=_("Steuerungsgruppe"), kind="refused"),
        Moment(title=_("Wartet auf Beschluss"), kind="waiting"),
    ]


def examples() -> dict[str, Any]:
    language = get_language() or "de"
    return {
        "crumbs": [Crumb(_("Start"), "/"), Crumb(_("Bedarfe"), "#"), Crumb("B-2026-0007")],
        "stations": stations(),
        "moments": moments(),
        "tabs": [
            Tab(label=_("Übersicht"), href="#reiter", is_current=True),
            Tab(label=_("Hinweise"), href="#reiter", count=12),
            Tab(label=_("Beschlüsse"), href="#reiter", count=1),
        ],
        "steps": [
            Step(label=_("Was fehlt?"), passing="done", href="#schritte"),
            Step(label=_("Wo?"), passing="current"),
            Step(label=_("Prüfen und absenden"), passing="ahead"),
        ],
        "facts": [
            Fact(_("Verantwortlich"), _("Volkshochschule")),
            Fact(_("Zeitraum"), "01.09.2026 – 31.08.2027"),
            Fact(_("Kosten"), None),
        ],
        "tiles": [
            Tile(label=_("Hinweise"), value="248", hint=_("seit Januar"), href="#kacheln"),
            Tile(label=_("Tage bis zum Beschluss"), value="41", hint=_("Median aller Hinweise")),
            Tile(label=_("beantwortet"), value="93 %"),
        ],
        "chips": [
            {"label": _("Stand"), "text": _("entscheidungsreif"), "href": "#chips"},
            {"label": _("Thema"), "text": _("Wohnen"), "href": "#chips"},
        ],
        "pages": [
            {"number": 1, "href": "#seiten", "is_current": False},
            {"number": 0},
            {"number": 4, "href": "#seiten", "is_current": True},
            {"number": 5, "href": "#seiten", "is_current": False},
        ],
        "table_head": [_("Quelle"), _("Hinweise"), _("Anteil")],
        "table_rows": [
            [_("Beratung"), "96", "39 %"],
            [_("Konferenz"), "83", "33 %"],
            [_("Formular"), "69", "28 %"],
        ],
        "chart": charts.bars(
            title=_("Hinweise nach Quelle"),
            description=_("Die Beratung sagt am meisten."),
            language=language,
            label=_("Quelle"),
            series=[_("Hinweise")],
            rows=[(_("Beratung"), [96]), (_("Konferenz"), [83]), (_("Formular"), [69])],
        ),
        "form": ExampleForm(),
        "faulty_form": faulty_form(),
    }


def faulty_form() -> ExampleForm:
    """As it comes back after something was forgotten; its ids differ from the form above."""
    return ExampleForm({"f-title": "Sprachcafé", "f-day": "morgen", "f-people": "4000"}, prefix="f")
