"""A running day for the tests of what happens at the tables."""

import datetime as dt
import uuid
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.conferences import actions, links, queries
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Ballot, Card, Edition, HostLink, Table
from tests.conferences.hall import furnished, moment

NOON = moment(14, 30)


def running(phase: str = "tables", **fields: Any) -> Edition:
    return furnished(state="running", phase=phase, **fields)


def table(of: Edition, number: int = 1) -> Table:
    return of.tables.select_related("edition", "theme").get(number=number)


def host(of: Edition, by: User, number: int = 1) -> HostLink:
    morning = moment(8, day=of.starts_on)
    actions.give_links(of, by=by, at=morning)
    return queries.links_of(by, of, morning)[table(of, number).pk]


def secret(link: HostLink) -> str:
    return links.secret(Purpose.HOST, link.pk)


def write(of: Edition, text: str, *, writer: HostLink | User, number: int = 1, **fields: Any) -> Card:
    said = actions.Said(text=text, **fields)
    return actions.write_card(table(of, number), said, writer=writer, at=NOON, client_id=uuid.uuid4())


def handed_in(of: Edition, by: User) -> list[Card]:
    """One card at each of both tables, handed in."""
    for number, text in ((1, "Der Sportplatz ist abends dunkel."), (2, "Wohnungen sind zu klein.")):
        write(of, text, writer=by, number=number)
        actions.hand_in(table(of, number), writer=by, at=NOON)
    return list(of.cards.select_related("edition", "table__theme", "contribution").order_by("table__number"))


def ballot(of: Edition, by: User) -> Ballot:
    """Both cards up for choice, open."""
    cards = handed_in(of, by)
    return actions.open_ballot(actions.choose_cards(of, cards, by=by, at=NOON), by=by, at=NOON)


def later(minutes: int) -> dt.datetime:
    return NOON + dt.timedelta(minutes=minutes)
