"""What the public pages of the Kodex say; the same words as inside, here so that they exist in every public language."""

from django.utils.translation import gettext_lazy as _

PAGES = (
    _("Kodex"),
    _("Werte"),
    _("Handlungsfelder"),
    _("Ziele"),
    _("Im Text genannte Maßnahmen"),
    _("Andere Fassungen"),
    _("früher:"),
    _("Noch keine."),
    _("Noch ist keine Fassung eingetragen."),
    _("Diese Fassung ist nicht mehr in Gebrauch."),
    _("Fassungen"),
)
