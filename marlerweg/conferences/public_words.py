"""What the public pages of a conference say; the same words as inside, here so that they exist in every public language."""

from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models import Card, Edition, Registration

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
CARD_KINDS = {
    Card.Kind.OBSERVATION: _("Beobachtung"),
    Card.Kind.IDEA: _("Idee"),
    Card.Kind.DEMAND: _("Forderung"),
    Card.Kind.QUESTION: _("offene Frage"),
    Card.Kind.HELP: _("Wir bringen ein …"),
}
# What becomes of a card before it belongs to a need.
CARD_STATES = {
    "received": _("eingegangen"),
    "joined": _("einem Bedarf zugeordnet"),
    "answered": _("direkt beantwortet"),
    "set_aside": _("zurückgelegt"),
}
HAS_NUMBER = _("Diese Karte hat schon ihre Nummer. Ihr Wortlaut bleibt, wie er ist.")
NEXT = _(
    "Jede Karte hat eine Nummer. Die Koordination fasst zusammen, was zusammengehört, und bringt es vor die Gremien. Was daraus wird, steht auf dieser Seite und am Anfang der nächsten Tagung."
)
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

NOT_NOW = _("Das geht in diesem Abschnitt der Tagung nicht.")
