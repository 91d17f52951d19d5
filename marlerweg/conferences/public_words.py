"""What the public pages of a conference say; the same words as inside, here so that they exist in every public language."""

from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models import Edition, Registration

STATES = {
    Edition.State.OPEN: _("Anmeldung offen"),
    Edition.State.CLOSED: _("Anmeldung geschlossen"),
    Edition.State.RUNNING: _("läuft gerade"),
    Edition.State.DOCUMENTED: _("vorbei"),
    Edition.State.CANCELLED: _("abgesagt"),
    Edition.State.DRAFT: _("in Vorbereitung"),
}
REGISTRATIONS = {
    Registration.State.REGISTERED: _("Sie haben einen Platz"),
    Registration.State.WAITING: _("Sie stehen auf der Warteliste"),
    Registration.State.CANCELLED: _("Sie sind abgemeldet"),
    Registration.State.ATTENDED: _("Sie waren da"),
    Registration.State.NO_SHOW: _("Sie waren nicht da"),
}
KINDS = {
    "arrival": _("Ankommen"),
    "talk": _("Vortrag"),
    "plenary": _("Plenum"),
    "round": _("Tischrunde"),
    "break": _("Pause"),
}
SUBJECTS = {
    "confirmed": _("Ihre Anmeldung: %(title)s"),
    "cancelled": _("Abgemeldet: %(title)s"),
    "moved_up": _("Sie haben einen Platz: %(title)s"),
    "called_off": _("Fällt aus: %(title)s"),
    "invited": _("Einladung: %(title)s"),
    "reminded": _("Erinnerung an die Einladung: %(title)s"),
}
OWN_DAY = _("%(title)s – mein Tag")
MENU = _("Tagungen")
PAPER = (
    _("Zeit"),
    _("Programmpunkt"),
    _("Raum"),
    _("Programm"),
    _("Tisch"),
    _("Thema"),
    _("Leitfrage"),
    _("Thementische"),
)
