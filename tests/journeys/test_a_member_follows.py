"""(b) A member follows what became of their working group's contribution."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.way import actions
from tests.cast import Cast, person
from tests.way.stage import NOW, TODAY, Stage


@pytest.fixture
def group_member(stage: Stage) -> User:
    user = person("ag", "Ayla Arbeitsgruppe")
    Assignment.objects.create(
        user=user,
        role=Role.MEMBER,
        scope_kind="body",
        scope_id=stage.working_group.pk,
        starts=dt.date(2020, 1, 1),
    )
    return user


@pytest.mark.browser
def test_a_working_group_sees_what_became_of_its_contribution(
    group_member: User,
    stage: Stage,
    cast: Cast,
    live_server: Any,
    signed_in: Any,
    looked_at: Callable[[Page, str], None],
) -> None:
    page = signed_in(group_member)
    page.goto(f"{live_server.url}/weg/hinweise/neu/")
    page.get_by_label("Was haben Sie beobachtet?").fill(
        "In der Südstadt fehlt abends ein Raum für Deutsch-Treffs."
    )
    page.get_by_label("Woher kommt der Hinweis?").select_option("working_group")
    page.get_by_label("Für welches Gremium sprechen Sie?").select_option(label="AG Wohnen")
    looked_at(page, "contribute de desktop")
    page.get_by_role("button", name="Hinweis abgeben").click()
    expect(page.get_by_text("H-2026").first).to_be_visible()

    from marlerweg.way.models import Contribution

    said = Contribution.objects.get()
    at = NOW + dt.timedelta(days=1)
    need = actions.open_need(
        "Räume am Abend", theme=stage.school, by=cast.coordinator, at=at, contributions=[said]
    )
    actions.make_ready(need, by=cast.coordinator, at=at)
    decision = actions.decide(need, "accept", body=stage.steering_group, on=TODAY, by=cast.coordinator, at=at)
    actions.word(decision, "Das Bürgerhaus öffnet dienstags bis 21 Uhr.", by=cast.coordinator, at=at)
    actions.approve_wording(decision, by=cast.coordinator, at=at)

    page.goto(f"{live_server.url}/weg/hinweise/meine/")
    looked_at(page, "mine de desktop")
    page.get_by_role("link", name=said.number).click()
    expect(page.get_by_text("Das Bürgerhaus öffnet dienstags bis 21 Uhr.")).to_be_visible()
    looked_at(page, "own contribution de desktop")


@pytest.mark.browser
def test_another_member_does_not_see_it(
    stage: Stage, cast: Cast, live_server: Any, signed_in: Any, group_member: User
) -> None:
    said = actions.contribute(
        "In der Südstadt fehlt ein Raum.",
        by=group_member,
        at=NOW,
        source="working_group",
        body=stage.working_group,
    )
    page = signed_in(cast.member)
    answer = page.goto(f"{live_server.url}/weg/hinweise/{said.number}/")
    assert answer is not None
    assert answer.status == 404
    page.goto(f"{live_server.url}/weg/hinweise/meine/")
    expect(page.get_by_text(said.number)).to_have_count(0)
