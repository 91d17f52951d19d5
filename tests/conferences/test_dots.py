"""Dots on phone and paper: no code counts twice, none gets lost, and both are one count."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from marlerweg.conferences import actions, links, queries
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Ballot, Dot, DotToken, HandCount
from marlerweg.conferences.rules import dots as rules
from tests.cast import Cast
from tests.conferences.evening import NOON, ballot, running
from tests.conferences.hall import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Any:
    return cast.coordinator


def opened(office: Any) -> Ballot:
    return ballot(running(phase="dots"), office)


def keys(of: Ballot) -> list[Any]:
    return [card.pk for card in queries.cards_up_for_choice(of.edition)]


def totals(of: Ballot) -> dict[Any, int]:
    return {each.card: each.dots for each in actions.standings(of)}


@pytest.mark.parametrize(("typed", "read"), [("k7qp-3m9-xtd", "K7QP3M9XTD"), (" K7QP 3M9 XTD ", "K7QP3M9XTD"), ("K7QP", ""), ("O0OO-3M9-XTD", "")])  # fmt: skip
def test_a_code_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert rules.read_code(typed) == read
    assert not read or rules.read_code(rules.spelled(read)) == read


def test_equal_dots_share_a_rank() -> None:
    standing = rules.tally("abc", [{"a": 2}, {"b": 1, "c": 1}], {"b": 1, "c": 0})
    assert [(each.card, each.dots, each.rank) for each in standing] == [("a", 2, 1), ("b", 2, 1), ("c", 1, 3)]


def test_a_code_counts_once_wherever_it_is_used(client: Client, office: Any) -> None:
    own = opened(office)
    first, second = keys(own)
    code, other = actions.issue_codes(own, 2, by=office, at=NOON)
    page = reverse("conferences:dots", args=[own.edition.code])
    assert client.post(page, {"zettel": rules.spelled(code).lower(), f"punkte-{first}": "3", f"punkte-{second}": "2"}).status_code == 302  # fmt: skip
    again = client.post(page, {"zettel": code, f"punkte-{first}": "5"})
    assert again.status_code == 422
    assert "schon vergeben" in again.content.decode()
    client.force_login(office)
    sheet = reverse("conferences:dot_sheet", args=[own.edition.code])
    assert client.post(sheet, {"zettel": code, f"punkte-{first}": "5"}).status_code == 422
    assert client.post(sheet, {"zettel": other, f"punkte-{second}": "4"}).status_code == 302
    assert totals(own) == {first: 3, second: 6}


@pytest.mark.parametrize("given", [(6, 0), (3, 3), (0, 0), (-1, 2)])
def test_more_or_fewer_dots_than_one_has_are_refused_whole(given: tuple[int, int], office: Any) -> None:
    own = opened(office)
    (code,) = actions.issue_codes(own, 1, by=office, at=NOON)
    with pytest.raises(actions.NotAllowed):
        actions.give_dots(own.edition, code, dict(zip(keys(own), given, strict=True)), at=NOON)
    assert not Dot.objects.exists()
    assert DotToken.objects.get().used_at is None


def test_the_code_stands_nowhere_in_the_database(office: Any) -> None:
    own = opened(office)
    (code,) = actions.issue_codes(own, 1, by=office, at=NOON)
    assert code not in str(list(DotToken.objects.values()))


def test_a_lost_package_counts_no_more_but_what_was_given_stays(office: Any) -> None:
    own = opened(office)
    used, lost = actions.issue_codes(own, 2, by=office, at=NOON)
    actions.give_dots(own.edition, used, {keys(own)[0]: 5}, at=NOON)
    assert actions.spoil_package(own, 1, by=office, at=NOON) == 1
    with pytest.raises(actions.CodeUnknown):
        actions.give_dots(own.edition, lost, {keys(own)[0]: 5}, at=NOON)
    assert totals(own)[keys(own)[0]] == 5


def test_two_people_count_and_neither_sees_the_other(cast: Cast, office: Any) -> None:
    own = opened(office)
    first, second = keys(own)
    assert actions.count_by_hand(own, {first: 7, second: 4}, by=office, at=NOON) == 2
    seen = queries.hand_counts(cast.assistant, own)
    assert [each.own for each in seen] == [None, None]
    assert actions.count_by_hand(own, {first: 7, second: 5}, by=cast.assistant, at=NOON) == 1
    actions.close_ballot(own, by=office, at=NOON)
    actions.note_sheets(own, 3, by=office)
    with pytest.raises(actions.NotCounted):
        actions.publish_result(own, by=office, at=NOON)
    row = HandCount.objects.get(card_id=second)
    with pytest.raises(actions.BallotShut):
        actions.settle_count(row, 5, "verzählt", by=office, at=NOON)
    actions.settle_count(row, 5, "verzählt", by=cast.assistant, at=NOON)
    assert [each.dots for each in actions.publish_result(own, by=office, at=NOON)] == [7, 5]


def test_more_dots_on_paper_than_people_could_stick_are_not_published(cast: Cast, office: Any) -> None:
    own = opened(office)
    for each in (office, cast.assistant):
        actions.count_by_hand(own, dict.fromkeys(keys(own), 3), by=each, at=NOON)
    actions.note_sheets(own, 1, by=office)
    actions.close_ballot(own, by=office, at=NOON)
    with pytest.raises(actions.NotCounted) as refused:
        actions.publish_result(own, by=office, at=NOON)
    assert refused.value.impossible


def test_after_publication_only_the_result_is_left(office: Any) -> None:
    own = opened(office)
    (code,) = actions.issue_codes(own, 1, by=office, at=NOON)
    actions.give_dots(own.edition, code, {keys(own)[1]: 5}, at=NOON)
    actions.close_ballot(own, by=office, at=NOON)
    actions.publish_result(own, by=office, at=NOON)
    assert [(each.card_id, each.dots, each.rank) for each in queries.results(own)] == [(keys(own)[1], 5, 1), (keys(own)[0], 0, 2)]  # fmt: skip
    own.refresh_from_db()
    assert (DotToken.objects.count(), own.tokens_issued, own.turnout) == (0, 1, 1)
    for late in (actions.open_ballot, actions.close_ballot):
        if late is actions.open_ballot:
            with pytest.raises(actions.BallotShut):
                late(own, by=office, at=NOON)


class Hall(RuleBasedStateMachine):
    """Codes are printed, used on phones and from sheets, tried again, made invalid; the count is always what was given."""

    def __init__(self) -> None:
        super().__init__()
        self.atom = transaction.atomic()
        self.atom.__enter__()
        cast = Cast()
        self.office = cast.coordinator
        self.ballot = opened(self.office)
        self.cards = keys(self.ballot)
        self.fresh: list[tuple[int, str]] = []
        self.used: list[str] = []
        self.spoilt: list[str] = []
        self.given: dict[Any, int] = dict.fromkeys(self.cards, 0)
        self.packages = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atom.__exit__(None, None, None)

    @rule(count=st.integers(1, 4))
    def print_package(self, count: int) -> None:
        self.packages += 1
        codes = actions.issue_codes(self.ballot, count, by=self.office, at=NOON)
        self.fresh += [(self.packages, code) for code in codes]

    @precondition(lambda self: self.fresh)
    @rule(dots=st.tuples(st.integers(0, 5), st.integers(0, 5)), on_paper=st.booleans())
    def give(self, dots: tuple[int, int], on_paper: bool) -> None:
        package, code = self.fresh[0]
        given = dict(zip(self.cards, dots, strict=True))
        by = self.office if on_paper else None
        try:
            actions.give_dots(self.ballot.edition, code, given, at=NOON, by=by)
        except actions.NotAllowed:
            assert not 0 < sum(dots) <= 5
            return
        assert 0 < sum(dots) <= 5
        self.fresh.remove((package, code))
        self.used.append(code)
        for card, count in given.items():
            self.given[card] += count

    @precondition(lambda self: self.used)
    @rule(on_paper=st.booleans())
    def try_again(self, on_paper: bool) -> None:
        with pytest.raises(actions.CodeUsed):
            actions.give_dots(
                self.ballot.edition, self.used[-1], {self.cards[0]: 5}, at=NOON, by=self.office if on_paper else None
            )  # fmt: skip

    @precondition(lambda self: self.packages)
    @rule()
    def lose_last_package(self) -> None:
        actions.spoil_package(self.ballot, self.packages, by=self.office, at=NOON)
        self.spoilt += [code for package, code in self.fresh if package == self.packages]
        self.fresh = [each for each in self.fresh if each[0] != self.packages]

    @precondition(lambda self: self.spoilt)
    @rule()
    def use_a_lost_one(self) -> None:
        with pytest.raises(actions.CodeUnknown):
            actions.give_dots(self.ballot.edition, self.spoilt[-1], {self.cards[0]: 1}, at=NOON)

    @invariant()
    def nothing_twice_and_nothing_lost(self) -> None:
        assert totals(self.ballot) == self.given
        self.ballot.refresh_from_db()
        assert self.ballot.tokens_used == len(self.used)
        assert self.ballot.tokens_spoilt == len(self.spoilt)
        assert self.ballot.tokens_issued == len(self.used) + len(self.spoilt) + len(self.fresh)


def test_no_code_counts_twice_and_none_is_lost(db: None) -> None:
    run_state_machine_as_test(Hall, settings=settings(max_examples=15, stateful_step_count=12, deadline=None))


def test_ones_own_page_leads_to_the_dots_while_they_are_given(client: Client, office: Any) -> None:
    own = opened(office)
    here = register(own.edition, "Amira Beispiel", by=office)
    page = reverse("conferences:own", args=[links.secret(Purpose.REGISTRATION, here.pk)])
    dots = reverse("conferences:dots", args=[own.edition.code])
    assert dots in client.get(page).content.decode()
    actions.close_ballot(own, by=office, at=NOON)
    assert dots not in client.get(page).content.decode()
