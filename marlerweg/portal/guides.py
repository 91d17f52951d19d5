"""What each role can do here, in a few lines with the way there; read by whoever signed in."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.foundation.words import Text


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do, why, and the page where it is done."""

    title: Text
    text: Text
    route: str = ""

    @property
    def address(self) -> str:
        return reverse(self.route) if self.route else ""


@dataclass(frozen=True, slots=True)
class Guide:
    role: Role
    label: Text
    deeds: tuple[Deed, ...]

    @property
    def slug(self) -> str:
        return self.role.value.replace("_", "-")


DESK = Deed(
    _("Mit dem Tisch anfangen"),
    _("„Mein Tisch“ zeigt, was auf Sie wartet, das Dringendste zuerst. Ist er leer, ist nichts zu tun."),
    "portal:desk",
)
SECURITY = Deed(
    _("Das Konto schützen"),
    _(
        "Richten Sie einen zweiten Schritt ein. Unter „Mein Konto“ sehen Sie, wo Sie angemeldet sind, und beenden es dort."
    ),
    "accounts:own",
)
BOARD = Deed(
    _("Die Tafel lesen"),
    _("Jede Spalte ist eine Station: einordnen, entscheiden, umsetzen, überprüfen, antworten."),
    "way:board",
)
DEEDS: dict[Role, tuple[Deed, ...]] = {
    Role.MEMBER: (
        DESK,
        Deed(
            _("Weitergeben, was fehlt"),
            _(
                "Schreiben Sie, was Ihnen in der Arbeit begegnet, ohne Namen von Betroffenen. Sie bekommen eine Antwort."
            ),
            "way:mine",
        ),
        Deed(
            _("Den Sachstand einer Maßnahme melden"),
            _("Zwei Sätze genügen. Nach 60 Tagen ohne Nachricht erinnern wir Sie."),
            "way:measures",
        ),
        Deed(
            _("Angaben Ihrer Organisation pflegen"),
            _(
                "Anschrift, Themen, Stadtteile und wer wofür ansprechbar ist. Bei jeder Angabe wählen Sie, wer sie sieht."
            ),
            "network:organisations",
        ),
    ),
    Role.COORDINATION: (
        DESK,
        Deed(
            _("Hinweise einordnen"),
            _(
                "Sagt ein Hinweis dasselbe wie andere, gehört er zu deren Bedarf. Sonst eröffnen Sie einen neuen oder antworten gleich."
            ),
            "way:contributions",
        ),
        Deed(
            _("Bedarfe entscheidungsreif machen"),
            _(
                "Thema, Stadtteile, Vorschläge und eine öffentliche Fassung. Dann liegt der Bedarf der Steuerungsgruppe vor."
            ),
            "way:needs",
        ),
        BOARD,
        Deed(
            _("Öffentliche Fassungen freigeben"),
            _("Bis Sie freigeben, bleibt alles intern, und die Menschen warten auf ihre Antwort."),
            "way:board",
        ),
        Deed(
            _("Zurücknehmen und zusammenführen"),
            _(
                "Nach vielen Schritten steht eine Stunde lang „Rückgängig“. Schreiben zwei zugleich, sehen Sie beide Fassungen und wählen."
            ),
        ),
        Deed(
            _("Menschen einladen"),
            _(
                "Ein Konto entsteht nur durch Einladung. Jede Rolle gilt für eine Organisation oder ein Gremium und hat eine Vertretung."
            ),
            "accounts:people",
        ),
    ),
    Role.ASSISTANCE: (
        DESK,
        BOARD,
        Deed(
            _("Listen führen"),
            _(
                "Organisationen, Ansprechpersonen und Gremien. Listen lassen sich einlesen und als XLSX oder CSV mitnehmen."
            ),
            "network:organisations",
        ),
        Deed(
            _("Beschlüsse festhalten"),
            _("Am selben Tag, beim Bedarf. Wer dazu gesprochen hat, bekommt dann eine Antwort."),
            "way:needs",
        ),
    ),
    Role.STEERING: (
        DESK,
        Deed(
            _("Vorbereitet entscheiden"),
            _(
                "Oben steht, was aus den letzten Beschlüssen wurde, darunter die Bedarfe, die entscheidungsreif sind."
            ),
            "way:steering",
        ),
        BOARD,
        Deed(
            _("Zahlen des Weges"),
            _("Wie lange es dauert, wie viele eine Antwort haben, was wiederkam."),
            "way:numbers",
        ),
    ),
    Role.COUNCIL: (
        Deed(
            _("In zwei Minuten"),
            _(
                "Beschlossen, erledigt, Kosten, verändert: für die ganze Stadt oder Ihren Stadtteil, auch als PDF."
            ),
            "way:council",
        ),
        Deed(_("Was wurde daraus?"), _("Alles Öffentliche zum Nachlesen und Weitergeben."), "way:outcomes"),
    ),
    Role.UPPER_LEVEL: (
        DESK,
        Deed(
            _("Verwiesene Bedarfe beantworten"),
            _(
                "Hier liegt, was die Stadt nicht allein lösen kann. Ihre Antwort geht zurück an alle, die gesprochen haben."
            ),
            "way:referred",
        ),
    ),
    Role.CASE_MANAGER: (
        DESK,
        Deed(
            _("Einen Befund weitergeben"),
            _("In drei Minuten, ohne Namen und ohne Umstände, die jemanden verraten."),
            "way:mine",
        ),
    ),
    Role.CASE_LEAD: (DESK, SECURITY),
    Role.RESIDENCE_OFFICE: (DESK, SECURITY),
    Role.STATISTICS: (
        DESK,
        Deed(
            _("Zahlen des Weges"),
            _("Kleine Zahlen erscheinen als Klasse, damit niemand erkennbar wird."),
            "way:outcomes",
        ),
    ),
    Role.DATA_PROTECTION: (
        Deed(
            _("Nachsehen, wer was getan hat"),
            _(
                "Das Protokoll nennt Person, Zeit und Art, nie den Inhalt. Die Prüfung zeigt, ob jemand daran geändert hat."
            ),
            "audit:log",
        ),
        Deed(
            _("Sehen, wer Zugang hat"), _("Alle Konten mit ihren Rollen und Vertretungen."), "accounts:people"
        ),
        Deed(
            _("Was wie lange bleibt"),
            _(
                "Das Verzeichnis aller Angaben mit Zweck und Frist gibt die Technik mit „manage.py data_register“ aus, den Löschkalender mit „manage.py forget --dry-run“."
            ),
            "",
        ),
    ),
    Role.ADMINISTRATOR: (
        Deed(
            _("Eine Stunde im Monat"),
            _(
                "„manage.py doctor“ untersucht alles und sagt in Sätzen, was zu tun ist. Sichern und Zurückspielen: „make backup“, „make restore“."
            ),
        ),
        Deed(
            _("Aufgaben im Hintergrund"),
            _(
                "Was wartet, was aufgegeben wurde, wann die regelmäßigen Aufgaben liefen. Inhalte sehen Sie nie."
            ),
            "portal:jobs",
        ),
        Deed(
            _("Zugänge"),
            _("Einladen, Rollen beenden, Konten sperren. Wer gesperrt ist, ist sofort überall abgemeldet."),
            "accounts:people",
        ),
    ),
}
LABELS = dict(Assignment.ROLES)
GUIDES = {guide.slug: guide for guide in (Guide(role, LABELS[role], deeds) for role, deeds in DEEDS.items())}


def guides_for(user: User) -> list[Guide]:
    """Those of the person's own roles, in the order of the list."""
    return [guide for guide in GUIDES.values() if guide.role in user.roles]
