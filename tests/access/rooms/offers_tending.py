"""Tending offers: those who run them and the coordination; the public reports mistakes and answers by link."""

import datetime as dt
from typing import Any

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.foundation import clock
from marlerweg.offers import actions
from marlerweg.offers.actions.recording import fresh
from marlerweg.offers.models import Intake, Mistake, Offer, Place, Proposal, Reminder
from marlerweg.offers.queries import links
from marlerweg.offers.rules import xliff
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
from tests.access.rooms.network import KEPT, KEPT_DEED, STEWARDS, stewards
from tests.cast import Cast
from tests.offers.tending.stage import draft, organisation, published

TENDERS = only(*STEWARDS)
OWN = only(*STEWARDS, "member")
TENDED = row(TENDERS(PAGE, HIDDEN))
FORM = row(TENDERS(PAGE, HIDDEN), post=TENDERS(ACCEPTED, HIDDEN))
DEED = row(POST_ONLY, post=TENDERS(ACCEPTED, HIDDEN))
OWN_FORM = row(OWN(PAGE, HIDDEN), post=OWN(ACCEPTED, HIDDEN))
OWN_DEED = row(POST_ONLY, post=OWN(ACCEPTED, HIDDEN))

ROWS = {
    "offers:tend": row(TENDERS(PAGE, HIDDEN), post=TENDERS(ACCEPTED, HIDDEN), data={"export": "csv"}),
    "offers:add": FORM,
    "offers:alike": TENDED,
    "offers:approvals": row(stewards(PAGE)),
    "offers:asking": row(stewards(PAGE), post=stewards(HIDDEN)),
    "offers:mistakes": TENDED,
    "offers:settle_mistake": row(POST_ONLY, post=TENDERS(ACCEPTED, HIDDEN), data={"state": "mended"}),
    "offers:place": row(stewards(PAGE), post=stewards(ACCEPTED)),
    "offers:own": TENDED,
    "offers:own#own": row(OWN(PAGE, HIDDEN)),
    "offers:confirm": DEED,
    "offers:confirm#own": OWN_DEED,
    "offers:capacity": DEED,
    "offers:capacity#own": row(POST_ONLY, post=OWN(ACCEPTED, HIDDEN), data={"capacity": "few"}),
    "offers:copy": DEED,
    "offers:step": DEED,
    "offers:step#own_publish": row(POST_ONLY, post=OWN(ACCEPTED, HIDDEN).but(member=FORBIDDEN)),
    "offers:step#own_submit": OWN_DEED,
    "offers:texts": TENDED,
    "offers:text": FORM,
    "offers:text#own": OWN_FORM,
    "offers:history": TENDED,
    "offers:compare": TENDED,
    "offers:restore": DEED,
    "offers:section": FORM,
    "offers:section#own": OWN_FORM,
    "offers:section#ended": row(OWN(FORBIDDEN, HIDDEN), post=OWN(FORBIDDEN, HIDDEN)),
    "offers:proposal": FORM,
    "offers:proposal#own": row(
        OWN(PAGE, HIDDEN), post=OWN(ACCEPTED, HIDDEN).but(member=FORBIDDEN), data={"deed": "accept"}
    ),
    "offers:take_back": DEED,
    "offers:take_back#own": OWN_DEED,
    "offers:intakes": KEPT,
    "offers:intake": KEPT,
    "offers:drop_intake": KEPT_DEED,
    "offers:duplicates": row(stewards(PAGE)),
    "offers:merge": KEPT,
    "offers:tell_apart": KEPT_DEED,
    "offers:undo_merge": KEPT_DEED,
    "offers:exchange": KEPT,
    "offers:texts_upload": KEPT_DEED,
    "offers:texts_in": KEPT,
    "offers:translate": row(POST_ONLY, post=signed_in(HIDDEN)),
    "offers:gaps": row(only(*STEWARDS, "steering_member")(PAGE, HIDDEN)),
    "offers:hand_up": row(
        only(*STEWARDS)(PAGE, HIDDEN).but(steering_member=FORBIDDEN),
        post=only(*STEWARDS)(ACCEPTED, HIDDEN).but(steering_member=FORBIDDEN),
    ),
    "offers:set_aside": row(POST_ONLY, post=only(*STEWARDS)(ACCEPTED, HIDDEN).but(steering_member=FORBIDDEN)),
    "offers:still_right": row(
        everybody(PAGE), post=everybody(ACCEPTED), public=True, data={"answer": "right"}
    ),
    "offers:report": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
}


