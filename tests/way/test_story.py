"""The whole Way, from a voice on a phone to the answer in its own language."""

import datetime as dt

import pytest

from marlerweg.accounts.models import User
from marlerweg.audit import queries as audit
from marlerweg.foundation.decisions import Refused
from marlerweg.way import actions, queries
from marlerweg.way.models import Answer, Contribution, Need, Step
from marlerweg.way.rules.states import NotPossible
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage


def later(days: int) -> dt.datetime:
    return NOW + dt.timedelta(days=days)


@pytest.fixture
def voice(stage: Stage) -> Contribution:
    return actions.speak_publicly(
        "Ми чекаємо на квартиру вже два роки.",
        language="uk",
        at=NOW,
        theme=stage.housing,
        districts=[stage.north],
        seconds=40,
    )


@pytest.fixture
def need(voice: Contribution, stage: Stage, cast: Cast) -> Need:
    return actions.open_need(
        "Familien finden keine Wohnung",
        theme=stage.housing,
        by=cast.coordinator,
        at=later(1),
        contributions=[voice],
    )


def told(contribution: Contribution) -> list[str]:
    return [answer.occasion for answer in queries.answers_to(contribution)]


def test_from_a_voice_to_its_answer(voice: Contribution, need: Need, stage: Stage, cast: Cast) -> None:
    office: User = cast.coordinator
    assert (voice.number, need.number) == ("H-2026-0001", "B-2026-0001")
    actions.make_ready(need, by=office, at=later(2))
    decision = actions.decide(
        need, "accept", body=stage.steering_group, on=TODAY, by=cast.steering_member, at=later(10)
    )
    assert "accept" not in told(voice), "the reason waits for its approved wording"
    actions.word(decision, "Die Stadt richtet eine Wohnberatung ein.", by=office, at=later(11))
    actions.word(
        decision, "Місто створює консультацію з питань житла.", language="uk", by=office, at=later(11)
    )
    actions.approve_wording(decision, by=office, at=later(11))
    answer = queries.answers_to(voice).get(occasion="accept")
    assert answer.wording == "Місто створює консультацію з питань житла."
    assert (answer.language, answer.wording_language) == ("uk", "uk")

    measure = actions.plan_measure(
        "Wohnberatung",
        needs=[need],
        responsible=stage.office,
        decision=decision,
        by=office,
        at=later(12),
        on=TODAY,
    )
    actions.report_status(measure, "running", on=TODAY, by=office, at=later(20))
    actions.report_status(measure, "done", on=TODAY, by=office, at=later(90))
    actions.review(
        need, "resolved", "Keine neuen Hinweise seit drei Monaten.", on=TODAY, by=office, at=later(180)
    )
    need.refresh_from_db()
    assert need.state == "resolved"
    assert told(voice) == ["receive", "join", "make_ready", "accept", "start", "finish", "resolve"]
    assert not Answer.objects.filter(state=Answer.State.DUE).exists()
    assert audit.first_break() is None


def test_the_same_form_twice_is_one_contribution(stage: Stage) -> None:
    import uuid

    once = uuid.uuid4()
    first, second = (
        actions.speak_publicly("Der Bus fährt abends nicht.", language="de", at=NOW, seconds=30, once=once)
        for _ in range(2)
    )
    assert first.pk == second.pk
    assert Contribution.objects.count() == 1


def test_what_looks_like_advertising_is_held_but_kept(stage: Stage) -> None:
    held = actions.speak_publicly("Kaufen Sie jetzt billig ein!", language="de", at=NOW, seconds=1)
    assert held.held_because == "too_fast"
    assert held.number


def test_splitting_brings_a_contribution_back_and_tells_it(
    voice: Contribution, need: Need, cast: Cast
) -> None:
    actions.leave(voice, by=cast.coordinator, at=later(2))
    voice.refresh_from_db()
    assert voice.state == "received"
    assert queries.current_need(voice) is None
    assert told(voice)[-1] == "leave"


def test_merging_and_undoing_it_leaves_everything_where_it_was(
    voice: Contribution, need: Need, stage: Stage, cast: Cast
) -> None:
    other_voice = actions.speak_publicly("Zu wenige große Wohnungen", language="de", at=NOW, seconds=30)
    other = actions.open_need(
        "Große Wohnungen fehlen",
        theme=stage.housing,
        by=cast.coordinator,
        at=later(1),
        contributions=[other_voice],
    )
    actions.merge(other, need, by=cast.coordinator, at=later(2))
    assert queries.current_need(other_voice) == need
    other.refresh_from_db()
    actions.unmerge(other, by=cast.coordinator, at=later(3))
    assert queries.current_need(other_voice) == other
    assert queries.current_need(voice) == need
    assert other.state == "collecting"


def test_a_referral_waits_for_its_answer(need: Need, stage: Stage, cast: Cast) -> None:
    actions.make_ready(need, by=cast.coordinator, at=later(2))
    decision = actions.decide(
        need,
        "refer",
        body=stage.steering_group,
        on=TODAY,
        referred_to=stage.county,
        by=cast.coordinator,
        at=later(3),
    )
    assert list(queries.waiting_elsewhere(cast.coordinator)) == [need]
    actions.hear_from_above(decision, "Wir nehmen es auf.", on=TODAY, by=cast.coordinator, at=later(30))
    need.refresh_from_db()
    assert need.state == "ready"


def test_a_deferred_need_comes_back_on_its_day(need: Need, stage: Stage, cast: Cast) -> None:
    actions.make_ready(need, by=cast.coordinator, at=later(2))
    due = TODAY + dt.timedelta(days=30)
    actions.decide(
        need, "defer", body=stage.steering_group, on=TODAY, wait_until=due, by=cast.coordinator, at=later(3)
    )
    assert actions.come_due(due - dt.timedelta(days=1), at=later(32)) == 0
    assert actions.come_due(due, at=later(33)) == 1
    need.refresh_from_db()
    assert need.state == "ready"


def test_nothing_half_done_when_a_step_is_not_possible(need: Need, stage: Stage, cast: Cast) -> None:
    before = Step.objects.count()
    with pytest.raises(NotPossible):
        actions.decide(need, "accept", body=stage.steering_group, on=TODAY, by=cast.coordinator, at=later(3))
    assert Step.objects.count() == before
    assert not need.decisions.exists()


@pytest.mark.parametrize("who", ["member", "councillor", "administrator", "stranger", "case_manager"])
def test_only_the_coordination_joins(who: str, voice: Contribution, need: Need, cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.leave(voice, by=getattr(cast, who), at=later(2))
