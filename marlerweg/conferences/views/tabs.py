"""The way around one edition for those who organise it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marlerweg.conferences import policies
from marlerweg.conferences.models import Edition
from marlerweg.ui.parts import Tab

EDIT = gettext_lazy("Bearbeiten")
BEGIN = gettext_lazy("Neue Ausgabe anlegen")


def tabs(request: HttpRequest, edition: Edition) -> list[Tab]:
    """Nobody else needs any."""
    if not policies.may_organise(request.user):
        return []
    pages = (
        (_("Programm"), "edition"),
        (_("Vorbereiten"), "manage"),
        (_("Räume und Tische"), "parts"),
        (_("Einladungen"), "invitations"),
        (_("Anmeldungen"), "registrations"),
        (_("Tischplan"), "plans"),
        (_("Einlass"), "door"),
        (_("An den Tischen"), "tables"),
        (_("Karten"), "cards"),
        (_("Punkte"), "ballot"),
        (_("Dokumentation"), "documentation"),
    )
    addresses = [(label, reverse(f"conferences:{name}", args=[edition.code])) for label, name in pages]
    return [Tab(label=label, href=href, is_current=request.path == href) for label, href in addresses]
