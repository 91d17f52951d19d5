"""The front door, the desk, what belongs to no room."""

from typing import Any

from marlerweg.accounts.models import User
from tests.access.matrix import ACCEPTED, HIDDEN, ONWARD, PAGE, builds, everybody, only, row, signed_in
from tests.cast import Cast

ROWS = {
    "set_language": row(everybody(ONWARD), post=everybody(ACCEPTED), public=True),
    "ui:colours": row(everybody(PAGE), public=True),
    "ui:style": row(signed_in(PAGE)),
    "ui:style_list": row(signed_in(PAGE)),
    "portal:start": row(everybody(PAGE), public=True),
    "portal:search": row(everybody(PAGE), public=True),
    "portal:desk": row(signed_in(PAGE)),
    "portal:jobs": row(only("administrator")(PAGE, HIDDEN), post=only("administrator")(HIDDEN, HIDDEN)),
    "portal:legal": row(everybody(PAGE), public=True),
    "portal:help": row(signed_in(PAGE)),
    "portal:help#unknown": row(signed_in(HIDDEN)),
}


@builds("portal:legal")
def a_page(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"page": "impressum"}


@builds("portal:help")
def a_guide(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"role": "council"}


@builds("portal:help#unknown")
def no_guide(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"role": "koenig"}
