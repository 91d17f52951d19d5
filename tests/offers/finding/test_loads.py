"""A load of many offers: the index follows once, at its end, and holds only some of them at a time."""

import pytest

from marlerweg.offers.finding import step
from marlerweg.offers.queries.whole import public_offers
from tests.offers import stage


@pytest.mark.django_db
def test_documents_are_read_anew_on_every_pass() -> None:
    stage.rich_offer()
    stage.offer(title="Zweites")
    found = step.Documents(public_offers())
    first = [(each.id, each.language) for each in found]
    stage.offer(title="Drittes")
    assert len(first) == 3
    assert len(list(found)) == 4
    assert len(found) == 3


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
