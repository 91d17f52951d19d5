"""What the person who spoke is told at each change, in standard sentences that exist in every public language."""

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# One sentence per occasion; %(number)s is the contribution's, %(need)s the need's number.
OF_CONTRIBUTION = {
    "receive": _("Danke. Ihr Hinweis %(number)s ist angekommen. Wir lesen ihn und melden uns hier."),
    "join": _("Ihr Hinweis gehört jetzt zum Bedarf %(need)s. Dort steht alles zusammen, was dasselbe meint."),
    "leave": _("Wir haben Ihren Hinweis noch einmal neu eingeordnet. Er geht nicht verloren."),
    "answer": _("Wir können Ihren Hinweis direkt beantworten."),
    "set_aside": _(
        "Mit Ihrem Hinweis %(number)s können wir im Moment nicht weiterarbeiten. Er bleibt gespeichert."
    ),
    "take_up": _("Wir haben Ihren Hinweis %(number)s wieder aufgenommen."),
}
OF_NEED = {
    "make_ready": _("Der Bedarf %(need)s ist gut beschrieben und kommt auf die Tagesordnung."),
    "take_back": _("Wir sammeln noch mehr Hinweise zum Bedarf %(need)s, bevor entschieden wird."),
    "accept": _("Zum Bedarf %(need)s wurde etwas beschlossen: Es soll etwas getan werden."),
    "accept_changed": _("Zum Bedarf %(need)s wurde etwas beschlossen, etwas anders als vorgeschlagen."),
    "assign": _("Eine Projektgruppe arbeitet jetzt an einer Lösung für den Bedarf %(need)s."),
    "refer": _(
        "Die Stadt kann den Bedarf %(need)s nicht allein lösen. Er wurde an eine höhere Stelle weitergegeben, und wir warten auf deren Antwort."
    ),
    "defer": _("Die Entscheidung über den Bedarf %(need)s wurde verschoben. Er wird wieder vorgelegt."),
    "reject": _("Der Bedarf %(need)s wurde nicht angenommen. Die Begründung steht hier."),
    "hear_from_above": _(
        "Die höhere Stelle hat zum Bedarf %(need)s geantwortet. Jetzt wird wieder hier beraten."
    ),
    "come_due": _("Der Bedarf %(need)s liegt wieder zur Entscheidung vor."),
    "reopen": _("Der Bedarf %(need)s wird noch einmal beraten."),
    "start": _("Zum Bedarf %(need)s hat eine Maßnahme begonnen."),
    "stop": _("Die Maßnahme zum Bedarf %(need)s ist ohne Ergebnis zu Ende gegangen. Wir beraten neu."),
    "finish": _("Die Maßnahme zum Bedarf %(need)s ist umgesetzt. Wir prüfen, ob sie geholfen hat."),
    "resolve": _("Wir haben geprüft: Das Problem zum Bedarf %(need)s ist nicht wieder aufgetreten."),
    "recur": _("Das Problem zum Bedarf %(need)s ist wieder aufgetreten. Es wird neu beraten."),
    "merge": _("Der Bedarf %(need)s wurde mit einem ähnlichen Bedarf zusammengelegt. Ihr Hinweis geht mit."),
    "unmerge": _("Der Bedarf %(need)s wird wieder für sich betrachtet."),
}
SENTENCES = OF_CONTRIBUTION | OF_NEED


def sentence(occasion: str, language: str, *, number: str, need: str) -> str:
    with translation.override(language):
        return gettext(SENTENCES[occasion]) % {"number": number, "need": need}
