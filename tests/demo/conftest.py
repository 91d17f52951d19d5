"""One town for all tests of this room: built once, rolled back at the end."""

import dataclasses
import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from marlerweg.demo import offers, year
from marlerweg.demo.actions import Report, build

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def own_search_folder(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_FOLDER = tmp_path / "search"


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Report]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(today=TODAY)
        transaction.set_rollback(True)


def small_directory(needs: set[str]) -> offers.Directory:
    """Offers that these needs' measures founded, those that lie on the coordination's desk, and a few more."""
    whole = offers.read()
    desk = tomllib.loads((offers.FOLDER / "desk.toml").read_text(encoding="utf-8"))
    named = {told["offer"] for part in ("proposal", "mistake", "withdrawn") for told in desk[part]}
    few = [
        each
        for number, each in enumerate(whole.offers)
        if (each.key in named or number % 20 == 0 or each.founded_by)
        and (not each.founded_by or each.founded_by.need in needs)
    ]
    return dataclasses.replace(whole, offers=tuple(few))


@pytest.fixture(scope="module")
def small_year() -> Iterator[year.Year]:
    """Six needs of the written year and their offers: enough for the shape, quick enough to build more than once."""
    whole = year.read()
    kept = {"abendkurse", "zeugnisse-oberstufe", "luecke", "sprechen-ueben", "sprachcafe-huels", "lernorte"}
    small = year.Year(**{**vars(whole), "needs": tuple(each for each in whole.needs if each.code in kept)})
    directory = small_directory(kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(year, "read", lambda: small)
        patch.setattr(offers, "read", lambda: directory)
        yield small
