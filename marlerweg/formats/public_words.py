"""What the public pages of bodies and formats say; the same words as inside, here so that they exist in every public language."""

from django.utils.translation import gettext_lazy as _

KINDS = (
    _("Steuerungsgruppe"),
    _("Arbeitsgruppe"),
    _("Projektgruppe"),
    _("Konferenzreihe"),
    _("Rat"),
    _("Ausschuss"),
    _("Beirat oder Integrationsrat"),
    _("Arbeitsgemeinschaft"),
    _("Austauschformat"),
    _("Netzwerk"),
    _("offenes Format"),
    _("Stelle auf höherer Ebene"),
)
RIGHTS = (_("informiert"), _("berät"), _("entscheidet"))
STATES = (_("aktiv"), _("auf Probe"), _("unklar, ob es noch tagt"), _("beendet"))
FACTS = (
    _("Auftrag"),
    _("Entscheidungsrecht"),
    _("Federführung"),
    _("gemeinsam mit"),
    _("gehört zu"),
    _("Rhythmus"),
    _("Treffen im Jahr"),
    _("Minuten je Treffen"),
    _("Teilnehmende"),
    _("Dazu gehören"),
)
PAGES = (
    _("Gremien"),
    _("Alle Gremien"),
    _("Gremien und Formate"),
    _("Wer mit wem worüber spricht, wer einlädt und wer entscheidet."),
    _("nur aktive"),
    _("Noch keine Gremien eingetragen."),
    _("Dieses Gremium ist beendet."),
    _("Es ist nicht bekannt, ob dieses Format noch tagt."),
)
