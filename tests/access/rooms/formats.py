"""Bodies: what they are for is public, who sits there is for those who take part."""

from typing import Any

from marlerweg.accounts.models import User
from marlerweg.formats.models import Body, Seat
from tests.access.matrix import ACCEPTED, HIDDEN, PAGE, POST_ONLY, builds, everybody, row
from tests.access.rooms.network import INSIDE, KEPT, KEPT_DEED, PARTNER, PARTNERS
from tests.cast import Cast

ROWS = {
    "formats:bodies": row(
        everybody(PAGE),
        post=everybody(HIDDEN).but(**dict.fromkeys(PARTNERS, ACCEPTED)),
        public=True,
        data={"export": "csv"},
    ),
    "formats:add_body": KEPT,
    "formats:matrix": row(PARTNER(PAGE, HIDDEN)),
    "formats:export_matrix": row(POST_ONLY, post=PARTNER(ACCEPTED, HIDDEN)),
    "formats:overlaps": row(PARTNER(PAGE, HIDDEN)),
    "formats:body": row(everybody(PAGE), public=True),
    "formats:body#ended": row(INSIDE, public=True),
    "formats:edit_body": KEPT,
    "formats:end_body": KEPT_DEED,
    "formats:resume_body": KEPT_DEED,
    "formats:add_seat": KEPT,
    "formats:edit_seat": KEPT,
    "formats:end_seat": KEPT_DEED,
}


def _body(**fields: Any) -> Body:
    return Body.objects.create(name="Runder Tisch", kind="exchange", decision_right="informs", **fields)


@builds("formats:body", "formats:edit_body", "formats:end_body", "formats:resume_body", "formats:add_seat")
def a_body(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _body().pk}


@builds("formats:body#ended")
def a_former_body(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": _body(state=Body.State.ENDED).pk}


@builds("formats:edit_seat", "formats:end_seat")
def a_seat(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"key": Seat.objects.create(body=_body(), role="Schulen").pk}
