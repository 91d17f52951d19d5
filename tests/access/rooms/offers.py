"""The directory: everybody reads what is public; what is not published does not exist for the public pages."""

from typing import Any

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.offers.models import Offer
from tests.access.matrix import HIDDEN, PAGE, builds, everybody, only, row, signed_in
from tests.cast import Cast
from tests.offers.stage import offer

PUBLIC = row(everybody(PAGE), public=True)
CONCEALED = row(everybody(HIDDEN), public=True)

ROWS = {
    **dict.fromkeys(
        [
            "offers:search", "offers:map", "offers:points", "offers:chosen", "offers:chosen_paper", "offers:calendar",
            "offers:feed", "offers:sheet", "offers:offline", "offers:manifest", "offers:framed", "offers:offer_calendar",
            "offers:code", "offers:offer", "offline_worker", "sitemap", "robots",
        ],
        PUBLIC,
    ),
    **dict.fromkeys(["offers:offer#draft", "offers:offer_calendar#draft", "offers:code#draft", "offers:framed#draft"], CONCEALED),
    "offers:snippets": row(signed_in(HIDDEN)),
    "offers:snippets#own": row(only("member")(PAGE, HIDDEN)),
}  # fmt: skip


@builds("offers:offer", "offers:offer_calendar", "offers:code")
def an_offer(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"slug": offer().slug}


@builds("offers:offer#draft", "offers:offer_calendar#draft", "offers:code#draft")
def a_draft(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"slug": offer(state=Offer.State.DRAFT).slug}


@builds("offers:framed")
def an_organisation_with_an_offer(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"organisation": offer().organisation_id}


@builds("offers:framed#draft")
def an_organisation_with_a_draft(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"organisation": offer(state=Offer.State.DRAFT).organisation_id}


@builds("offers:sheet")
def a_sheet(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"kind": "csv"}


@builds("offers:snippets#own")
def an_own_organisation(cast: Cast, actor: User | None) -> dict[str, Any]:
    Assignment.objects.filter(user=cast.member, role=Role.MEMBER).update(
        scope_kind="organisation", scope_id=offer().organisation_id
    )
    return {}
