"""One or two sentences per page for everybody; in every public language."""

from django.utils.translation import gettext_lazy as _

PAGES = {
    "portal:start": _("Sagen Sie hier, was fehlt, oder sehen Sie nach, was daraus wurde."),
    "way:speak": _("Schreiben Sie mit Ihren Worten, ohne Namen. Mehr als den Text brauchen wir nicht."),
    "way:outcomes": _(
        "Was vielen fehlt und was die Stadt beschlossen hat. Suchen Sie nach Thema oder Stadtteil."
    ),
    "way:follow": _(
        "Das ist die Seite zu Ihrem Hinweis. Nur wer den Link hat, sieht sie. Heben Sie ihn auf."
    ),
    "network:organisations": _("Wer in der Stadt etwas tut. Suchen Sie nach Thema, Stadtteil oder Sprache."),
    "formats:bodies": _("In Gremien wird gesprochen und entschieden. Hier steht, wer dabei ist und wie oft."),
    "kodex:current": _("Die Werte und Ziele der Stadt. Jede Maßnahme nennt, welchem Ziel sie dient."),
}
