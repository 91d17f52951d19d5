"""One line tells the state of all offers; known changes explain the next line, anything else in between does not."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.offers.finding import step
from marlerweg.offers.finding.state import State, explained, stamp
from marlerweg.offers.models import Offer
from marlerweg.offers.signals import offer_changed
from tests.offers import stage

START = datetime(2026, 3, 1, tzinfo=UTC)
Rows = dict[str, tuple[int, datetime]]


def rows(count: int) -> Rows:
    return {str(UUID(int=number)): (1, START + timedelta(hours=number)) for number in range(1, count + 1)}


def state(of: Rows) -> str:
    return str(
        State.of(
            {
                "count": len(of),
                "versions": sum(version for version, _ in of.values()) or None,
                "last": max((at for _, at in of.values()), default=None),
                "first": min(of, default=None),
                "end": max(of, default=None),
            }
        )
    )


def stamps(of: Rows) -> dict[str, str]:
    return {key: stamp(*row) for key, row in of.items()}


def edited(of: Rows, *keys: str) -> Rows:
    return of | {key: (of[key][0] + 1, START + timedelta(days=9)) for key in keys}


many = rows(6)
some = st.sets(st.sampled_from(sorted(many)), min_size=1)


@given(some)
def test_edits_that_are_known_explain_the_new_state(keys: set[str]) -> None:
    after = edited(many, *keys)
    old, new = ({key: stamps(of)[key] for key in keys} for of in (many, after))
    assert explained(state(many), state(after), old=old, new=new)


@given(some, some)
def test_an_edit_nobody_told_of_is_never_explained(told: set[str], silent: set[str]) -> None:
    after = edited(edited(many, *told), *silent)
    old = {key: stamps(many)[key] for key in told}
    new = {key: stamps(edited(many, *told))[key] for key in told}
    assert not explained(state(many), state(after), old=old, new=new)


def test_what_came_and_what_went_is_counted() -> None:
    first, *_, other, end = many
    without = {key: row for key, row in many.items() if key != other}
    changed = {first: stamps(many)[first]}
    gone = changed | {other: stamps(many)[other]}
    assert explained(state(without), state(many), old=changed, new=gone)
    assert explained(state(many), state(without), old=gone, new=changed)
    assert not explained(state(many), state(without), old=changed, new=changed)
    last_gone = {key: row for key, row in many.items() if key != end}
    assert not explained(
        state(many), state(last_gone), old=changed | {end: stamps(many)[end]}, new=changed
    ), "who is last now is not known"


@pytest.mark.parametrize("before", ["", "3|4|None|a|b", state({})])
def test_from_nothing_nothing_follows(before: str) -> None:
    assert not explained(before, state(many), old={}, new=stamps(many))


def test_the_last_id_that_goes_leaves_doubt() -> None:
    assert not explained(state(many), state({}), old=stamps(many), new={})


@pytest.mark.django_db
def test_one_change_does_not_ask_for_the_stamps_of_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    row, other = stage.offer(title="Sprachcafé"), stage.offer(title="Nähkurs")
    step.keep_in_step()
    asked: list[int] = []
    ask = step.stamps_of
    monkeypatch.setattr(step, "stamps_of", lambda offers: asked.append(offers.count()) or ask(offers))
    Offer.objects.filter(pk=row.pk).update(version=2)
    offer_changed.send(None, ids=[row.pk])
    assert asked == [1]
    assert step.store().known().state == step.database_state()
    Offer.objects.filter(pk=other.pk).update(version=5)
    Offer.objects.filter(pk=row.pk).update(version=3)
    offer_changed.send(None, ids=[row.pk])
    assert asked == [1, 1, 2], "somebody else changed something: now all are looked at"
    assert step.store().known().state == ""
