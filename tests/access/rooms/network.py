"""The network: the public directory, the partner area, what the coordination keeps in order."""

import datetime as dt
from typing import Any

from marlerweg.accounts.models import Assignment, User
from marlerweg.foundation import clock
from marlerweg.network import actions
from marlerweg.network.models import Address, Organisation, Person
from tests.access.matrix import (
    ACCEPTED,
    FORBIDDEN,
    HIDDEN,
    PAGE,
    POST_ONLY,
    Answers,
    Outcome,
    builds,
    everybody,
    only,
    row,
    signed_in,
)
from tests.cast import Cast
from tests.network.stage import contact, engagement, organisation, somebody

STEWARDS = ("coordinator", "assistant")
PARTNERS = (
    "member",
    *STEWARDS,
    "steering_member",
    "councillor",
    "case_manager",
    "case_lead",
    "residence_clerk",
    "county_officer",
)


def stewards(these: Outcome, otherwise: Answers | None = None) -> Answers:
    """The coordination may, partners read why not, for others there is nothing."""
    others = otherwise or signed_in(HIDDEN)
    return others.but(**dict.fromkeys(PARTNERS, FORBIDDEN)).but(**dict.fromkeys(STEWARDS, these))


PARTNER = only(*PARTNERS)
KEPT = row(stewards(PAGE), post=stewards(ACCEPTED))
KEPT_DEED = row(POST_ONLY, post=stewards(ACCEPTED))
INSIDE = everybody(HIDDEN).but(**dict.fromkeys(PARTNERS, PAGE))

ROWS = {
    "network:organisations": row(
        everybody(PAGE), post=stewards(ACCEPTED, everybody(HIDDEN)), public=True, data={"export": "csv"}
    ),
    "network:add_organisation": KEPT,
    "network:organisation": row(everybody(PAGE), public=True),
    "network:organisation#unlisted": row(INSIDE, public=True),
    "network:organisation#archived": row(
        everybody(HIDDEN).but(coordinator=PAGE, assistant=PAGE), public=True
    ),
    "network:edit_organisation": KEPT,
    "network:edit_organisation#own": row(
        stewards(PAGE).but(member=PAGE), post=stewards(ACCEPTED).but(member=ACCEPTED)
    ),
    "network:archive_organisation": KEPT_DEED,
    "network:restore_organisation": KEPT_DEED,
    "network:add_address": KEPT,
    "network:edit_address": KEPT,
    "network:remove_address": KEPT_DEED,
    "network:add_contact": KEPT,
    "network:edit_contact": KEPT,
    "network:edit_contact#hidden": row(only(*STEWARDS)(PAGE, HIDDEN), post=only(*STEWARDS)(ACCEPTED, HIDDEN)),
    "network:remove_contact": KEPT_DEED,
    "network:people": row(PARTNER(PAGE, HIDDEN), post=stewards(ACCEPTED), data={"export": "csv"}),
    "network:add_person": KEPT,
    "network:add_person_to": KEPT,
    "network:person": row(PARTNER(PAGE, HIDDEN)),
    "network:person#hidden": row(only(*STEWARDS)(PAGE, HIDDEN)),
    "network:edit_person": KEPT,
    "network:archive_person": KEPT_DEED,
    "network:restore_person": KEPT_DEED,
    "network:add_contact_of_person": KEPT,
    "network:add_position": KEPT,
    "network:edit_position": KEPT,
    "network:end_position": KEPT_DEED,
    "network:engagements": row(PARTNER(PAGE, HIDDEN)),
    "network:engagement": row(PARTNER(PAGE, HIDDEN)),
    "network:post_engagement": KEPT,
    "network:edit_engagement": KEPT,
    "network:renew_engagement": KEPT_DEED,
    "network:close_engagement": KEPT_DEED,
    "network:map": row(PARTNER(PAGE, HIDDEN), post=PARTNER(ACCEPTED, HIDDEN), data={"export": "gexf"}),
    "network:themes": row(everybody(PAGE), public=True),
    "network:districts": row(everybody(PAGE), public=True),
    "network:intakes": KEPT,
    "network:intake": KEPT,
    "network:drop_intake": KEPT_DEED,
    "network:duplicates": row(stewards(PAGE)),
    "network:merge": KEPT,
    "network:tell_apart": KEPT_DEED,
    "network:undo_merge": KEPT_DEED,
}


def _club(**fields: Any) -> Organisation:
    return organisation("Verein", **fields)


def _someone() -> Person:
    return somebody("Beispiel", at=_club(), visibility="partners")


@builds(
    "network:organisation",
    "network:edit_organisation",
    "network:archive_organisation",
    "network:restore_organisation",
    "network:add_address",
    "network:add_contact",
    "network:add_person_to",
    "network:post_engagement",
)
def a_club(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _club().pk}


@builds("network:organisation#unlisted")
def a_quiet_club(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _club(is_listed=False).pk}


@builds("network:organisation#archived")
def a_former_club(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _club(archived_at=clock.now()).pk}


@builds("network:edit_organisation#own")
def the_members_club(cast: Cast, actor: User | None) -> dict[str, Any]:
    club = _club()
    Assignment.objects.create(
        user=cast.member,
        role="member",
        scope_kind="organisation",
        scope_id=club.pk,
        starts=dt.date(2020, 1, 1),
    )
    return {"key": club.pk}


@builds("network:edit_address", "network:remove_address")
def an_address(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": Address.objects.create(organisation=_club(), street="Am Markt 1").pk}


@builds("network:edit_contact", "network:remove_contact")
def a_contact(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": contact(_club(), "mail", "a@verein.example").pk}


@builds("network:edit_contact#hidden")
def a_hidden_contact(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": contact(_club(), "mail", "a@verein.example", "coordination").pk}


@builds(
    "network:person",
    "network:edit_person",
    "network:archive_person",
    "network:restore_person",
    "network:add_contact_of_person",
    "network:add_position",
)
def someone(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _someone().pk}


@builds("network:person#hidden")
def someone_hidden(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": somebody("Leise", at=_club()).pk}


@builds("network:edit_position", "network:end_position")
def a_position(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _someone().positions.get().pk}


@builds(
    "network:engagement", "network:edit_engagement", "network:renew_engagement", "network:close_engagement"
)
def an_offer(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": engagement(_club(), "Raum", expires_on=clock.today()).pk}


@builds("network:intake", "network:drop_intake")
def a_list(cast: Cast, actor: User | None) -> dict[str, Any]:
    brought = actions.Brought(b"Organisation;Telefon\r\nVerein;02365 1\r\n", "liste.csv", "organisations")
    return {"key": actions.upload_list(brought, by=cast.coordinator, at=clock.now()).pk}


@builds("network:merge", "network:tell_apart")
def a_pair(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"kind": "organisation", "survivor": _club().pk, "duplicate": _club().pk}


@builds("network:undo_merge")
def a_merge(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": actions.merge(_club(), _club(), {}, by=cast.coordinator, at=clock.now()).pk}
