"""What the public pages of the network say, out of modules that also hold words for partners; here so that it exists in every public language."""

from django.utils.translation import gettext_lazy as _

PAGES = (
    _("Netzwerk"),
    _("Organisationen"),
    _("Sprache"),
    _("Thema"),
    _("Themen"),
    _("Stadtteil"),
    _("Stadtteile"),
    _("Noch keine Organisationen."),
    _("Wer in der Stadt am Zusammenleben arbeitet, hauptamtlich und ehrenamtlich."),
)
CONTACTS = (
    _("Telefon"),
    _("Mobil"),
    _("Fax"),
    _("E-Mail"),
    _("Internetseite"),
    _("Sonstiges"),
)
THEMES = (_("dasselbe"), _("enger"), _("weiter"), _("verwandt"))
