"""One or two sentences per page for those who work here: what it is for and what to do first."""

from django.utils.translation import gettext_lazy as _

PAGES = {
    "portal:desk": _("Hier wartet, was Sie tun können. Jede Karte führt dorthin, wo es getan wird."),
    "portal:jobs": _(
        "Was das System von selbst tut. Aufgegebenes können Sie noch einmal versuchen oder verwerfen."
    ),
    "way:board": _(
        "Jede Spalte ist eine Station des Weges. Fangen Sie links an: Was nicht eingeordnet ist, bekommt keine Antwort."
    ),
    "way:steering": _(
        "Zuerst, was aus den letzten Beschlüssen wurde. Dann die Bedarfe, über die Sie entscheiden können."
    ),
    "way:council": _(
        "Eine Seite für die Sitzung. Wählen Sie oben einen Stadtteil; unten gibt es sie als PDF."
    ),
    "way:contributions": _(
        "Ein Hinweis ist, was eine Stimme sagt. Öffnen Sie ihn, um ihn einem Bedarf zuzuordnen oder gleich zu antworten."
    ),
    "way:needs": _(
        "Ein Bedarf fasst Hinweise zusammen, die dasselbe meinen. Filter und Suche bleiben in der Adresse und lassen sich weitergeben."
    ),
    "way:numbers": _("Wie gut der Weg selbst läuft. Die Zahlen zeigen Veränderung, nicht deren Ursache."),
    "way:referred": _(
        "Was die Stadt nicht allein lösen kann. Ihre Antwort geht zurück an alle, die gesprochen haben."
    ),
    "way:measures": _("Was getan wird, von wem und wie es steht. Für einen neuen Stand genügen zwei Sätze."),
    "way:mine": _("Was Sie gesagt haben und was daraus wurde."),
    "accounts:people": _(
        "Wer Zugang hat. Rollen gelten für eine Organisation oder ein Gremium und enden an einem Tag."
    ),
    "accounts:own": _(
        "Ihr Name, Ihre Rollen und wo Sie angemeldet sind. Ihre Adresse ändert nur eine neue Einladung."
    ),
    "audit:log": _("Wer wann was getan hat, nie der Inhalt. Die Kette zeigt, ob jemand daran geändert hat."),
}
