"""One conference day for the tests of this room: a hall with tables, and people who want to come."""

import datetime as dt
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.conferences import actions
from marlerweg.conferences.models import Edition, Registration, Round, Series, Table, Wish
from marlerweg.network.models import Theme
from tests.network.stage import theme

NOW = dt.datetime(2027, 2, 1, 10, tzinfo=dt.UTC)
DAY = dt.date(2027, 3, 18)
TWO_ROUNDS = (14, 15)


def moment(hour: int, minute: int = 0, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC)


def edition(state: str = "open", code: str = "2027", **fields: Any) -> Edition:
    series, _ = Series.objects.get_or_create(code="blickpunkt", defaults={"name": "Blickpunkt"})
    values = {"title": "Blickpunkt 2027", "starts_on": DAY, "ends_on": DAY, "changed_at": NOW, **fields}
    return Edition.objects.create(series=series, code=code, state=state, **values)


def furnished(*themes: Theme, **fields: Any) -> Edition:
    """Two rounds, two tables with different themes, and a programme item for each round."""
    made = edition(**fields)
    for number, hour in enumerate(TWO_ROUNDS, start=1):
        Round.objects.create(edition=made, number=number, starts_at=moment(hour), ends_at=moment(hour, 45))
    for number, each in enumerate(themes or (theme("sport"), theme("wohnen")), start=1):
        Table.objects.create(edition=made, number=number, theme=each)
    return made


def full(people: int = 60, tables: int = 5, seats: int = 12, rounds: int = 3, **fields: Any) -> Edition:
    """A whole day: one table per theme, everybody with a place, three wishes and one of fourteen organisations."""
    made = edition(**fields)
    hours = [
        Round.objects.create(
            edition=made, number=number, starts_at=moment(12 + number), ends_at=moment(12 + number, 45)
        )
        for number in range(1, rounds + 1)
    ]
    themes = [theme(code) for code in ("sport", "bildung", "sozialraum", "wohnen", "arbeit")]
    for number in range(1, tables + 1):
        Table.objects.create(edition=made, number=number, theme=themes[(number - 1) % 5], seats=seats)
    rows = [
        Registration(
            edition=made,
            number=number,
            state=Registration.State.REGISTERED,
            name=f"Person {number:02}",
            organisation_name=f"Verein {number % 14:02}",
            registered_at=NOW,
            secret_hash=f"s{number}-{made.code}",
            calendar_hash=f"c{number}-{made.code}",
        )
        for number in range(1, people + 1)
    ]
    Registration.objects.bulk_create(rows)
    link = Registration.rounds.through
    link.objects.bulk_create(link(registration_id=row.pk, round_id=each.pk) for row in rows for each in hours)
    Wish.objects.bulk_create(
        Wish(registration=row, theme=themes[(row.number + rank * (1 + row.number % 2)) % 5], rank=rank)
        for row in rows
        for rank in (1, 2, 3)
    )
    Edition.objects.filter(pk=made.pk).update(next_number=people + 1)
    made.refresh_from_db()
    return made


def somebody(name: str = "Amira Beispiel", **fields: Any) -> actions.Participant:
    return actions.Participant(name=name, **{"organisation_name": "Sportverein", **fields})


def register(of: Edition, name: str, *, by: User | None = None, **fields: Any) -> Registration:
    return actions.register(of, somebody(name, **fields), by=by, at=NOW)


def states(of: Edition) -> list[str]:
    """By number, as the office sees them."""
    return list(of.registrations.order_by("number").values_list("state", flat=True))
