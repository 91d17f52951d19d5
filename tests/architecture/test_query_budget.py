"""Every page that can be read costs at most fifteen queries; the matrix of addresses says which pages there are.

With few rows here; `tests/demo/test_query_budget.py` visits the same pages in a whole town.
"""

import pytest
from django.test import Client

from tests.access.conftest import actor_named, come_as
from tests.access.matrix import MATRIX, ROLES, Outcome, Row
from tests.access.resolver import path_of
from tests.cast import Cast
from tests.counting import too_dear, visited

# Who sees most of a page asks most for it.
SEES_MOST = ("coordinator", "administrator", *ROLES[1:], "anonymous")


def reader_of(row: Row) -> str | None:
    return next((role for role in SEES_MOST if row.get[role] == Outcome.PAGE), None)


READABLE = {key: role for key, row in MATRIX.items() if (role := reader_of(row))}


@pytest.mark.parametrize("key", READABLE)
def test_no_page_asks_more_than_fifteen_times(key: str, cast: Cast) -> None:
    actor = actor_named(cast, READABLE[key])
    address = path_of(key, cast, actor)
    visitor = Client()
    come_as(visitor, actor)
    visitor.get(address)  # what a process remembers is remembered from a first visit
    page, asked = visited(visitor, address)
    assert page.status_code == 200
    assert not (fault := too_dear(address, asked)), fault
