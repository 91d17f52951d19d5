"""When the demo town may be built, that a seed gives the same town again, and how it grows."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from marlerweg.demo import year
from marlerweg.demo.actions import build
from marlerweg.demo.calendar import Calendar
from marlerweg.demo.management.commands.demo_town import Command
from marlerweg.network.models import Theme, ThemeScheme
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.finding import Wish, find
from marlerweg.way import actions
from marlerweg.way.models import Contribution, Need, Step
from tests.demo.conftest import TODAY


def snapshot() -> dict[str, Any]:
    """Every number with its words, state and time."""
    rows: dict[str, Any] = {}
    for row in Contribution.objects.all():
        rows[row.number] = (row.text, row.state, row.received_at, row.mail)
    for need in Need.objects.all():
        rows[need.number] = (need.title, need.state, need.state_since)
    rows["steps"] = list(Step.objects.order_by("at", "number", "event").values_list("number", "event", "at"))
    return rows


def built_and_taken_back(**options: Any) -> dict[str, Any]:
    with transaction.atomic():
        build(today=TODAY, **options)
        seen = snapshot()
        transaction.set_rollback(True)
    return seen


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_town(small_year: year.Year) -> None:
    first, again = (built_and_taken_back(seed=7) for _ in range(2))
    assert len(first) > 60
    assert first == again


@pytest.mark.django_db
def test_it_is_refused_where_real_people_work(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="nur im Vorführbetrieb"):
        call_command(Command(stdout=StringIO()))
    assert not Contribution.objects.exists()


@pytest.mark.django_db
def test_it_is_refused_where_somebody_has_begun_to_work() -> None:
    scheme = ThemeScheme.objects.create(code="echt", name="Echt", is_current=True)
    theme = Theme.objects.create(scheme=scheme, code="wohnen", names={"de": "Wohnen"})
    actions.speak_publicly(
        "Ein echter Hinweis", language="de", at=dt.datetime.now(dt.UTC), theme=theme, seconds=60.0
    )
    with pytest.raises(CommandError, match="Es wurde nichts verändert"):
        call_command(Command(stdout=StringIO()))
    assert Contribution.objects.count() == 1


@pytest.mark.django_db
def test_the_command_tells_what_stands_and_how_to_sign_in(small_year: year.Year) -> None:
    out = StringIO()
    call_command(Command(stdout=out), today=TODAY)
    call_command(Command(stdout=out), today=TODAY)
    said = out.getvalue()
    assert "Die Vorführstadt steht. 60 Menschen" in said
    assert "Die Vorführstadt steht schon." in said
    assert "koordination@marl.example" in said
    found = find(Wish(words="Café Welcome", language="de"), at=dt.datetime.now(dt.UTC))
    assert "cafe-welcome" in Offer.objects.filter(pk__in=found.ids).values_list("slug", flat=True)


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-29", "2027-03-01", "2026-07-04"])
def test_the_year_ends_on_the_given_day_and_keeps_its_weekdays(day: str) -> None:
    today = dt.date.fromisoformat(day)
    calendar = Calendar(today, None)
    assert 0 <= (today - calendar.day("11-23")).days < 7
    assert calendar.day("02-11").weekday() == dt.date(2026, 2, 11).weekday()
