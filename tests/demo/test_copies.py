"""A tenfold town has ten times the rows, and every copy is as whole as the first."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from marlerweg.audit.models import Event
from marlerweg.audit.queries import first_break
from marlerweg.demo import copies, year
from marlerweg.demo.actions import build
from marlerweg.offers.actions import confirm
from marlerweg.offers.models import Offer, OfferText, Place, Revision, Slot, Venue
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules.content import changed, from_plain
from marlerweg.way import actions, follow_up
from marlerweg.way.models import Answer, Contribution, Counter, Joining, Measure, Need, Step
from tests.demo.conftest import TODAY

# Without it a run of this file alone would make no test database.
pytestmark = pytest.mark.django_db

COUNTED = (
    Contribution,
    Need,
    Joining,
    Step,
    Answer,
    Measure,
    Contribution.districts.through,
    Offer,
    OfferText,
    Place,
    Slot,
    Offer.terms.through,
)


@pytest.fixture(scope="module")
def once(small_year: year.Year, django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[Any, int]]:
    """The rows before they were copied."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(today=TODAY)
        before = {model: model.objects.count() for model in COUNTED}
        before["states"] = sorted(Need.objects.values_list("state", flat=True))
        copies.multiply(10, small_year.variations, seed=1)
        yield before
        transaction.set_rollback(True)


def test_there_are_ten_times_the_rows_in_the_same_shape(once: dict[Any, Any]) -> None:
    assert {model: model.objects.count() for model in COUNTED} == {m: once[m] * 10 for m in COUNTED}
    assert sorted(Need.objects.values_list("state", flat=True)) == sorted(once["states"] * 10)


def test_numbers_go_on_without_gaps_and_stand_in_the_answers(once: dict[Any, Any]) -> None:
    count = Counter.objects.get(kind="H").last
    numbers = set(Contribution.objects.values_list("number", flat=True))
    assert numbers == {f"H-2026-{each:04}" for each in range(1, count + 1)}
    last = Contribution.objects.get(number=f"H-2026-{count:04}")
    assert last.number in last.answers.get(occasion="receive").text
    joined = Answer.objects.filter(
        occasion="join", contribution__in=Contribution.objects.order_by("-number")[:50]
    )
    assert joined
    assert all(each.need.number in each.text for each in joined if each.need)


def test_time_runs_forwards_in_every_copy(once: dict[Any, Any]) -> None:
    assert Joining.objects.exists()
    assert not Joining.objects.filter(joined_at__lt=F("contribution__received_at")).exists()
    received = Step.objects.filter(event="receive").values_list("item_id", "at")
    at = dict(Contribution.objects.values_list("pk", "received_at"))
    assert dict(received) == at


def test_secret_links_of_copies_open_their_own_page(once: dict[Any, Any]) -> None:
    voices = Contribution.objects.exclude(follow_up_hash=None)
    assert len({each.follow_up_hash for each in voices}) == len(voices) > 100
    assert all(each.follow_up_hash == follow_up.token_hash(follow_up.token(each.pk)) for each in voices)


def test_copies_differ_in_their_titles_and_words(once: dict[Any, Any]) -> None:
    titles = list(Need.objects.values_list("title", flat=True))
    assert len(set(titles)) == len(titles)
    german = list(Contribution.objects.filter(language="de").values_list("text", flat=True))
    assert len(set(german)) == len(german)


def test_every_copied_step_has_its_link_in_the_chain(once: dict[Any, Any]) -> None:
    assert Event.objects.filter(action="way.need.open").count() == Need.objects.count()
    assert first_break() is None


def test_deeds_go_on_after_the_copies(once: dict[Any, Any]) -> None:
    before = Counter.objects.get(kind="H").last
    new = actions.speak_publicly("Und noch etwas.", language="de", at=dt.datetime.now(dt.UTC), seconds=30.0)
    assert new.number.endswith(f"{before + 1:04}")
    assert first_break() is None


def test_a_copied_offer_is_whole_and_can_be_tended(once: dict[Any, Any]) -> None:
    copied = Offer.objects.filter(slug__endswith="-3").exclude(founded_by="").first()
    assert copied is not None
    assert Measure.objects.filter(number=copied.founded_by).exists()
    kept = Revision.objects.get(offer=copied)
    assert set(changed(from_plain(kept.content), content_of(copied))) <= {
        f"texts.{text.language}.title" for text in copied.texts.all()
    }
    confirm(copied, via="phone", by=None, at=dt.datetime.now(dt.UTC))


def test_copied_offers_lie_at_places_of_their_own(once: dict[Any, Any]) -> None:
    points = set(Place.objects.values_list("latitude", "longitude"))
    assert len(points) == Place.objects.count()
    copied = Venue.objects.filter(offer__slug__endswith="-3")
    assert not copied.filter(
        place__in=Venue.objects.exclude(offer__slug__endswith="-3").values("place")
    ).exists()
