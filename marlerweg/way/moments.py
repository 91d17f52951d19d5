"""What happened to an item, step by step, as moments of a timeline."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.numbers import number
from marlerweg.ui.parts import Moment
from marlerweg.way.models import StatusEntry, Step

EVENTS = {
    "receive": _("eingegangen"),
    "join": _("zugeordnet zu %s"),
    "leave": _("gelöst von %s"),
    "answer": _("direkt beantwortet"),
    "set_aside": _("zurückgelegt"),
    "take_up": _("wieder aufgenommen"),
    "translate": _("übersetzt"),
    "open": _("angelegt"),
    "gain": _("Hinweis %s kam hinzu"),
    "lose": _("Hinweis %s ging heraus"),
    "change": _("geändert"),
    "word": _("öffentliche Fassung geschrieben"),
    "approve": _("öffentliche Fassung freigegeben"),
    "make_ready": _("zur Entscheidung vorgelegt"),
    "take_back": _("zurück zum Sammeln"),
    "accept": _("angenommen, Beschluss %s"),
    "accept_changed": _("mit Änderung angenommen, Beschluss %s"),
    "assign": _("an eine Projektgruppe gegeben, Beschluss %s"),
    "refer": _("nach oben verwiesen, Beschluss %s"),
    "defer": _("vertagt, Beschluss %s"),
    "reject": _("abgelehnt, Beschluss %s"),
    "hear_from_above": _("Antwort von oben auf Beschluss %s"),
    "remind": _("nach der Antwort von oben gefragt"),
    "come_due": _("liegt wieder vor"),
    "reopen": _("wird neu beraten"),
    "start": _("Maßnahme %s hat begonnen"),
    "stop": _("Maßnahme %s endete ohne Ergebnis"),
    "finish": _("Maßnahme %s ist umgesetzt"),
    "resolve": _("überprüft: nicht wieder aufgetreten"),
    "recur": _("überprüft: wieder aufgetreten"),
    "review": _("überprüft: noch nicht zu sagen"),
    "merge": _("aufgegangen in %s"),
    "unmerge": _("wieder getrennt von %s"),
    "plan": _("angelegt"),
    "report": _("Sachstand gemeldet"),
    "propose": _("vorgeschlagen"),
    "drop": _("zurückgezogen"),
}


def of_steps(steps: Iterable[Step]) -> list[Moment]:
    """Newest first; who did it stands beside, the reason below."""
    found = [Moment(title=title(step), at=step.at, by=str(step.by or ""), text=step.note) for step in steps]
    return found[::-1]


def title(step: Step) -> str:
    words = str(EVENTS.get(step.event, step.event))
    return words % step.concerns if "%s" in words else words


def of_entries(entries: Iterable[StatusEntry]) -> list[Moment]:
    """A measure's Sachstände, newest first."""
    return [
        Moment(title=entry.get_status_display(), at=entry.on, by=str(entry.by or ""), text=with_value(entry))
        for entry in entries
    ]


def with_value(entry: StatusEntry) -> str:
    if entry.indicator_value is None:
        return entry.text
    value = number(float(entry.indicator_value), get_language() or "de")
    return f"{entry.text} ({_('Kennzahl')}: {value})".strip()
