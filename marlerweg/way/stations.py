"""The Way of one item as stations on a line, for the top of every page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marlerweg.ui.path import Passing, Station
from marlerweg.way import public_words, queries
from marlerweg.way.models import Contribution, Decision, Measure, Need
from marlerweg.way.rules.states import NeedState

WAITING_FOR_DECISION = {NeedState.READY, NeedState.ASSIGNED, NeedState.REFERRED, NeedState.DEFERRED}
WITHOUT_MEASURE = {NeedState.REJECTED, NeedState.MERGED}


def of_contribution(contribution: Contribution) -> list[Station]:
    """Before it belongs to a need, only its own station is known."""
    own = Station(
        label=_("Hinweis"),
        passing=Passing.CURRENT,
        number=contribution.number,
        on=day(contribution.received_at),
    )
    if contribution.state in {Contribution.State.ANSWERED, Contribution.State.SET_ASIDE}:
        done = Station(
            label=_("Hinweis"),
            passing=Passing.DONE,
            number=contribution.number,
            on=day(contribution.received_at),
        )
        return [done, Station(label=_("Antwort"), passing=Passing.CURRENT)]
    return [own, *(Station(label=label, passing=Passing.AHEAD) for label in labels()[1:])]


def of_need(
    need: Need,
    *,
    voices: int,
    approaches: int,
    decisions: Sequence[Decision],
    measures: Sequence[Measure],
    open_answers: int,
    linked: bool,
    contribution: Contribution | None = None,
) -> list[Station]:
    """`linked` inside, where numbers lead to pages; `contribution` puts one voice in the first place."""
    state = NeedState(need.state)
    words = labels()
    said = (
        contribution.number
        if contribution
        else ngettext("%(count)s Hinweis", "%(count)s Hinweise", voices) % {"count": voices}
    )
    return [
        Station(
            label=words[0],
            passing=Passing.DONE,
            number=said,
            on=day(contribution.received_at) if contribution else None,
        ),
        Station(
            label=words[1],
            passing=Passing.CURRENT if state == NeedState.COLLECTING else Passing.DONE,
            number=need.number,
            on=day(need.opened_at),
            href=reverse("way:need", args=[need.number]) if linked else "",
        ),
        Station(
            label=words[2],
            passing=approach_passing(state, approaches),
            note=str(approaches) if approaches else "",
        ),
        decision_station(words[3], state, decisions),
        measure_station(words[4], state, measures, linked=linked),
        Station(label=words[5], passing=review_passing(state)),
        Station(
            label=words[6],
            passing=answer_passing(state, open_answers),
            note=_("steht aus") if open_answers else "",
        ),
    ]


def labels() -> list[str]:
    return [
        _("Hinweis"),
        _("Bedarf"),
        _("Handlungsansatz"),
        _("Beschluss"),
        _("Maßnahme"),
        _("Überprüfung"),
        _("Antwort"),
    ]


def approach_passing(state: NeedState, approaches: int) -> Passing:
    if approaches:
        return Passing.DONE
    return Passing.AHEAD if state == NeedState.COLLECTING else Passing.SKIPPED


def decision_station(label: str, state: NeedState, decisions: Sequence[Decision]) -> Station:
    last = decisions[-1] if decisions else None
    if state in WAITING_FOR_DECISION:
        passing = Passing.CURRENT
    elif last:
        passing = Passing.DONE
    else:
        passing = Passing.SKIPPED if state == NeedState.MERGED else Passing.AHEAD
    if last is None:
        return Station(label=label, passing=passing)
    return Station(
        label=label,
        passing=passing,
        number=last.number,
        on=last.decided_on,
        note=str(public_words.DECISIONS[last.kind]),
    )


def measure_station(label: str, state: NeedState, measures: Sequence[Measure], *, linked: bool) -> Station:
    if state in {NeedState.DECIDED, NeedState.IN_PROGRESS}:
        passing = Passing.CURRENT
    elif state in WITHOUT_MEASURE:
        passing = Passing.SKIPPED
    else:
        passing = Passing.DONE if state in {NeedState.UNDER_REVIEW, NeedState.RESOLVED} else Passing.AHEAD
    if not measures:
        return Station(label=label, passing=passing)
    last = measures[-1]
    href = reverse("way:measure", args=[last.number]) if linked else ""
    return Station(
        label=label,
        passing=passing,
        number=last.number,
        on=last.status_on,
        href=href,
        note=str(public_words.MEASURES[last.status]),
    )


def review_passing(state: NeedState) -> Passing:
    if state == NeedState.UNDER_REVIEW:
        return Passing.CURRENT
    if state == NeedState.RESOLVED:
        return Passing.DONE
    return Passing.SKIPPED if state in WITHOUT_MEASURE else Passing.AHEAD


def answer_passing(state: NeedState, open_answers: int) -> Passing:
    if open_answers:
        return Passing.CURRENT
    return Passing.DONE if state in {NeedState.RESOLVED, NeedState.REJECTED} else Passing.AHEAD


def day(moment: datetime) -> date:
    return timezone.localdate(moment)


def whole_way(need: Need, *, linked: bool, contribution: Contribution | None = None) -> list[Station]:
    """The stations of a need; free when it was fetched with `queries.along`, else three queries."""
    counted: Any = (
        need if hasattr(need, "voices_counted") else queries.along(Need.objects.all()).get(pk=need.pk)
    )
    return of_need(
        need,
        voices=counted.voices_counted,
        approaches=counted.approaches_counted,
        decisions=list(counted.decisions.all()),
        measures=list(counted.measures.all()),
        open_answers=counted.answers_open,
        linked=linked,
        contribution=contribution,
    )


def of_voice(contribution: Contribution, need: Need | None, *, linked: bool) -> list[Station]:
    return (
        whole_way(need, linked=linked, contribution=contribution) if need else of_contribution(contribution)
    )
