"""An edition out of the last one, and what calendars notice of changes."""

import datetime as dt

import pytest

from marlerweg.conferences import actions
from marlerweg.conferences.models import Edition, ProgrammeItem, Table
from marlerweg.foundation.decisions import Refused
from marlerweg.foundation.versions import Stale
from marlerweg.network.actions.editing import AlreadyThere
from tests.cast import Cast
from tests.conferences.hall import DAY, NOW, furnished, moment, register

pytestmark = pytest.mark.django_db


def item(of: Edition, title: str = "Begrüßung", hour: int = 13, **fields: object) -> ProgrammeItem:
    return ProgrammeItem.objects.create(
        edition=of,
        title=title,
        starts_at=moment(hour),
        ends_at=moment(hour, 30),
        changed_at=NOW,
        **fields,
    )


def test_the_next_edition_brings_everything_but_people_and_moves_the_dates(cast: Cast) -> None:
    last = furnished(
        capacity=60, venue="Halle", registration_opens_at=moment(8, day=DAY - dt.timedelta(days=50))
    )
    room = last.rooms.create(name="Saal")
    item(last, "Begrüßung", room=room)
    item(last, "Fiel aus", 16, cancelled_at=NOW)
    item(last, "Runde", 14, round=last.rounds.get(number=1))
    register(last, "Ali", by=cast.assistant)
    after_the_clocks = dt.date(2027, 4, 15)
    new = actions.begin_from(last, "2028", "Neu", starts_on=after_the_clocks, by=cast.assistant, at=NOW)
    assert (new.state, new.capacity, new.venue, new.previous) == ("draft", 60, "Halle", last)
    assert new.registrations.count() == 0
    assert [each.title for each in new.programme.all()] == ["Begrüßung", "Runde"]
    first, second = new.programme.all()
    assert (first.room.edition, first.room.name) == (new, "Saal")
    assert second.round.edition == new
    # 13:00 UTC in March is 14:00 in Marl; 14:00 in Marl in April is 12:00 UTC.
    assert first.starts_at == dt.datetime(2027, 4, 15, 12, tzinfo=dt.UTC)
    assert new.tables.count() == 2
    assert new.registration_opens_at.date() == dt.date(2027, 2, 24)


def test_a_code_is_used_once(cast: Cast) -> None:
    last = furnished()
    with pytest.raises(AlreadyThere):
        actions.begin_from(last, last.code, "Neu", starts_on=DAY, by=cast.assistant, at=NOW)
    assert Table.objects.count() == 2


def test_only_the_coordination_opens_and_calls_off(cast: Cast) -> None:
    hall = furnished(state="draft")
    with pytest.raises(Refused):
        actions.move(hall, "open", by=cast.assistant, at=NOW)
    assert actions.move(hall, "open", by=cast.coordinator, at=NOW).state == "open"
    with pytest.raises(actions.WrongTurn):
        actions.move(hall, "documented", by=cast.coordinator, at=NOW)


def test_calendars_hear_of_a_new_place_but_not_of_a_new_capacity(cast: Cast) -> None:
    hall = furnished()
    hall = actions.edit(hall, {"capacity": 9}, expected=1, by=cast.assistant, at=NOW)
    assert hall.sequence == 0
    hall = actions.edit(hall, {"venue": "Anderswo"}, expected=2, by=cast.assistant, at=moment(9))
    assert (hall.sequence, hall.changed_at) == (1, moment(9))
    with pytest.raises(Stale):
        actions.edit(hall, {"venue": "Woanders"}, expected=1, by=cast.assistant, at=NOW)


def test_a_cancelled_item_counts_on_and_can_come_back(cast: Cast) -> None:
    row = item(furnished())
    actions.edit_item(row, {"title": "Anfang"}, expected=1, by=cast.assistant, at=NOW)
    actions.cancel_item(row, by=cast.assistant, at=NOW)
    actions.cancel_item(row, by=cast.assistant, at=NOW)
    assert row.sequence == 2
    actions.restore_item(row, by=cast.assistant, at=NOW)
    assert (row.sequence, row.cancelled_at) == (3, None)
