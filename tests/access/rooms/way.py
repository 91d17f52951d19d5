"""The Way: speaking and reading are public, the board is not."""

import datetime as dt
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.way import actions, follow_up
from marlerweg.way.models import Contribution, Decision, Measure, Need
from tests.access.matrix import (
    ACCEPTED,
    FORBIDDEN,
    HIDDEN,
    PAGE,
    POST_ONLY,
    builds,
    everybody,
    only,
    row,
    signed_in,
)
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage

OFFICE = only("coordinator", "assistant")
INSIDE = only("coordinator", "assistant", "steering_member")
COUNCIL = only("coordinator", "assistant", "steering_member", "councillor")
COORDINATION = only("coordinator")
SPEAKERS = signed_in(PAGE).but(
    stranger=HIDDEN, statistician=HIDDEN, data_protection_officer=HIDDEN, administrator=HIDDEN
)
# Who sees the inside but does not coordinate hears why not; everybody else learns nothing.
COORDINATES = COORDINATION(ACCEPTED, HIDDEN).but(assistant=FORBIDDEN, steering_member=FORBIDDEN)
COORDINATES_PAGE = COORDINATION(PAGE, HIDDEN).but(assistant=FORBIDDEN, steering_member=FORBIDDEN)

ROWS = {
    "way:speak": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "way:follow": row(everybody(PAGE), public=True),
    "way:outcomes": row(everybody(PAGE), public=True),
    "way:outcome": row(everybody(HIDDEN), public=True),
    "way:outcome#public": row(everybody(PAGE), public=True),
    "way:board": row(INSIDE(PAGE, HIDDEN)),
    "way:steering": row(INSIDE(PAGE, HIDDEN)),
    "way:council": row(COUNCIL(PAGE, HIDDEN)),
    "way:referred": row(OFFICE(PAGE, HIDDEN).but(county_officer=PAGE)),
    "way:referral": row(OFFICE(PAGE, HIDDEN), post=OFFICE(ACCEPTED, HIDDEN)),
    "way:contribute": row(
        SPEAKERS,
        post=signed_in(ACCEPTED).but(**{role: HIDDEN for role, got in SPEAKERS.items() if got == HIDDEN}),
    ),
    "way:mine": row(
        SPEAKERS,
        post=signed_in(ACCEPTED).but(**{role: HIDDEN for role, got in SPEAKERS.items() if got == HIDDEN}),
    ),
    "way:numbers": row(INSIDE(PAGE, HIDDEN)),
    # Lists answer a POST with the sheet.
    "way:contributions": row(INSIDE(PAGE, HIDDEN), post=INSIDE(ACCEPTED, HIDDEN)),
    "way:needs": row(INSIDE(PAGE, HIDDEN), post=INSIDE(ACCEPTED, HIDDEN)),
    "way:approaches": row(INSIDE(PAGE, HIDDEN), post=INSIDE(ACCEPTED, HIDDEN)),
    "way:decisions": row(INSIDE(PAGE, HIDDEN), post=INSIDE(ACCEPTED, HIDDEN)),
    "way:change_need": row(COORDINATES_PAGE, post=COORDINATES),
    "way:propose": row(POST_ONLY, post=INSIDE(ACCEPTED, HIDDEN), data={"approach-text": "Eine Beratung"}),
    "way:help": row(
        POST_ONLY, post=INSIDE(ACCEPTED, HIDDEN), data={"approach": "A-2026-0001", "help-text": "einen Raum"}
    ),
    "way:change_measure": row(
        OFFICE(PAGE, HIDDEN).but(steering_member=FORBIDDEN),
        post=OFFICE(ACCEPTED, HIDDEN).but(steering_member=FORBIDDEN),
    ),
    "way:contribution": row(INSIDE(PAGE, HIDDEN)),
    "way:sort": row(POST_ONLY, post=COORDINATES, data={"deed": "answer", "answer-text": "Danke."}),
    "way:open_need": row(COORDINATES_PAGE, post=COORDINATES),
    "way:need": row(INSIDE(PAGE, HIDDEN)),
    "way:move_need": row(POST_ONLY, post=COORDINATES, data={"deed": "make_ready"}),
    "way:decide": row(INSIDE(PAGE, HIDDEN), post=INSIDE(ACCEPTED, HIDDEN)),
    "way:plan": row(
        OFFICE(PAGE, HIDDEN).but(steering_member=FORBIDDEN),
        post=OFFICE(ACCEPTED, HIDDEN).but(steering_member=FORBIDDEN),
    ),
    "way:review": row(COORDINATES_PAGE, post=COORDINATES),
    "way:measures": row(
        COUNCIL(PAGE, HIDDEN).but(member=PAGE), post=COUNCIL(ACCEPTED, HIDDEN).but(member=ACCEPTED)
    ),
    "way:found_offer": row(
        POST_ONLY, post=OFFICE(ACCEPTED, HIDDEN).but(steering_member=FORBIDDEN, councillor=FORBIDDEN)
    ),
    "way:measure": row(
        COUNCIL(PAGE, HIDDEN),
        post=OFFICE(ACCEPTED, HIDDEN).but(steering_member=FORBIDDEN, councillor=FORBIDDEN),
    ),
    "way:word": row(
        OFFICE(PAGE, HIDDEN).but(steering_member=FORBIDDEN),
        post=OFFICE(ACCEPTED, HIDDEN).but(steering_member=FORBIDDEN),
    ),
    # The assistance drafts; what the public reads is approved by the coordination.
    "way:word#approve": row(
        OFFICE(PAGE, HIDDEN).but(steering_member=FORBIDDEN),
        post=COORDINATES,
        data={"deed": "approve"},
    ),
}


