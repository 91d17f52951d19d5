"""One town for all tests of this room: built once, rolled back at the end."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from marlerweg.demo import year
from marlerweg.demo.actions import Report, build

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Report]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(today=TODAY)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def small_year() -> Iterator[year.Year]:
    """Six needs of the written year: enough for the shape, quick enough to build more than once."""
    whole = year.read()
    kept = {"abendkurse", "zeugnisse-oberstufe", "luecke", "sprechen-ueben", "sprachcafe-huels", "lernorte"}
    small = year.Year(**{**vars(whole), "needs": tuple(each for each in whole.needs if each.code in kept)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(year, "read", lambda: small)
        yield small
