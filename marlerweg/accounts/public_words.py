"""What people read before they have an account, out of modules that also hold words for the office; here so that it exists in every public language."""

from django.utils.translation import gettext_lazy as _

FORMS = (
    _("E-Mail-Adresse"),
    _("Passwort"),
    _("Passwort wiederholen"),
    _("Neues Passwort"),
    _("Neues Passwort wiederholen"),
    _("Code"),
    _("Sechs Ziffern aus Ihrer App oder einer Ihrer Ersatzcodes."),
    _("Name"),
    _("Wie möchten Sie sich künftig anmelden?"),
    _("Mit einem Passwort"),
    _("Mit einem Passkey, ohne Passwort"),
    _("Mindestens zwölf Zeichen. Am besten mehrere Wörter."),
    _("Bitte wählen Sie ein Passwort."),
    _("Die beiden Passwörter unterscheiden sich."),
    _("Willkommen! Ihr Konto ist eingerichtet."),
    _("Die Rolle gehört jetzt zu Ihrem Konto."),
)
ROLES = (
    _("Mitglied einer Organisation"),
    _("Koordination"),
    _("Verwaltungsassistenz"),
    _("Steuerungsgruppe"),
    _("Rat und Integrationsrat"),
    _("Case Management"),
    _("Leitung Case Management"),
    _("Ausländer- und Einbürgerungsbehörde"),
    _("Statistikstelle"),
    _("Datenschutz"),
    _("Kreis und Land"),
    _("Technische Verwaltung"),
)
