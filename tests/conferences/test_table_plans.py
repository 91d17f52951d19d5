"""Table plans of an edition: versions, publishing, moves by hand, planning anew in the room."""

import copy
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from marlerweg.conferences import actions, links, policies, queries, seating_words
from marlerweg.conferences.actions import seating
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, Registration, TablePlan, TableTask
from marlerweg.conferences.queries import Rules
from marlerweg.conferences.queries.gathering import gathering
from marlerweg.conferences.rules.phases import Right
from marlerweg.conferences.rules.reading import read_gathering, seats_of
from marlerweg.conferences.rules.seating import Seating
from marlerweg.conferences.rules.seats import day_of, moved, people_in, shifts, swapped, table_of
from marlerweg.conferences.seats_shown import effects
from marlerweg.conferences.verification import verify
from marlerweg.formats.models import Body, Seat
from marlerweg.foundation.decisions import Refused
from marlerweg.network.models import Person
from tests.cast import Cast
from tests.conferences.hall import DAY, NOW, full, moment, register

pytestmark = pytest.mark.django_db
State = TablePlan.State


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough for these small days, and no test waits for the search to give up."""
    monkeypatch.setattr(seating, "SECONDS", 0.4)
    monkeypatch.setattr(seating, "SECONDS_IN_THE_ROOM", 0.3)


@pytest.fixture
def hall() -> Edition:
    return full(people=20, tables=5, seats=5)


@pytest.fixture
def plan(hall: Edition, cast: Cast) -> TablePlan:
    return actions.make_plan(hall, Rules(most_colleagues=2), by=cast.coordinator, at=NOW)


def published_numbers(of: Edition) -> list[int]:
    return list(of.plans.filter(state=State.PUBLISHED).values_list("number", flat=True))


def a_swap(plan: TablePlan) -> Any:
    """Two people of round one whose exchange keeps every rule."""
    for one in sorted(people_in(plan.seats)):
        for other in sorted(people_in(plan.seats)):
            rounds = swapped(plan.seats, 1, one, other)
            if shifts(plan.seats, rounds) and not verify(plan.input, {"rounds": rounds}).violations:
                return rounds
    raise AssertionError("this day has no free exchange")


# --- What the planner gets to know ---------------------------------------------------------------------------------------


def test_the_input_comes_from_the_registrations(hall: Edition) -> None:
    people = list(hall.registrations.order_by("number"))
    first_round, table = hall.rounds.get(number=1), hall.tables.get(number=2)
    people[0].rounds.set([first_round])
    people[1].interprets_for.add(people[2])
    Registration.objects.filter(pk=people[2].pk).update(needs_accessible=True)
    Registration.objects.filter(pk=people[3].pk).update(state="cancelled")
    TableTask.objects.create(table=table, registration=people[4], kind="moderation")
    raw, names = gathering(hall, Rules(apart=[(people[5].pk, people[3].pk)]), on=DAY)
    rows = {row["id"]: row for row in raw["people"]}
    assert len(rows) == 19
    assert rows[str(people[0].pk)]["present"] == [1]
    assert rows[str(people[1].pk)]["interpreter_for"] == [str(people[2].pk)]
    assert rows[str(people[2].pk)]["needs_accessible"]
    assert rows[str(people[4].pk)]["pin"] == dict.fromkeys(("1", "2", "3"), str(table.pk))
    assert [len(row["wishes"]) for row in raw["people"]] == [3] * 19
    assert raw["rules"]["keep_apart"] == [], "whoever does not come needs no rule"
    assert "Person" not in str(raw), "a plan knows no names"
    assert "Verein" not in str(raw)
    assert (names[str(people[6].pk)], names[str(table.pk)]) == ("Person 07", str(table))


def test_who_shares_a_body_or_sat_together_last_time_knows_each_other(hall: Edition, cast: Cast) -> None:
    people = [Person.objects.create(family_name=f"Mensch {number}") for number in range(4)]
    for row, person in zip(hall.registrations.order_by("number"), people, strict=False):
        Registration.objects.filter(pk=row.pk).update(person=person)
    here = {
        person.pk: row.pk
        for row in hall.registrations.all()
        for person in people
        if row.person_id == person.pk
    }
    body = Body.objects.create(name="AG Sport", kind="working_group")
    for person in people[:2]:
        Seat.objects.create(body=body, person=person, role="Mitglied")
    Seat.objects.create(body=body, person=people[3], role="Mitglied", ends=DAY.replace(year=2020))
    last = full(people=4, tables=1, seats=4, rounds=1, code="2025")
    Edition.objects.filter(pk=last.pk).update(
        starts_on=DAY.replace(year=2025), ends_on=DAY.replace(year=2025)
    )
    then = list(last.registrations.order_by("number"))
    for row, person in zip(then, people, strict=True):
        row.person, row.state = person, "attended"
        row.save()
    Registration.objects.filter(pk=then[0].pk).update(state="no_show")
    table = str(last.tables.get().pk)
    TablePlan.objects.create(
        edition=last, number=1, state="published", made_at=NOW, seats=[{table: [str(then[0].pk), str(then[2].pk), str(then[3].pk)]}]
    )  # fmt: skip
    raw, _names = gathering(hall, Rules(), on=DAY)
    pairs = {frozenset(pair) for pair in raw["met"]}
    names = [str(here[person.pk]) for person in people]
    assert pairs == {frozenset(names[:2]), frozenset(names[2:])}
    assert gathering(hall, Rules(avoid_acquaintances=False), on=DAY)[0]["met"] == []


# --- Versions -------------------------------------------------------------------------------------------------------------


def test_a_plan_seats_everybody_and_carries_its_certificate(plan: TablePlan) -> None:
    assert (plan.number, plan.state, plan.parent) == (1, State.DRAFT, None)
    assert all(len(day_of(plan.seats, key)) == 3 for key in people_in(plan.seats))
    assert len(people_in(plan.seats)) == 20
    assert [goal["key"] for goal in plan.certificate["goals"]][:2] == ["rules", "wishes"]
    assert actions.checked(plan).sound


def test_no_version_is_lost_and_exactly_one_is_published(plan: TablePlan, hall: Edition, cast: Cast) -> None:
    by = cast.coordinator
    first = actions.publish_plan(plan, by=by, at=NOW)
    assert published_numbers(hall) == [1]
    second = actions.save_move(first, a_swap(first), by=by, at=NOW, reason="Bitte von Tisch 3")
    assert (second.number, second.parent, second.state) == (2, first, State.DRAFT)
    assert published_numbers(hall) == [1], "a draft changes nothing for anybody"
    actions.publish_plan(second, by=by, at=NOW)
    third = actions.replan_in_the_room(second, missing=[hall.registrations.all()[0].pk], by=by, at=NOW)
    actions.publish_plan(third, by=by, at=NOW)
    kept = copy.deepcopy(first.seats)
    actions.publish_plan(first, by=by, at=NOW)  # undo
    assert published_numbers(hall) == [1]
    states = dict(hall.plans.values_list("number", "state"))
    assert states == {1: "published", 2: "replaced", 3: "replaced"}
    assert hall.plans.get(number=1).seats == kept


def test_two_cannot_publish_over_each_other_unseen(plan: TablePlan, hall: Edition, cast: Cast) -> None:
    other = actions.save_move(plan, a_swap(plan), by=cast.assistant, at=NOW)
    actions.publish_plan(plan, by=cast.coordinator, at=NOW, expected=0)
    with pytest.raises(actions.Outdated):
        actions.publish_plan(other, by=cast.assistant, at=NOW, expected=0)
    assert published_numbers(hall) == [1]


@pytest.mark.parametrize("harm", ["seat", "claim"])
def test_the_verifier_keeps_an_unsound_plan_from_being_published(
    plan: TablePlan, hall: Edition, cast: Cast, harm: str
) -> None:
    actions.publish_plan(plan, by=cast.coordinator, at=NOW)
    bad = actions.save_move(plan, a_swap(plan), by=cast.coordinator, at=NOW)
    if harm == "seat":
        table, people = next(iter(bad.seats[0].items()))
        other = next(key for key in bad.seats[0] if key != table)
        bad.seats[0][other] = [*bad.seats[0][other], people[0]]
    else:
        bad.certificate["goals"][1]["value"] -= 1
    bad.save()
    with pytest.raises(actions.Unsound):
        actions.publish_plan(bad, by=cast.coordinator, at=NOW)
    assert published_numbers(hall) == [1]


def test_a_move_that_breaks_a_rule_is_not_saved(plan: TablePlan, hall: Edition, cast: Cast) -> None:
    person = next(iter(people_in(plan.seats)))
    (_one, first), (_two, second), *_rest = day_of(plan.seats, person)
    assert first != second
    rounds = moved(plan.seats, 1, person, second)  # the same theme twice
    with pytest.raises(actions.Unsound):
        actions.save_move(plan, rounds, by=cast.coordinator, at=NOW)
    assert hall.plans.count() == 1


def test_the_effect_shown_is_what_planning_counts(plan: TablePlan) -> None:
    """Two roads: the verifier's figures on the page, and the planner's own seating."""
    rounds = a_swap(plan)
    shown = {each.title: each for each in effects(verify(plan.input, {"rounds": plan.seats}).values, verify(plan.input, {"rounds": rounds}).values)}  # fmt: skip
    day = read_gathering(plan.input)
    before, after = (Seating(day, seats_of(day, each)) for each in (plan.seats, rounds))
    wishes, repeats = shown["Tischwünsche"], shown["Wiederholte Begegnungen"]
    assert (wishes.before, wishes.after) == (before.wish, after.wish)
    assert (repeats.before, repeats.after) == (before.repeats, after.repeats)
    assert wishes.kind == ("same" if after.wish == before.wish else "worse")


def test_a_saved_move_is_measured_anew_and_may_be_published(plan: TablePlan, cast: Cast) -> None:
    new = actions.save_move(plan, a_swap(plan), by=cast.coordinator, at=NOW)
    values = verify(new.input, {"rounds": new.seats}).values
    assert {goal["key"]: goal["value"] for goal in new.certificate["goals"] if goal["key"] in values} == {
        key: values[key] for key in ("rules", "wishes", "repeats", "most_meetings", "least_new_contacts")
    }
    assert actions.publish_plan(new, by=cast.coordinator, at=NOW).state == State.PUBLISHED


def test_in_the_room_few_seats_move(plan: TablePlan, hall: Edition, cast: Cast) -> None:
    actions.publish_plan(plan, by=cast.coordinator, at=NOW)
    missing = list(hall.registrations.order_by("number")[:3])
    guest = register(hall, "Gast Neu", by=cast.coordinator)
    guest.rounds.set(hall.rounds.all())
    new = actions.replan_in_the_room(plan, missing=[row.pk for row in missing], by=cast.assistant, at=NOW)
    found = shifts(plan.seats, new.seats)
    gone = {each.person for each in found if each.after is None}
    came = {each.person for each in found if each.before is None}
    moving = [each for each in found if each.before and each.after]
    assert gone == {str(row.pk) for row in missing}
    assert came == {str(guest.pk)}
    assert len(moving) <= 2 * 4
    assert actions.checked(new).sound
    assert hall.registrations.filter(state="no_show").count() == 0, "planning decides nobody's state"


def test_rounds_that_are_over_stay(plan: TablePlan, hall: Edition, cast: Cast) -> None:
    gone = hall.registrations.order_by("number")[0]
    guest = register(hall, "Gast Neu", by=cast.coordinator)
    guest.rounds.set(hall.rounds.all())
    new = actions.replan_in_the_room(plan, missing=[], from_round=2, by=cast.assistant, at=NOW)
    assert table_of(new.seats, 1, str(guest.pk)) is None
    assert table_of(new.seats, 2, str(guest.pk)) is not None
    assert all(each.round > 1 for each in shifts(plan.seats, new.seats))
    assert table_of(new.seats, 1, str(gone.pk)) == table_of(plan.seats, 1, str(gone.pk))
    assert actions.checked(new).sound


def test_what_cannot_be_is_said_by_name(hall: Edition, cast: Cast) -> None:
    hall.tables.update(seats=3)
    with pytest.raises(actions.NoPlan) as caught:
        actions.make_plan(hall, Rules(), by=cast.coordinator, at=NOW)
    assert caught.value.reasons
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", str(caught.value))
    hall.tables.all().delete()
    with pytest.raises(actions.NoPlan, match="noch keinen Tisch"):
        actions.make_plan(hall, Rules(), by=cast.coordinator, at=NOW)


def test_only_while_there_is_something_to_plan_the_page_says_who_no_longer_comes(
    client: Client, plan: TablePlan, hall: Edition, cast: Cast
) -> None:
    client.force_login(cast.coordinator)
    gone = hall.registrations.order_by("number").first()
    Registration.objects.filter(pk=gone.pk).update(state=Registration.State.NO_SHOW)
    page = reverse("conferences:plan", args=[hall.code, plan.number])
    assert "nicht mehr angemeldet: " + gone.name in client.get(page).content.decode()
    Edition.objects.filter(pk=hall.pk).update(state="documented")
    assert "haben sich geändert" not in client.get(page).content.decode()


def test_nobody_plans_a_day_that_is_over(plan: TablePlan, hall: Edition, cast: Cast) -> None:
    Edition.objects.filter(pk=hall.pk).update(state="documented")
    hall.refresh_from_db()
    plan.refresh_from_db()
    assert not policies.is_time_for(hall, Right.PLAN)
    with pytest.raises(Refused):
        actions.publish_plan(plan, by=cast.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.make_plan(hall, Rules(), by=cast.coordinator, at=NOW)


def test_only_those_who_organise_plan(hall: Edition, cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.make_plan(hall, Rules(), by=cast.member, at=NOW)


def test_where_the_lot_would_mix_better_the_page_does_not_call_it_nearly_as_good() -> None:
    """A plan that keeps rules and wishes may mix a little less than seats drawn without any."""
    for chance, words in ((816, "halten aber weder Regeln"), (800, "fast so gut"), (500, "im Mittel 500.")):
        (remark,) = seating_words.remarks({"facts": {"contacts": 810, "contacts_by_chance": chance}})
        assert words in remark


# --- Pages ----------------------------------------------------------------------------------------------------------------


def test_from_the_form_to_ones_own_table(client: Client, hall: Edition, cast: Cast) -> None:
    row = register(hall, "Amira Beispiel", by=cast.coordinator)
    own = reverse("conferences:own", args=[links.secret(Purpose.REGISTRATION, row.pk)])
    client.force_login(cast.coordinator)
    form = client.get(reverse("conferences:make_plan", args=[hall.code]))
    assert form.context["form"].initial["no_theme_twice"]
    answer = client.post(
        reverse("conferences:make_plan", args=[hall.code]),
        {"no_theme_twice": "on", "most_colleagues": "3", "apart": "1 und 2\n3, 4", "reason": "erste Fassung"},
    )
    assert answer.url == reverse("conferences:plan", args=[hall.code, 1])
    page = client.get(answer.url).content.decode()
    assert "Bescheinigung" in page
    assert "Alle festen Regeln sind eingehalten." in page
    assert "Ihre Tische" not in client.get(own).content.decode()
    client.post(reverse("conferences:publish_plan", args=[hall.code, 1]), {"gesehen": "0"})
    plan = hall.plans.get()
    assert (plan.state, plan.reason, len(plan.input["rules"]["keep_apart"])) == (
        "published",
        "erste Fassung",
        2,
    )
    seen = client.get(own).content.decode()
    assert "Ihre Tische" in seen
    assert len(queries.own_seats(row)) == 3
    for seat in queries.own_seats(row):
        assert str(seat.table) in seen


def test_a_wrong_pair_is_refused_with_its_line(client: Client, hall: Edition, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    for wrong, words in (("1", "zwei verschiedene Nummern"), ("1, 99", "99"), ("4, 4", "zwei verschiedene")):
        page = client.post(reverse("conferences:make_plan", args=[hall.code]), {"apart": wrong})
        assert page.status_code == 422
        assert words in page.content.decode()
    assert hall.plans.count() == 0


def test_a_move_is_shown_before_it_is_saved(
    client: Client, plan: TablePlan, hall: Edition, cast: Cast
) -> None:
    client.force_login(cast.assistant)
    address = reverse("conferences:move_seat", args=[hall.code, 1])
    (change, *_) = shifts(plan.seats, a_swap(plan))
    (other,) = {each.person for each in shifts(plan.seats, a_swap(plan))} - {change.person}
    wish = {"runde": "1", "person": change.person, "tausch": other}
    page = client.get(address, wish)
    assert "Was sich an den Zielen ändert" in page.content.decode()
    assert hall.plans.count() == 1
    assert client.post(address, wish).url == reverse("conferences:plan", args=[hall.code, 2])
    assert hall.plans.get(number=2).parent == plan
    second = day_of(plan.seats, change.person)[1][1]  # the same theme twice
    refused = client.post(address, {"runde": "1", "person": change.person, "tisch": second})
    assert refused.status_code == 422
    assert "So geht es nicht" in refused.content.decode()
    assert client.get(address, {"runde": "1", "person": change.person}).status_code == 422


def test_the_room_is_replanned_with_one_button(
    client: Client, plan: TablePlan, hall: Edition, cast: Cast
) -> None:
    actions.publish_plan(plan, by=cast.coordinator, at=NOW)
    everybody = hall.registrations.order_by("number")
    Edition.objects.filter(pk=hall.pk).update(state="running")
    for row in everybody[3:]:
        Registration.objects.filter(pk=row.pk).update(state="attended", checked_in_at=moment(9))
    client.force_login(cast.assistant)
    address = reverse("conferences:replan", args=[hall.code, 1])
    form = client.get(address).context["form"]
    absent = form.fields["missing"].initial
    assert sorted(absent) == sorted(str(row.pk) for row in everybody[:3])
    answer = client.post(address, {"from_round": "1", "missing": absent})
    assert answer.url == reverse("conferences:compare_plans", args=[hall.code, 1, 2])
    page = client.get(answer.url)
    assert {move.after for move in page.context["moves"] if move.person in absent} == {"nicht mehr dabei"}
    assert "Wer wechselt wohin" in page.content.decode()
    assert client.get(answer.url).context["published"].number == 1


def test_an_unsound_plan_says_so_by_name(client: Client, plan: TablePlan, hall: Edition, cast: Cast) -> None:
    person = plan.seats[0][next(iter(plan.seats[0]))].pop()
    plan.save()
    client.force_login(cast.coordinator)
    page = client.post(reverse("conferences:publish_plan", args=[hall.code, 1]), {"gesehen": "0"})
    assert page.status_code == 409
    assert hall.registrations.get(pk=person).name in page.content.decode()
    assert published_numbers(hall) == []


def test_the_adviser_says_where_chance_is_nearly_as_good(client: Client, hall: Edition, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    page = client.get(
        reverse("conferences:advice", args=[hall.code]),
        {"people": "60", "themes": "5", "minutes": "135", "pause": "5"},
    )
    rows = {(row.tables, row.rounds): (row, remarks) for row, remarks in page.context["rows"]}
    crowded, remarks = rows[5, 3]
    assert (crowded.seats, crowded.repeats) == (12, 180)
    assert any("Zufall" in remark for remark in remarks)
    assert "Niemand muss dieselbe Person zweimal treffen." in rows[10, 2][1]
    assert client.get(reverse("conferences:advice", args=[hall.code]), {"people": "x"}).status_code == 422


@pytest.mark.parametrize("name", ["plan_paper", "seat_cards", "certificate_paper"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_papers(client: Client, plan: TablePlan, hall: Edition, cast: Cast, name: str, language: str) -> None:
    client.force_login(cast.assistant)
    with translation.override(language):
        answer = client.get(reverse(f"conferences:{name}", args=[hall.code, 1]))
    assert answer.content.startswith(b"%PDF")


def test_pages_cost_the_same_for_many(client: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    """Sixty people and three versions within fifteen queries."""
    hall = full()
    plan = actions.make_plan(hall, Rules(), by=cast.coordinator, at=NOW)
    actions.publish_plan(plan, by=cast.coordinator, at=NOW)
    for _time in range(2):
        actions.save_move(plan, a_swap(plan), by=cast.coordinator, at=NOW)
    client.force_login(cast.coordinator)
    for name, numbers in (("plans", []), ("plan", [1]), ("move_seat", [1]), ("replan", [1]), ("compare_plans", [1, 2]), ("make_plan", []), ("advice", [])):  # fmt: skip
        with django_assert_max_num_queries(15):
            assert client.get(reverse(f"conferences:{name}", args=[hall.code, *numbers])).status_code == 200
