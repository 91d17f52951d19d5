"""A load of many offers: the index follows once, at its end, and holds only some of them at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marlerweg.offers.finding import step
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.finding import Wish, find
from tests.offers import stage


@pytest.mark.django_db
def test_building_anew_reads_every_offer_once_and_some_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(4):
        stage.offer(title=f"Treff {number}")
    monkeypatch.setattr(step, "AT_A_TIME", 2)
    with CaptureQueriesContext(connection) as asked:
        assert step.rebuild() == 4
    texts = [each["sql"] for each in asked if 'FROM "offers_offertext"' in each["sql"]]
    assert len(texts) == 2
    assert step.store().index.search("Treff").total == 4


@pytest.mark.django_db
def test_a_load_asks_the_index_once_and_stands_whatever_happens_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def failing() -> bool:
        asked.append("once")
        raise OSError("no room")

    monkeypatch.setattr(step, "look_closely", failing)
    with step.once_at_the_end():
        for key in ("a", "b", "c"):
            step.follow([key])
        assert asked == []
    assert asked == ["once"]
    with step.once_at_the_end():
        pass
    assert asked == ["once"]


@pytest.mark.django_db
def test_a_list_that_nothing_narrows_is_read_a_page_at_a_time_and_shows_what_the_index_holds() -> None:
    rows = [stage.offer(title=f"Treff {letter}") for letter in "cabd"]
    in_order = [str(row.pk) for row in sorted(rows, key=lambda row: row.slug)]
    unsaid = stage.offer(title="Noch ohne Worte")
    unsaid.texts.update(state="draft")
    found = find(Wish(), at=stage.NOW, start=1, size=2)
    assert list(found.ids) == in_order[1:3]
    assert found.total == 4
    Offer.objects.filter(pk=rows[0].pk).update(cost="free", version=2)
    assert list(find(Wish(free=True), at=stage.NOW).ids) == [str(rows[0].pk)]
