"""A server learns to search before its first visitor comes."""

import pytest

from marlerweg.foundation import serving
from marlerweg.offers.apps import learn_to_search
from marlerweg.offers.finding import step
from tests.offers.stage import offer

pytestmark = pytest.mark.django_db


def test_the_words_of_every_public_language_are_learned_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(title="Sprachcafé")
    learned: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        "marlerweg.foundation.searching.Index.warm_up", lambda _, codes: learned.append(tuple(codes))
    )
    learn_to_search()
    assert learn_to_search in serving.warmers
    assert {"de", "uk", "fa"} <= set(learned[0])
    assert step.store().index.search("Sprachcafé").total == 1


def test_a_room_that_cannot_warm_up_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def fails() -> None:
        raise OSError

    monkeypatch.setattr(serving, "warmers", [fails, lambda: done.append("second")])
    serving.warm_up().join(5)
    assert done == ["second"]
    assert "could not warm up" in caplog.text
