"""Answers as letters: in the reader's language, with their own way to the page, once, and without content in the subject."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.db import transaction

from marlerweg.foundation import clock
from marlerweg.foundation.jobs import worker
from marlerweg.way import actions, follow_up
from marlerweg.way.models import Answer, Contribution
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def voice(stage: Stage) -> Contribution:
    return actions.speak_publicly(
        "Ми чекаємо на квартиру вже два роки.",
        language="uk",
        at=NOW,
        mail="oksana@voices.example",
        theme=stage.housing,
        seconds=40,
    )


def delivered() -> list[mail.EmailMessage]:
    worker.work_off(at=clock.now())
    return list(mail.outbox)


def test_a_voice_reads_each_answer_in_its_language_under_its_secret_link(
    voice: Contribution, stage: Stage, cast: Cast
) -> None:
    need = actions.open_need(
        "Wohnungen", theme=stage.housing, by=cast.coordinator, at=NOW, contributions=[voice]
    )
    actions.make_ready(need, by=cast.coordinator, at=NOW)
    decision = actions.decide(
        need, "accept", body=stage.steering_group, on=TODAY, by=cast.coordinator, at=NOW
    )
    assert len(delivered()) == 3, "the decision's reason waits for its approved wording"
    actions.word(decision, "Es gibt eine Beratung.", by=cast.coordinator, at=NOW)
    actions.word(decision, "Буде консультація.", language="uk", by=cast.coordinator, at=NOW)
    actions.approve_wording(decision, by=cast.coordinator, at=NOW)
    letters = delivered()
    assert [letter.to for letter in letters] == [["oksana@voices.example"]] * 4
    last = letters[-1]
    assert "Буде консультація." in last.body
    assert f"/uk/weg/nachsehen/{follow_up.token(voice.pk)}/" in last.body
    assert last.message()["Content-Language"] == "uk"
    assert voice.number in last.subject
    assert "консультація" not in last.subject
    assert not Answer.objects.filter(mailed_at__isnull=True).exists()


def test_no_html_is_made_of_quotes(voice: Contribution, cast: Cast) -> None:
    actions.answer_directly(voice, 'Fragen Sie „Marl & Co" <montags>.', by=cast.coordinator, at=NOW)
    assert 'Fragen Sie „Marl & Co" <montags>.' in delivered()[-1].body


def test_an_account_gets_the_page_in_its_own_language_and_no_receipt(stage: Stage, cast: Cast) -> None:
    author = cast.member
    author.language = "en"
    author.save(update_fields=["language"])
    said = actions.contribute("Der Bus fährt abends nicht.", by=author, at=NOW)
    assert delivered() == []
    actions.answer_directly(said, "Ab März fährt er.", by=cast.coordinator, at=NOW)
    (letter,) = delivered()
    assert letter.to == [author.email]
    assert f"/en/weg/hinweise/{said.number}/" in letter.body
    assert follow_up.token(said.pk) not in letter.body


def test_who_gave_no_address_gets_no_letter(stage: Stage, cast: Cast) -> None:
    silent = actions.speak_publicly("Der Bus fährt nicht.", language="de", at=NOW, seconds=30)
    actions.answer_directly(silent, "Danke.", by=cast.coordinator, at=NOW)
    assert delivered() == []
    assert not Answer.objects.filter(mailed_at__isnull=False).exists()


def test_what_is_held_writes_to_nobody(stage: Stage) -> None:
    """Otherwise the form could be used to write to strangers."""
    held = actions.speak_publicly(
        "Kaufen Sie jetzt!", language="de", at=NOW, seconds=1, mail="fremd@voices.example"
    )
    assert held.held_because
    assert delivered() == []


def test_history_that_is_only_written_down_now_is_no_news(stage: Stage, cast: Cast) -> None:
    long_ago = NOW - dt.timedelta(days=4)
    actions.speak_publicly(
        "Der Bus fährt nicht.", language="de", at=long_ago, seconds=30, mail="oksana@voices.example"
    )
    assert delivered() == []


def test_a_deed_that_fails_sends_nothing(voice: Contribution, cast: Cast) -> None:
    before = len(delivered())

    class Broken(Exception):
        pass

    @transaction.atomic
    def answer_and_fail() -> None:
        actions.answer_directly(voice, "Danke.", by=cast.coordinator, at=NOW)
        raise Broken

    with pytest.raises(Broken):
        answer_and_fail()
    assert len(delivered()) == before
