"""The demo town shows everything the Way knows, and all of it is true."""

import datetime as dt
import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from marlerweg.accounts.models import Assignment, User
from marlerweg.audit.models import Event
from marlerweg.audit.queries import first_break
from marlerweg.demo import queries, year
from marlerweg.demo.actions import Report, build
from marlerweg.demo.cast import PASSWORD
from marlerweg.way.models import (
    Answer,
    Contribution,
    Decision,
    HelpOffer,
    Joining,
    Measure,
    Need,
    Review,
    Step,
    Wording,
)
from marlerweg.way.queries import figures, follow_ups, silent_measures
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import CONTRIBUTION_STEPS, NEED_STEPS
from tests.demo.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def told(model: type, field: str) -> set[str]:
    return set(model.objects.values_list(field, flat=True))


def test_a_year_of_the_promised_size(town: Report) -> None:
    assert town == Report(60, 251, 40, 60, 50, 30, 148)


def test_everything_that_can_occur_occurs() -> None:
    assert told(Contribution, "source") == set(Contribution.Source.values)
    assert told(Contribution, "state") == set(Contribution.State.values)
    assert told(Need, "state") == set(Need.State.values)
    assert told(Decision, "kind") == set(Decision.Kind.values)
    assert told(Measure, "status") == set(Measure.Status.values)
    assert told(Review, "finding") == set(Review.Finding.values)
    assert told(Assignment, "role") == {role for role, _ in Assignment.ROLES}
    assert {"trap", "links", "too_fast"} <= told(Contribution, "held_because")
    assert Decision.objects.values("body").distinct().count() >= 4


def test_no_two_people_say_the_same() -> None:
    texts = list(Contribution.objects.values_list("text", flat=True))
    assert len(set(texts)) == len(texts)


def test_voices_in_many_languages_are_translated_and_answered_in_them() -> None:
    foreign = Contribution.objects.exclude(language="de").filter(held_because="")
    assert len(set(foreign.values_list("language", flat=True))) >= 8
    assert foreign.count() >= 50
    assert not foreign.filter(translation="").exists()
    assert Answer.objects.filter(wording_language="uk").exists()
    assert Answer.objects.filter(contribution__language="ar", state=Answer.State.SENT).exists()


def test_the_fictional_family_runs_through_the_year() -> None:
    family = year.read().family
    assert len(family.members) == 5
    spoken = Contribution.objects.filter(text__contains=family.name)
    assert spoken.count() >= 12
    assert Joining.objects.filter(contribution__in=spoken).values("need").distinct().count() >= 8
    told_of = {
        member.name.split()[0]
        for member in family.members
        if spoken.filter(text__contains=member.name.split()[0]).exists()
    }
    assert told_of == {"Selin", "Jonas", "Emre", "Lotte", "Gülsüm"}


def test_numbers_are_given_in_the_order_of_time_without_gaps() -> None:
    ordered = list(Contribution.objects.order_by("received_at").values_list("number", flat=True))
    assert ordered == [f"H-2026-{count:04}" for count in range(1, 252)]


def test_every_step_was_allowed_and_follows_its_predecessor() -> None:
    allowed = {Kind.NEED: NEED_STEPS, Kind.CONTRIBUTION: CONTRIBUTION_STEPS}
    moved = 0
    for kind, steps in allowed.items():
        last: dict[object, str] = {}
        for step in Step.objects.filter(kind=kind).exclude(after="").order_by("at"):
            if step.before:
                moved += 1
                assert last[step.item_id] == step.before
                assert steps[step.before, step.event] == step.after
            last[step.item_id] = step.after
    assert moved > 300


def test_nobody_waits_for_an_answer_longer_than_three_weeks() -> None:
    waiting = Answer.objects.filter(state=Answer.State.DUE)
    assert waiting.exists()
    oldest = min(waiting.values_list("due_at", flat=True))
    assert (TODAY - timezone.localdate(oldest)).days <= 21
    assert not Answer.objects.filter(state=Answer.State.SENT, text="").exists()


def test_the_figures_look_like_a_town_at_work() -> None:
    found = figures(TODAY)
    assert 20 <= (found.days_to_decision or 0) <= 90
    assert 80 <= (found.decided_soon.percent or 0) < 100
    assert 50 <= (found.measures_in_order.percent or 0) < 100
    assert found.came_back.part == 1
    assert silent_measures(coordinator(), TODAY).count() >= 3


def test_what_goes_wrong_in_a_town_goes_wrong_here_too() -> None:
    worries = Counter(each.worry for each in follow_ups(coordinator(), TODAY, limit=100))
    assert set(worries) == {"", "no_answer_from_above", "no_measure", "blocked", "silent", "unanswered"}
    assert Decision.objects.filter(kind="refer", answered_on__isnull=False).count() >= 3
    assert all(
        len(reason) > 80 for reason in Decision.objects.filter(kind="reject").values_list("reason", flat=True)
    )


def test_measures_have_what_a_council_asks_for() -> None:
    reported = Measure.objects.filter(status_entries__indicator_value__isnull=False, baseline__isnull=False)
    assert reported.distinct().count() >= 15
    assert not Measure.objects.filter(responsible_role="").exists()
    assert Measure.objects.filter(values__isnull=False).distinct().count() >= 20
    assert Measure.objects.exclude(partners=None).distinct().count() >= 20
    assert HelpOffer.objects.count() >= 60


def test_public_wordings_are_approved_in_several_languages() -> None:
    approved = Wording.objects.filter(state=Wording.State.APPROVED)
    assert set(approved.values_list("language", flat=True)) >= {"de", "uk", "ar", "tr", "en"}
    assert approved.filter(kind=Kind.NEED, language="de").count() >= 30
    assert Wording.objects.filter(state=Wording.State.DRAFT).exists()


def test_nothing_happens_after_today_or_before_the_year() -> None:
    times = Step.objects.values_list("at", flat=True)
    assert timezone.localdate(min(times)) >= dt.date(2026, 1, 5)
    assert timezone.localdate(max(times)) <= TODAY


def test_the_audit_chain_holds() -> None:
    assert Event.objects.filter(action="way.need.open").count() == 40
    assert first_break() is None


@pytest.mark.parametrize("sign_in", [each.account for each in year.read().people if each.account])
def test_every_role_can_sign_in(sign_in: str, client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": f"{sign_in}@marl.example", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get(reverse("portal:desk")).status_code == 200


def test_the_page_for_signing_in_names_every_role(client: Client) -> None:
    shown = client.get(reverse("account_login")).content.decode()
    assert PASSWORD in shown
    assert len(queries.sign_ins()) >= 12
    assert all(each.email in shown for each in queries.sign_ins())


def test_building_again_keeps_what_stands(town: Report) -> None:
    Need.objects.filter(number="B-2026-0001").update(title="Von Hand geändert")
    again = build(today=TODAY)
    assert again.stood_already
    assert again.contributions == town.contributions
    assert Need.objects.get(number="B-2026-0001").title == "Von Hand geändert"


def test_invented_mail_addresses_lead_nowhere() -> None:
    addresses = [*told(Contribution, "mail") - {""}, *told(User, "email")]
    assert len(addresses) > 65
    assert [each for each in addresses if not re.search(r"@(marl|post)\.example$", each)] == []


def test_rare_turns_of_the_way_happen_too() -> None:
    events = set(Step.objects.values_list("event", flat=True))
    assert events >= {"leave", "take_up", "merge", "come_due", "hear_from_above", "recur", "stop"}


def coordinator() -> User:
    return User.objects.get(email="koordination@marl.example")
