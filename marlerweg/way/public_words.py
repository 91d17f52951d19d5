"""The states of a need as the public reads them; the same words as inside, here so that they exist in every public language."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "collecting": _("wird gesammelt"),
    "ready": _("entscheidungsreif"),
    "assigned": _("bei einer Projektgruppe"),
    "referred": _("nach oben verwiesen"),
    "deferred": _("vertagt"),
    "rejected": _("abgelehnt"),
    "decided": _("beschlossen"),
    "in_progress": _("in Umsetzung"),
    "under_review": _("wird überprüft"),
    "resolved": _("gelöst"),
}
DECISIONS = {
    "accept": _("angenommen"),
    "accept_changed": _("mit Änderung angenommen"),
    "assign": _("an eine Projektgruppe gegeben"),
    "refer": _("nach oben verwiesen"),
    "defer": _("vertagt"),
    "reject": _("abgelehnt"),
}
MEASURES = {
    "idea": _("Idee"),
    "proposed": _("vorgeschlagen"),
    "decided": _("beschlossen"),
    "running": _("läuft"),
    "paused": _("ruht"),
    "blocked": _("blockiert"),
    "done": _("abgeschlossen"),
    "permanent": _("Daueraufgabe"),
    "ended": _("ohne Ergebnis beendet"),
}
SOURCES = {
    "counselling": _("Erkenntnis aus der Beratung"),
    "conference": _("Karte von einem Konferenztisch"),
    "public": _("öffentliches Formular"),
    "working_group": _("Arbeitsgruppe"),
    "member": _("Organisation"),
    "indicator": _("auffällige Kennzahl"),
    "referral": _("Vermittlung ohne passendes Angebot"),
    "gap": _("Lücke im Verzeichnis"),
}
# The labels and hints of the public form, whose sources are forms that also hold words for the office.
FORM = (
    _("Was fehlt, oder was läuft schlecht?"),
    _("Schreiben Sie in Ihrer Sprache. Bitte keine Namen und keine Aktenzeichen."),
    _("Worum geht es?"),
    _("weiß ich nicht"),
    _("In welchem Stadtteil?"),
    _("überall oder egal"),
    _("E-Mail-Adresse"),
    _("Nur wenn Sie eine Nachricht möchten, sobald sich etwas tut. Wir löschen die Adresse danach."),
    _("Bitte leer lassen"),
)
# Said by models that also hold words for the office.
MERGED = _("in anderem Bedarf aufgegangen")
ENTRIES = (_("Sagen, was fehlt"), _("Was wurde daraus?"))
# The subject of the letter with an answer.
LETTER = _("Neues zu Ihrem Hinweis %(number)s")
