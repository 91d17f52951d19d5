"""Large days are planned in the background; what a plan keeps fixed has its own page."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from marlerweg.conferences import actions, queries, thinking
from marlerweg.conferences.actions import planning as deeds
from marlerweg.conferences.forms import seating as forms
from marlerweg.conferences.forms.preparing import TableForm
from marlerweg.conferences.models import Edition, Planning, TablePlan
from marlerweg.conferences.planner_words import worded
from marlerweg.conferences.queries import Rules
from marlerweg.conferences.queries.gathering import gathering
from marlerweg.conferences.verification import verify
from marlerweg.foundation.jobs import worker
from marlerweg.foundation.jobs.models import Job
from marlerweg.foundation.sentences import Sentence, listing
from tests.cast import Cast
from tests.conferences.hall import DAY, NOW, full

pytestmark = pytest.mark.django_db
State = Planning.State


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.setattr(deeds, "seconds_for", lambda people: 1)
    return full(people=15, tables=5, seats=4)


def asked(hall: Edition, cast: Cast, rules: Rules | None = None) -> Planning:
    return thinking.plan_later(hall, rules or Rules(), by=cast.coordinator, at=NOW)


def work_off() -> int:
    return worker.work_off(at=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))


def test_a_large_day_is_planned_by_the_worker(
    client: Client, hall: Edition, cast: Cast, monkeypatch: Any
) -> None:
    monkeypatch.setattr(forms, "AT_ONCE", 10)
    client.force_login(cast.coordinator)
    address = reverse("conferences:planning", args=[hall.code])
    assert client.get(address).status_code == 404, "nothing is on its way"
    answer = client.post(reverse("conferences:make_plan", args=[hall.code]), {"reason": "erste Fassung"})
    assert answer.url == address
    page = client.get(address).content.decode()
    assert "hx-get" in page
    assert "Die Rechnung wartet" in page
    assert "Wie weit ist er?" in client.get(reverse("conferences:plans", args=[hall.code])).content.decode()
    work_off()
    plan = hall.plans.get()
    assert (plan.reason, plan.made_by, actions.checked(plan).sound) == (
        "erste Fassung",
        cast.coordinator,
        True,
    )
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Fassung 1 ansehen" in part
    assert "hx-get" not in part, "who is done asks no more"
    assert "<html" not in part


def test_asked_twice_it_is_thought_out_once(hall: Edition, cast: Cast) -> None:
    assert asked(hall, cast) == asked(hall, cast)
    assert Job.objects.filter(task__endswith="thinking.think").count() == 1
    work_off()
    assert hall.plans.count() == 1
    assert asked(hall, cast).state == State.WAITING, "afterwards it may be asked again"
    assert hall.plannings.count() == 1


def test_stopped_it_leaves_no_plan(client: Client, hall: Edition, cast: Cast) -> None:
    planning = asked(hall, cast)
    client.force_login(cast.assistant)
    client.post(reverse("conferences:stop_planning", args=[hall.code]))
    work_off()
    planning.refresh_from_db()
    assert (planning.state, hall.plans.count()) == (State.STOPPED, 0)
    assert "abgebrochen" in client.get(reverse("conferences:planning", args=[hall.code])).content.decode()


def test_stopped_while_it_thinks_it_ends_within_its_next_sign(hall: Edition, cast: Cast) -> None:
    planning = asked(hall, cast)
    watch = deeds._Watch(planning, lambda: NOW)
    Planning.objects.update(state=State.THINKING)
    watch.last -= 2
    watch()
    assert Planning.objects.get().heard_at == NOW
    actions.stop_planning(planning, by=cast.coordinator, at=NOW)
    watch.last -= 2
    with pytest.raises(deeds.Stopped):
        watch()


def test_silence_is_told(client: Client, hall: Edition, cast: Cast) -> None:
    asked(hall, cast)
    assert not Planning.objects.get().is_silent(NOW + dt.timedelta(seconds=119))
    Planning.objects.update(asked_at=NOW.replace(year=2020))
    client.force_login(cast.coordinator)
    assert (
        "kein Lebenszeichen" in client.get(reverse("conferences:planning", args=[hall.code])).content.decode()
    )


def test_what_does_not_work_out_is_told_by_name_and_in_the_readers_language(
    client: Client, hall: Edition, cast: Cast
) -> None:
    one, other, *_rest = queries.coming(hall)
    pair = (one.pk, other.pk)
    planning = asked(hall, cast, Rules(apart=[pair], together=[pair]))
    work_off()
    planning.refresh_from_db()
    assert planning.state == State.IMPOSSIBLE
    assert one.name not in str(planning.problems), "no name is kept"
    client.force_login(cast.coordinator)
    address = reverse("conferences:planning", args=[hall.code])
    german = client.get(address).content.decode()
    assert f"„{one.name}“, „{other.name}“ sollen getrennt sitzen, gehören in Runde 1" in german
    english = client.get(f"/en{address}").content.decode()
    assert one.name in english
    assert "are to sit apart" in english


def test_the_day_that_moved_on_gets_no_plan(hall: Edition, cast: Cast) -> None:
    planning = asked(hall, cast)
    Edition.objects.filter(pk=hall.pk).update(state="documented")
    work_off()
    planning.refresh_from_db()
    assert (planning.state, hall.plans.count()) == (State.STOPPED, 0)


def test_the_next_plan_begins_with_the_rules_of_the_last(client: Client, hall: Edition, cast: Cast) -> None:
    people = queries.coming(hall)
    rules = Rules(no_theme_twice=False, most_colleagues=3, apart=[(people[0].pk, people[1].pk)])
    asked(hall, cast, rules)
    work_off()
    client.force_login(cast.coordinator)
    form = client.get(reverse("conferences:make_plan", args=[hall.code])).context["form"]
    assert (form["apart"].value(), form["together"].value(), form["most_colleagues"].value()) == (
        "1, 2",
        "",
        3,
    )
    assert not form["no_theme_twice"].value()
    actions.cancel(people[1], by=cast.coordinator, at=NOW)
    form = client.get(reverse("conferences:make_plan", args=[hall.code])).context["form"]
    assert form["apart"].value() == "", "whoever does not come any more needs no rule"


# --- Sentences in other languages ----------------------------------------------------------------------------------------


def test_a_sentence_is_kept_without_loss_and_said_with_names() -> None:
    said = Sentence("%(people)s sollen getrennt sitzen, gehören in Runde %(round)s aber (auch über andere) an denselben Tisch.", people=listing(["a", "b", "c"], 2), round=1)  # fmt: skip
    again = Sentence.of(said.as_data())
    assert again == said == "„a“, „b“ und 1 weitere sollen getrennt sitzen, gehören in Runde 1 aber (auch über andere) an denselben Tisch."  # fmt: skip
    assert "„Ada“" in worded(again, {"a": "Ada"})
    with translation.override("en"):
        assert "sollen" not in worded(again, {"a": "Ada"})


def test_the_verifier_is_read_in_english_too(hall: Edition, cast: Cast) -> None:
    plan = actions.make_plan(hall, Rules(), by=cast.coordinator, at=NOW)
    rounds = [dict(tables) for tables in plan.seats]
    table = next(key for key, people in rounds[0].items() if people)
    rounds[0][table] = rounds[0][table][1:]
    (finding,) = verify(plan.input, {"rounds": rounds}).violations
    with translation.override("en"):
        assert "hat keinen Platz" not in worded(finding, {})


# --- What a plan keeps fixed ---------------------------------------------------------------------------------------------


def test_tasks_and_interpreters_are_given_on_a_page_and_kept_by_the_plan(
    client: Client, hall: Edition, cast: Cast
) -> None:
    one, other, third, *_rest = queries.coming(hall)
    table, first = hall.tables.get(number=2), hall.rounds.get(number=1)
    client.force_login(cast.assistant)
    address = reverse("conferences:tasks", args=[hall.code])
    task = {"deed": "task", "registration": one.pk, "kind": "minutes", "table": table.pk, "round_": first.pk}
    assert client.post(address, task).status_code == 302
    assert (
        client.post(address, {"deed": "interpret", "interpreter": other.pk, "other": third.pk}).status_code
        == 302
    )
    alone = client.post(address, {"deed": "interpret", "interpreter": other.pk, "other": other.pk})
    assert alone.status_code == 422
    page = client.get(address).content.decode()
    assert f"{other.name} dolmetscht für {third.name}" in page
    raw, _names = gathering(hall, Rules(), on=DAY)
    rows = {row["id"]: row for row in raw["people"]}
    assert rows[str(one.pk)]["pin"] == {"1": str(table.pk)}
    assert rows[str(other.pk)]["interpreter_for"] == [str(third.pk)]
    client.post(reverse("conferences:take_task", args=[table.tasks.get().pk]))
    client.post(reverse("conferences:stop_interpreting", args=[hall.code, other.number, third.number]))
    assert (queries.tasks_of(cast.assistant, hall), queries.who_interprets(cast.assistant, hall)) == ([], [])


def test_a_table_may_have_other_seats_in_one_round(client: Client, hall: Edition, cast: Cast) -> None:
    table = hall.tables.get(number=1)
    given = {"number": 1, "theme": table.theme_id, "seats": 4, "least": 0, "is_accessible": "on"}
    form = TableForm({**given, "seats_1": "", "seats_2": "4", "seats_3": "0"}, instance=table, edition=hall)
    assert form.is_valid(), form.errors
    client.force_login(cast.coordinator)
    address = reverse("conferences:edit_part", args=["tisch", table.pk])
    assert client.post(address, {**given, "seats_3": "0"}).status_code == 302
    table.refresh_from_db()
    assert (form.fields_given["seats_by_round"], table.seats_by_round) == ({"3": 0}, {"3": 0})
    assert client.get(address).context["form"]["seats_3"].value() == 0
    plan = actions.make_plan(hall, Rules(no_theme_twice=False), by=cast.coordinator, at=NOW)
    assert not plan.seats[2].get(str(table.pk))


def test_what_the_planner_noticed_stands_beside_the_plan(client: Client, hall: Edition, cast: Cast) -> None:
    one, other, *_rest = queries.coming(hall)
    one.rounds.set([hall.rounds.get(number=1)])
    actions.interpret(one, other, by=cast.coordinator)
    plan = actions.make_plan(hall, Rules(), by=cast.coordinator, at=NOW)
    client.force_login(cast.coordinator)
    page = client.get(reverse("conferences:plan", args=[hall.code, plan.number])).content.decode()
    assert f"Runde 2: „{other.name}“ ist da, aber niemand, der für diese Person dolmetscht." in page
    TablePlan.objects.update(certificate=plan.certificate | {"notes": ["eine alte Notiz"]})
    assert "eine alte Notiz" in client.get(reverse("conferences:plan", args=[hall.code, 1])).content.decode()


def test_the_effect_comes_alone_for_the_mouse(client: Client, hall: Edition, cast: Cast) -> None:
    plan = actions.make_plan(hall, Rules(), by=cast.coordinator, at=NOW)
    tables = [people for people in plan.seats[0].values() if people]
    wish = {"runde": "1", "person": tables[0][0], "tausch": tables[1][0]}
    client.force_login(cast.coordinator)
    part = client.get(
        reverse("conferences:move_seat", args=[hall.code, 1]), wish, headers={"HX-Request": "true"}
    )
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert "Was sich an den Zielen ändert" in part.content.decode()
    half = client.get(
        reverse("conferences:move_seat", args=[hall.code, 1]),
        {"person": wish["person"]},
        headers={"HX-Request": "true"},
    )
    assert (half.status_code, "Wirkung" in half.content.decode()) == (200, False)
