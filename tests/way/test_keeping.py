"""What is kept beside the rows says the same as the rows themselves, whatever was done and taken back."""

import datetime as dt

from marlerweg.way import actions
from marlerweg.way.actions.keeping import keep_days, keep_mentions
from marlerweg.way.models import Contribution, Decision, Mention, Need
from marlerweg.way.queries.counting import figures
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage


def days() -> dict[str, float | None]:
    return dict(Contribution.objects.values_list("number", "days_to_decision"))


def mentions() -> set[tuple[object, str]]:
    return set(Mention.objects.values_list("need", "term"))


def is_true_to_the_rows() -> None:
    kept = days(), mentions()
    keep_days()
    for need in Need.objects.all():
        keep_mentions(need)
    assert (days(), mentions()) == kept


def say(text: str, days_ago: int = 0) -> Contribution:
    return actions.speak_publicly(text, language="de", at=NOW - dt.timedelta(days=days_ago), seconds=40)


def test_through_joining_moving_merging_and_back(stage: Stage, cast: Cast) -> None:
    by = cast.coordinator
    housing, heating = say("Wir finden keine Wohnung.", 10), say("Die Heizung ist zu teuer.", 4)
    one = actions.open_need("Wohnungen fehlen", theme=stage.housing, by=by, at=NOW, contributions=[housing])
    other = actions.open_need("Teure Wärme", theme=stage.housing, by=by, at=NOW, contributions=[heating])
    is_true_to_the_rows()
    actions.make_ready(one, by=by, at=NOW)
    actions.decide(one, "defer", body=stage.steering_group, on=TODAY, by=by, at=NOW, wait_until=TODAY)
    assert days() == {housing.number: 10, heating.number: None}
    actions.join(heating, one, by=by, at=NOW)
    assert days() == {housing.number: 10, heating.number: 4}
    is_true_to_the_rows()
    actions.join(heating, other, by=by, at=NOW)
    is_true_to_the_rows()
    actions.merge(other, one, by=by, at=NOW + dt.timedelta(hours=1))
    assert days() == {housing.number: 10, heating.number: 4}
    is_true_to_the_rows()
    actions.unmerge(other, by=by, at=NOW + dt.timedelta(hours=2))
    assert days() == {housing.number: 10, heating.number: None}
    is_true_to_the_rows()
    actions.leave(housing, by=by, at=NOW + dt.timedelta(hours=3))
    assert days()[housing.number] is None
    is_true_to_the_rows()


def test_a_decision_before_the_voice_is_no_answer_to_it(stage: Stage, cast: Cast) -> None:
    by = cast.coordinator
    need = actions.open_need("Wohnungen fehlen", theme=stage.housing, by=by, at=NOW)
    actions.make_ready(need, by=by, at=NOW)
    actions.decide(need, "accept", body=stage.steering_group, on=TODAY, by=by, at=NOW - dt.timedelta(days=1))
    actions.join(say("Wir finden keine Wohnung."), need, by=by, at=NOW)
    assert set(days().values()) == {None}
    is_true_to_the_rows()
    assert figures(TODAY).days_to_decision is None


def test_a_translation_and_new_words_are_looked_up_too(stage: Stage, cast: Cast) -> None:
    by = cast.coordinator
    voice = actions.speak_publicly("Щось дивне.", language="uk", at=NOW, seconds=40)
    need = actions.open_need("Etwas", theme=stage.housing, by=by, at=NOW, contributions=[voice])
    before = mentions()
    actions.translate(voice, "Der Aufzug am Bahnhof ist kaputt.", by=by, at=NOW)
    assert mentions() > before
    is_true_to_the_rows()
    actions.change_need(need, by=by, at=NOW, version=need.version, title="Aufzüge und Rampen")
    is_true_to_the_rows()


def test_when_a_need_was_first_put_up_stands_with_each_decision(stage: Stage, cast: Cast) -> None:
    by = cast.coordinator
    need = actions.open_need("Wohnungen fehlen", theme=stage.housing, by=by, at=NOW)
    actions.make_ready(need, by=by, at=NOW)
    for later in (20, 40):
        at = NOW + dt.timedelta(days=later)
        actions.decide(
            need, "defer", body=stage.steering_group, on=at.date(), by=by, at=at, wait_until=at.date()
        )
        actions.come_due(at.date(), at=at)
    assert set(Decision.objects.values_list("ready_on", flat=True)) == {TODAY}
