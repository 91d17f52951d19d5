"""Times in the reader's words, from data alone: every language has them, whatever was translated."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from marlerweg.offers.models import Change, Slot
from marlerweg.offers.rules.times.spans import Span

EVERY_DAY = range(1, 8)
LAST = -1


@dataclass(frozen=True)
class Line:
    """One row of the table of times."""

    days: str
    times: str
    notes: Sequence[str] = ()


def weekday(day: int) -> str:
    return str(WEEKDAYS[day - 1])


def days_in_words(days: Iterable[int]) -> str:
    """Three and more in a row are named by the first and the last."""
    wanted = sorted(set(days))
    if not wanted or wanted == list(EVERY_DAY):
        return _("jeden Tag")
    runs: list[list[int]] = []
    for day in wanted:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{weekday(run[0])} – {weekday(run[-1])}" if len(run) > 2 else ", ".join(map(weekday, run))
        for run in runs
    )


def clock(time: dt.time) -> str:
    return time_format(time, "H:i")


def times_in_words(opens: dt.time | None, closes: dt.time | None) -> str:
    """Isolated from left to right, so that a span reads the same in Arabic."""
    return f"\u2066{clock(opens)}–{clock(closes)}\u2069" if opens and closes else _("ganztags")


def day(date: dt.date) -> str:
    return f"{weekday(date.isoweekday())}{comma()} {date_format(date, 'SHORT_DATE_FORMAT')}"


def comma() -> str:
    """The sign itself is another one in Arabic script."""
    return "،" if get_language_bidi() else ","


def rhythm_in_words(slot: Slot) -> str:
    days = days_in_words(slot.days)
    if slot.rhythm == Slot.Rhythm.ONCE:
        return day(slot.on) if slot.on else ""
    if slot.rhythm == Slot.Rhythm.EVERY_N_WEEKS and (slot.every or 1) > 1:
        weeks = _("alle %(number)s Wochen") % {"number": slot.every}
        return f"{days} ({weeks})"
    if slot.rhythm == Slot.Rhythm.MONTHLY_BY_WEEKDAY:
        which = ", ".join(
            pgettext("Wochentag im Monat", "letzter") if n == LAST else f"{n}." for n in slot.nth
        )
        monthly = _("im Monat:")
        return f"{days} ({monthly} {which})"
    if slot.rhythm == Slot.Rhythm.MONTHLY_BY_DAY:
        which = ", ".join(_("letzter Tag") if n == LAST else f"{n}." for n in slot.month_days)
        monthly = _("im Monat:")
        return f"{monthly} {which}"
    return days


def notes_of(slot: Slot) -> list[str]:
    found = [_("nach Vereinbarung")] if slot.by_appointment else []
    if slot.rhythm != Slot.Rhythm.ONCE:
        found += {"closed": [_("nicht in den Schulferien")], "only": [_("nur in den Schulferien")]}.get(
            slot.on_school_holidays, []
        )
        found += {"open": [_("auch an Feiertagen")], "only": [_("nur an Feiertagen")]}.get(
            slot.on_public_holidays, []
        )
    if slot.valid_from:
        found.append(_("ab %(day)s") % {"day": date_format(slot.valid_from, "SHORT_DATE_FORMAT")})
    if slot.valid_until:
        found.append(_("bis %(day)s") % {"day": date_format(slot.valid_until, "SHORT_DATE_FORMAT")})
    return [*found, slot.note] if slot.note else found


def table(slots: Iterable[Slot], today: dt.date) -> list[Line]:
    """What is over is left out."""
    current = [
        slot
        for slot in slots
        if not (slot.valid_until and slot.valid_until < today) and not (slot.on and slot.on < today)
    ]
    return [
        Line(rhythm_in_words(slot), times_in_words(slot.opens, slot.closes), notes_of(slot))
        for slot in current
    ]


def exceptions(changes: Iterable[Change], today: dt.date) -> list[Line]:
    words = {
        "closed": _("fällt aus"),
        "extra": _("findet zusätzlich statt"),
        "changed": _("andere Zeit"),
    }
    return [
        Line(
            day(each.first) if each.first == each.last else f"{day(each.first)} – {day(each.last)}",
            " ".join(
                filter(
                    None, [words[each.kind], times_in_words(each.opens, each.closes) if each.opens else ""]
                )
            ),
            [each.note] if each.note else [],
        )
        for each in changes
        if each.last >= today
    ]


def moment(span: Span) -> str:
    """A date of the future with its times."""
    if span.whole_day:
        return day(span.day)
    return f"{day(span.day)}{comma()} {times_in_words(span.start.time(), span.end.time())}"
