"""Who gets what at which address: every URL × every role, the refusals written out.

How to add rows (a URL without a row fails `test_matrix.py`, and the failure prints a row to start from):

1.  Open or create `tests/access/rooms/<your room>.py` and put one entry per URL name into `ROWS`:

        ROWS = {
            "offers:list":    row(everybody(PAGE), public=True),
            "offers:mine":    row(signed_in(PAGE)),
            "offers:edit":    row(only("coordinator", "assistant")(PAGE, HIDDEN), post=only("coordinator")(ACCEPTED, FORBIDDEN)),
            "offers:publish": row(POST_ONLY, post=only("coordinator")(ACCEPTED, HIDDEN)),
        }

    *   `get` and `post` say for every role what comes out. Without `post` the address must refuse the method (405);
        `POST_ONLY` says the same of GET.
    *   `public=True` is the declared list of addresses that need no sign-in; nothing else may be open.
    *   Outcomes: PAGE (200), ONWARD (redirect elsewhere), LOGIN, FORBIDDEN (403), HIDDEN (404),
        NO_METHOD (405), ACCEPTED (a POST got past every guard: 200, 201, redirect, 400, 409 or 422).
    *   `.but(member=PAGE)` changes single roles. Roles are the names of `tests/cast.py`, and `anonymous`.

2.  An address with an id needs an object. In the same file register a builder; it gets the cast and the person who
    asks, makes rows that vanish after each role, and returns the arguments of the URL:

        @builds("offers:edit", "offers:publish")
        def an_offer(cast: Cast, actor: User | None) -> dict[str, object]:
            return {"number": make_offer(owner=cast.member).number}

3.  The same address with another relation to the asker (own, foreign, withdrawn …) is a row of its own: put `#` and a
    word behind the name (`"offers:edit#own"`) and register a builder for that key.

4.  `data={…}` is sent with the POST where an empty form would hide what is to be shown.
"""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from marlerweg.accounts.models import User
from tests.cast import Cast

ROLES = (
    "anonymous",
    "stranger",
    "member",
    "coordinator",
    "assistant",
    "steering_member",
    "councillor",
    "case_manager",
    "case_lead",
    "residence_clerk",
    "statistician",
    "data_protection_officer",
    "county_officer",
    "administrator",
)


class Outcome(StrEnum):
    PAGE = "page"
    ONWARD = "onward"
    LOGIN = "login"
    FORBIDDEN = "forbidden"
    HIDDEN = "hidden"
    NO_METHOD = "no method"
    ACCEPTED = "accepted"


PAGE, ONWARD, LOGIN = Outcome.PAGE, Outcome.ONWARD, Outcome.LOGIN
FORBIDDEN, HIDDEN, NO_METHOD, ACCEPTED = (
    Outcome.FORBIDDEN,
    Outcome.HIDDEN,
    Outcome.NO_METHOD,
    Outcome.ACCEPTED,
)


class Answers(dict[str, Outcome]):
    """One outcome for every role."""

    def but(self, **changes: Outcome) -> "Answers":
        unknown = set(changes) - set(ROLES)
        assert not unknown, f"no such roles: {unknown}"
        return Answers({**self, **changes})


def everybody(outcome: Outcome) -> Answers:
    return Answers(dict.fromkeys(ROLES, outcome))


def signed_in(outcome: Outcome) -> Answers:
    """Any account, whatever its roles; without one: to the sign-in."""
    return everybody(outcome).but(anonymous=LOGIN)


def only(*roles: str) -> Callable[[Outcome, Outcome], Answers]:
    """`only("coordinator")(PAGE, HIDDEN)`: these get the first, other accounts the second, nobody without one."""

    def answers(these: Outcome, others: Outcome) -> Answers:
        return signed_in(others).but(**dict.fromkeys(roles, these))

    return answers


POST_ONLY = None


@dataclass(frozen=True)
class Row:
    get: Answers
    post: Answers
    public: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)


def row(
    get: Answers | None,
    *,
    post: Answers | None = None,
    public: bool = False,
    data: Mapping[str, Any] | None = None,
) -> Row:
    refused = everybody(NO_METHOD) if public else signed_in(NO_METHOD)
    return Row(refused if get is None else get, refused if post is None else post, public, data or {})


Builder = Callable[[Cast, User | None], dict[str, Any]]
BUILDERS: dict[str, Builder] = {}


def builds(*keys: str) -> Callable[[Builder], Builder]:
    def remember(builder: Builder) -> Builder:
        for key in keys:
            assert key not in BUILDERS, f"two builders for {key}"
            BUILDERS[key] = builder
        return builder

    return remember


def builder_for(key: str) -> Builder | None:
    return BUILDERS.get(key) or BUILDERS.get(key.partition("#")[0])


def gather() -> dict[str, Row]:
    """All rows of all rooms; the same key twice is a mistake."""
    from tests.access import rooms

    rows: dict[str, Row] = {}
    for module in pkgutil.iter_modules(rooms.__path__):
        found: Mapping[str, Row] = importlib.import_module(f"tests.access.rooms.{module.name}").ROWS
        twice: Collection[str] = rows.keys() & found.keys()
        assert not twice, f"rows written twice: {sorted(twice)}"
        rows.update(found)
    return rows


MATRIX = gather()