def _mine(cast: Cast, actor: User | None, *, state: str = "published") -> Offer:
    """Of an organisation for which the cast's member speaks."""
    of = organisation()
    if actor is not None and actor.pk == cast.member.pk:
        Assignment.objects.create(
            user=actor,
            role=Role.MEMBER,
            starts=dt.date(2020, 1, 1),
            scope_kind="organisation",
            scope_id=of.pk,
        )
    return draft(of) if state == "draft" else published(of)


@builds("offers:own", "offers:confirm", "offers:capacity", "offers:copy", "offers:texts", "offers:history")
def an_offer(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": published().pk}


@builds("offers:own#own", "offers:confirm#own", "offers:capacity#own")
def my_offer(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _mine(cast, actor).pk}


@builds("offers:step")
def a_step(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": published().pk, "event": "pause"}


@builds("offers:step#own_publish")
def a_step_of_the_coordination(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _mine(cast, actor, state="draft").pk, "event": "publish"}


@builds("offers:step#own_submit")
def a_step_of_mine(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _mine(cast, actor, state="draft").pk, "event": "submit"}


@builds("offers:text")
def a_text(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": published().pk, "language": "ar"}


@builds("offers:text#own")
def a_text_of_mine(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _mine(cast, actor).pk, "language": "ar"}


@builds("offers:compare")
def two_revisions(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": published().pk, "one": 1, "other": 2}


@builds("offers:restore")
def a_revision(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": published().pk, "number": 1}


@builds("offers:section")
def a_section(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": published().pk, "name": "wann"}


@builds("offers:section#own")
def a_section_of_mine(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _mine(cast, actor).pk, "name": "was"}


@builds("offers:section#ended")
def a_section_of_what_is_over(cast: Cast, actor: User | None) -> dict[str, Any]:
    offer = actions.end(_mine(cast, actor), by=None, at=clock.now())
    return {"key": offer.pk, "name": "was"}


def _proposal(offer: Offer) -> dict[str, Any]:
    row = Proposal.objects.create(
        offer=offer, at=clock.now(), based_on=fresh(offer).version, fields={"cost": "fee"}, reasons=["cost"]
    )
    return {"key": row.pk}


@builds("offers:proposal", "offers:take_back")
def a_proposal(cast: Cast, actor: User | None) -> dict[str, Any]:
    return _proposal(published())


@builds("offers:proposal#own", "offers:take_back#own")
def a_proposal_of_mine(cast: Cast, actor: User | None) -> dict[str, Any]:
    return _proposal(_mine(cast, actor))


@builds("offers:settle_mistake")
def a_mistake(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": Mistake.objects.create(offer=published(), kind="times", at=clock.now()).pk}


@builds("offers:place")
def a_place(cast: Cast, actor: User | None) -> dict[str, Any]:
    published()
    return {"key": Place.objects.get().pk}


@builds("offers:still_right")
def a_link(cast: Cast, actor: User | None) -> dict[str, Any]:
    token = links.new_token()
    Reminder.objects.create(
        offer=published(),
        sent_at=clock.now(),
        address="cafe@nachbarschaft.example",
        token_hash=links.token_hash(token),
    )
    return {"token": token}


@builds("offers:report")
def a_public_offer(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"slug": published().slug}


@builds("offers:intake", "offers:drop_intake")
def a_list(cast: Cast, actor: User | None) -> dict[str, Any]:
    content = b"Angebot;Organisation\nKurs;Nachbarschaft e. V.\n"
    row = Intake.objects.create(
        name="liste.csv", content=content, uploaded_by=cast.coordinator, uploaded_at=clock.now()
    )
    return {"key": row.pk}


@builds("offers:texts_in")
def a_file_of_texts(cast: Cast, actor: User | None) -> dict[str, Any]:
    content = xliff.written([xliff.Unit(str(published().pk), "title", "x", "Titel", "عنوان")], "ar")
    row = Intake.objects.create(
        kind="texts", name="t.xlf", content=content, uploaded_by=cast.coordinator, uploaded_at=clock.now()
    )
    return {"key": row.pk}


@builds("offers:merge", "offers:tell_apart")
def two_offers(cast: Cast, actor: User | None) -> dict[str, Any]:
    of = organisation()
    return {"survivor": published(of).pk, "duplicate": published(of).pk}


@builds("offers:undo_merge")
def a_merge(cast: Cast, actor: User | None) -> dict[str, Any]:
    of = organisation()
    row = actions.merge(published(of), published(of), [], by=cast.coordinator, at=clock.now())
    return {"key": row.pk}


@builds("offers:translate")
def a_text_for_the_machine(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": published().pk, "language": "ar"}
