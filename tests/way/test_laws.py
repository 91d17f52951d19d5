"""Whatever the coordination does in whatever order: nothing said is lost, no answer is skipped, history only grows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marlerweg.accounts.models import User
from marlerweg.way import actions, queries
from marlerweg.way.models import Answer, Contribution, Measure, Need, Step
from marlerweg.way.rules.states import NotPossible
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage

DEEDS = [
    "join", "leave", "open", "make_ready", "take_back", "accept", "reject", "defer", "refer", "above", "reopen",
    "plan", "run", "finish", "end", "resolve", "recur", "merge", "unmerge", "set_aside", "take_up", "approve",
]  # fmt: skip


class Year:
    """A year of work on two voices and up to a few needs."""

    def __init__(self, stage: Stage, by: User) -> None:
        self.stage, self.by, self.at = stage, by, NOW
        self.voices = [
            actions.speak_publicly(text, language=language, at=NOW, seconds=30)
            for text, language in (("Der Bus fährt nicht", "de"), ("Автобус не їде", "uk"))
        ]
        self.needs = [
            actions.open_need("Bus", theme=stage.housing, by=by, at=NOW, contributions=self.voices[:1])
        ]

    def do(self, deed: str, pick: int) -> None:
        self.at += dt.timedelta(days=1)
        voice = Contribution.objects.get(pk=self.voices[pick % 2].pk)
        need = Need.objects.get(pk=self.needs[pick % len(self.needs)].pk)
        when: dict[str, Any] = {"by": self.by, "at": self.at}
        measure = need.measures.first()

        def decide(kind: str, **more: Any) -> Any:
            return actions.decide(need, kind, body=self.stage.steering_group, on=TODAY, **when, **more)

        deeds: dict[str, Callable[[], Any]] = {
            "join": lambda: actions.join(voice, need, **when),
            "leave": lambda: queries.current_need(voice) and actions.leave(voice, **when),
            "open": lambda: self.needs.append(actions.open_need("Neu", theme=self.stage.school, **when)),
            "make_ready": lambda: actions.make_ready(need, **when),
            "take_back": lambda: actions.take_back(need, **when),
            "accept": lambda: decide("accept"),
            "reject": lambda: decide("reject", reason="zu teuer"),
            "defer": lambda: decide("defer", wait_until=TODAY),
            "refer": lambda: decide("refer", referred_to=self.stage.county),
            "above": lambda: [actions.hear_from_above(d, "ja", on=TODAY, **when) for d in need.decisions.filter(kind="refer", answered_on=None)],
            "reopen": lambda: actions.reopen(need, because="neu", **when),
            "plan": lambda: actions.plan_measure("Linie", needs=[need], responsible=self.stage.office, on=TODAY, **when),
            "run": lambda: measure and actions.report_status(measure, "running", on=TODAY, **when),
            "finish": lambda: measure and actions.report_status(measure, "done", on=TODAY, **when),
            "end": lambda: measure and actions.report_status(measure, "ended", on=TODAY, text="kein Geld", **when),
            "resolve": lambda: actions.review(need, "resolved", "gut", on=TODAY, **when),
            "recur": lambda: actions.review(need, "recurred", "wieder", on=TODAY, **when),
            "merge": lambda: need != self.needs[0] and actions.merge(need, Need.objects.get(pk=self.needs[0].pk), **when),
            "unmerge": lambda: need.merged_into and actions.unmerge(need, **when),
            "set_aside": lambda: actions.set_aside(voice, because="unklar", **when),
            "take_up": lambda: actions.take_up(voice, **when),
            "approve": lambda: [(actions.word(d, "Begründung", **when), actions.approve_wording(d, **when)) for d in need.decisions.all()],
        }  # fmt: skip
        try:
            with transaction.atomic():
                deeds[deed]()
        except NotPossible:
            pass


def check(year: Year, history: list[Any]) -> list[Any]:
    for voice in Contribution.objects.all():
        joined = voice.joinings.filter(left_at__isnull=True).count()
        assert joined == (1 if voice.state == "joined" else 0), "a contribution stands in exactly one place"
        told = voice.answers.count()
        steps = Step.objects.filter(item_id=voice.pk).exclude(event="translate").count()
        assert told >= steps, "every step of a contribution is told"
    for answer in Answer.objects.filter(state=Answer.State.DUE):
        assert answer.decision_id, "only a decision's wording may keep an answer waiting"
    for measure in Measure.objects.all():
        assert (
            measure.status
            == measure.status_entries.order_by("-recorded_at").values_list("status", flat=True)[0]
        )
    now = list(Step.objects.order_by("at", "id").values_list("id", "event", "before", "after", "at"))
    assert [row for row in now if row in set(history)] == history, "history only grows"
    return now


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 5)), min_size=3, max_size=25))
def test_no_path_loses_an_item_skips_an_answer_or_changes_history(
    stage: Stage, cast: Cast, deeds: list[tuple[str, int]]
) -> None:
    by = cast.coordinator
    with transaction.atomic():
        year, history = Year(stage, by), []
        for deed, pick in deeds:
            year.do(deed, pick)
            history = check(year, history)
        transaction.set_rollback(True)
