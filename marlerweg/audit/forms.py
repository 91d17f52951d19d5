"""What the reader of the record asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.audit.models import Event


class LogFilter(forms.Form):
    since = forms.DateField(label=_("Von"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Bis"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    action = forms.CharField(
        label=_("Vorgang"), required=False, help_text=_("Anfang genügt, zum Beispiel „role.“")
    )
    result = forms.ChoiceField(
        label=_("Ergebnis"), required=False, choices=[("", _("alle")), *Event.Result.choices]
    )
    thing = forms.CharField(label=_("Kennung des Gegenstands"), required=False)
