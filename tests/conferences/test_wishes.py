"""Wishes are a transport problem, and its prices prove the optimum."""

from hypothesis import given, settings
from hypothesis import strategies as st

from marlerweg.conferences.rules.flow import Flow
from marlerweg.conferences.rules.prices import Prices, assign, priced_bound
from marlerweg.conferences.rules.reading import read_gathering
from marlerweg.conferences.rules.wishes import Transport
from tests.conferences.days import conference


def test_prices_prove_exactly_what_the_transport_costs() -> None:
    gathering = read_gathering(conference())
    transport = Transport(gathering)
    assert transport.complete
    assert transport.prices, "Popular themes must have a price."
    assert priced_bound(gathering, transport.proof()) == transport.wish_cost


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 4)), st.integers(-9, 9), max_size=15))
def test_no_prices_whatever_prove_more_than_the_optimum(prices: dict[tuple[int, int], int]) -> None:
    gathering = read_gathering(conference(people=20, seats=4))
    assert priced_bound(gathering, Prices(1, prices)) <= Transport(gathering).wish_cost


def test_filling_tables_evenly_costs_no_wish() -> None:
    gathering = read_gathering(conference(people=40))
    plain, even = Transport(gathering), Transport(gathering, even=True)
    assert even.wish_cost // even.scale == plain.wish_cost // plain.scale
    assert all(len(visits) == 3 for visits in even.chosen().values())


def test_every_round_gets_another_theme_as_cheaply_as_possible() -> None:
    assert assign([{0: 1, 1: 5}, {0: 1, 1: 9}]) == 6
    assert assign([]) == 0


def test_a_flow_takes_the_detour_when_the_short_way_is_full() -> None:
    flow = Flow(4)
    flow.arc(0, 2, 1, 1)
    dear = flow.arc(0, 3, 2, 5)
    flow.arc(2, 1, 2, 1)
    flow.arc(3, 1, 2, 1)
    flow.send(0, 1)
    assert (flow.amount, flow.cost, flow.on(dear)) == (3, 14, 2)