def said(stage: Stage, cast: Cast) -> Contribution:
    return actions.speak_publicly(
        "Wir warten seit zwei Jahren.", language="de", at=NOW, theme=stage.housing, seconds=40
    )


def a_need(stage: Stage, cast: Cast) -> Need:
    return actions.open_need(
        "Familien finden keine Wohnung",
        theme=stage.housing,
        by=cast.coordinator,
        at=NOW + dt.timedelta(days=1),
        contributions=[said(stage, cast)],
    )


def decided(stage: Stage, cast: Cast, kind: str = "accept", **more: Any) -> Decision:
    need = a_need(stage, cast)
    actions.make_ready(need, by=cast.coordinator, at=NOW + dt.timedelta(days=2))
    return actions.decide(
        need,
        kind,
        body=stage.steering_group,
        on=TODAY,
        by=cast.coordinator,
        at=NOW + dt.timedelta(days=3),
        **more,
    )


def a_measure(stage: Stage, cast: Cast) -> Measure:
    decision = decided(stage, cast)
    return actions.plan_measure(
        "Wohnberatung",
        needs=[decision.need],
        responsible=stage.office,
        decision=decision,
        by=cast.coordinator,
        at=NOW + dt.timedelta(days=4),
        on=TODAY,
    )


@builds("way:follow", "reports:follow")
def a_secret(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"secret": follow_up.token(said(Stage(), cast).pk)}


@builds("way:contribution", "way:sort")
def a_contribution_of_a_resident(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"number": said(Stage(), cast).number}


@builds(
    "way:need",
    "reports:need",
    "way:change_need",
    "way:propose",
    "way:move_need",
    "way:decide",
    "way:plan",
    "way:review",
)
def an_open_need(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"number": a_need(Stage(), cast).number}


@builds("way:outcome", "reports:outcome")
def a_need_without_public_words(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"number": a_need(Stage(), cast).number}


@builds("way:outcome#public", "reports:outcome#public")
def a_public_need(cast: Cast, actor: User | None) -> dict[str, Any]:
    need = a_need(Stage(), cast)
    actions.word(need, "Es fehlen Wohnungen.", title="Wohnungen", by=cast.coordinator, at=NOW)
    actions.approve_wording(need, by=cast.coordinator, at=NOW)
    return {"number": need.number}


@builds("way:help")
def an_approach(cast: Cast, actor: User | None) -> dict[str, Any]:
    need = a_need(Stage(), cast)
    actions.propose(need, "Eine Beratung", by=cast.coordinator, at=NOW)
    return {"number": need.number}


@builds("way:measure", "way:change_measure", "way:found_offer")
def a_measure_of_the_office(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"number": a_measure(Stage(), cast).number}


@builds("way:word")
def what_a_need_says(cast: Cast, actor: User | None) -> dict[str, Any]:
    need = a_need(Stage(), cast)
    actions.word(need, "Es fehlen Wohnungen.", title="Wohnungen", by=cast.coordinator, at=NOW)
    return {"kind": "B", "number": need.number}


@builds("way:referral")
def a_referral(cast: Cast, actor: User | None) -> dict[str, Any]:
    stage = Stage()
    decision = decided(stage, cast, "refer", referred_to=stage.county, reason="Das kann nur der Kreis.")
    return {"number": decision.number}
