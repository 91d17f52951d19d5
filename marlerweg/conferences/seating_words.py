"""What a certificate and an adviser's table say, in words a moderator understands and in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marlerweg.conferences.rules.advice import CROWDED, Layout
from marlerweg.conferences.rules.certificate import NEARLY

MORE_IS_BETTER = {"least_new_contacts"}
TALK_TOO_SHORT = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One goal: what it is, where the plan stands, what is proven, and whether both are the same."""

    key: str
    title: str
    sentence: str
    value: int
    bound: int
    reached: bool
    verdict: str


def lines(certificate: Mapping[str, Any]) -> list[Line]:
    """In the order of their weight; none of them was traded for a later one."""
    return [_line(goal) for goal in certificate.get("goals", [])]


def title(key: str) -> str:
    return {
        "rules": _("Feste Regeln"),
        "changed_seats": _("Geänderte Plätze"),
        "worst_served": _("Wer am schlechtesten wegkommt"),
        "wishes": _("Tischwünsche"),
        "repeats": _("Wiederholte Begegnungen"),
        "most_meetings": _("Häufigste Begegnung"),
        "least_new_contacts": _("Wenigste neue Bekannte"),
        "contacts": _("Neue Bekanntschaften insgesamt"),
    }.get(key, key)


def _line(goal: Mapping[str, Any]) -> Line:
    key, value, bound = str(goal["key"]), int(goal["value"]), int(goal["bound"])
    reached = bool(goal["reached"])
    return Line(key, title(key), _sentence(key, value), value, bound, reached, _verdict(key, bound, reached))


def _sentence(key: str, value: int) -> str:
    changed = ngettext(
        "Gegenüber dem vorigen Plan wechselt %(value)s Platz.",
        "Gegenüber dem vorigen Plan wechseln %(value)s Plätze.",
        value,
    )
    again = _("%(value)s-mal sitzen zwei zusammen, die sich schon kennen.")
    sentences = {
        "rules": _("Alle festen Regeln sind eingehalten."),
        "changed_seats": changed if value else _("Alle Tischkarten gelten weiter."),
        "wishes": _("Alle Plätze zusammen kosten %(value)s Wunschpunkte."),
        "worst_served": _("Wer am schlechtesten wegkommt, zahlt %(value)s Wunschpunkte."),
        "repeats": again if value else _("Niemand sitzt ein zweites Mal mit derselben Person am Tisch."),
        "most_meetings": _("Zwei Personen sitzen höchstens %(value)s-mal am selben Tisch."),
        "least_new_contacts": _("Jede Person lernt mindestens %(value)s neue Menschen kennen."),
    }
    return sentences.get(key, "%(value)s") % {"value": value}


def _verdict(key: str, bound: int, reached: bool) -> str:
    if reached:
        return _("Bewiesen: Kein anderer Plan kann das besser.")
    if key in MORE_IS_BETTER:
        return _("Offen: Bewiesen ist nur, dass mehr als %(bound)s nicht geht.") % {"bound": bound}
    return _("Offen: Bewiesen ist nur, dass weniger als %(bound)s nicht geht.") % {"bound": bound}


def summary(certificate: Mapping[str, Any]) -> str:
    if certificate.get("proven"):
        return _("Jedes Ziel steht an seiner bewiesenen Grenze. Einen besseren Plan gibt es nicht.")
    return _("Alle Regeln sind eingehalten. Bei den offenen Zielen kann es noch einen besseren Plan geben.")


def remarks(certificate: Mapping[str, Any]) -> list[str]:
    """What stands around the goals: wishes by rank, and how chance would have done."""
    facts = certificate.get("facts", {})
    contacts, chance = facts.get("contacts", 0), facts.get("contacts_by_chance", 0)
    figures = {"contacts": contacts, "chance": number_format(chance, 0, use_l10n=True)}
    found = []
    if ranks := facts.get("wishes_by_rank"):
        first = {"first": ranks.get("1", 0), "top": _among(ranks, "1", "2", "3"), "all": sum(ranks.values())}
        found.append(
            _("%(first)s von %(all)s Plätzen erfüllen den ersten Wunsch, %(top)s einen der ersten drei.")
            % first
        )
    if contacts and chance >= contacts:
        found.append(
            _(
                "Neue Bekanntschaften: %(contacts)s. Ausgeloste Plätze brächten im Mittel %(chance)s, "
                "halten aber weder Regeln noch Wünsche ein."
            )
            % figures
        )
    elif contacts and chance >= NEARLY * contacts:
        found.append(
            _(
                "Neue Bekanntschaften: %(contacts)s. Ausgeloste Plätze brächten im Mittel %(chance)s – "
                "beim Kennenlernen ist der Zufall hier fast so gut."
            )
            % figures
        )
    elif contacts:
        found.append(
            _("Neue Bekanntschaften: %(contacts)s. Ausgeloste Plätze brächten im Mittel %(chance)s.")
            % figures
        )
    return found


def layout_remarks(layout: Layout) -> Iterable[str]:
    """The honest part of the adviser."""
    if layout.most_contacts and layout.contacts_by_chance >= NEARLY * layout.most_contacts:
        yield _("Beim Kennenlernen ist der Zufall hier fast so gut wie der beste Plan.")
    if not layout.repeats:
        yield _("Niemand muss dieselbe Person zweimal treffen.")
    if layout.seats > CROWDED:
        yield _("Bei %(seats)s Personen zerfällt das Gespräch am Tisch leicht in mehrere.") % {
            "seats": layout.seats
        }
    if layout.talking_minutes / layout.rounds < TALK_TOO_SHORT:
        yield _("Weniger als zwei Minuten Redezeit je Kopf und Runde.")


def _among(ranks: Mapping[str, int], *wanted: str) -> int:
    return sum(ranks.get(rank, 0) for rank in wanted)
