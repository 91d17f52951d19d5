"""Letters leave with their deed, at least once, and say in their head that a second one is the same."""

import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import locmem

from marlerweg.foundation import clock
from marlerweg.foundation.jobs import worker
from marlerweg.foundation.jobs.models import Job
from marlerweg.foundation.mail import UnfitSubject, send_later

pytestmark = pytest.mark.django_db


def write(
    dedupe: str = "answer:1", to: str = "leyla@cast.example", subject: str = "Ihr Hinweis H-2026-0042"
) -> None:
    send_later(to, subject, "Es gibt eine Antwort.", language="tr", dedupe=dedupe)


def test_a_letter_goes_out_after_the_deed_not_with_it(settings: Any) -> None:
    settings.MAIL_ENVELOPE = "bounces@stadt.example"
    write()
    assert mail.outbox == []
    worker.work_off(at=clock.now())
    (letter,) = mail.outbox
    assert (letter.to, letter.from_email) == (["leyla@cast.example"], "bounces@stadt.example")
    head = letter.message()
    assert head["From"] == "marler-weg@stadt.example"
    assert (head["Content-Language"], head["Auto-Submitted"]) == ("tr", "auto-generated")
    assert head.get_content_type() == "text/plain"


def test_the_same_reason_writes_one_letter() -> None:
    write()
    write()
    write("answer:2")
    worker.work_off(at=clock.now())
    assert len(mail.outbox) == 2
    first, second = (letter.message()["Message-ID"] for letter in mail.outbox)
    assert first != second


def test_a_mail_server_that_breaks_off_gets_the_same_letter_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    send = locmem.EmailBackend.send_messages

    def sends_but_loses_the_answer(self: Any, messages: Any) -> int:
        send(self, messages)
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", sends_but_loses_the_answer)
    worker.work_off(at=clock.now())
    job = Job.objects.get()
    assert job.state == Job.State.WAITING
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", send)
    worker.work_off(at=job.run_after)
    once, again = mail.outbox
    assert once.message()["Message-ID"] == again.message()["Message-ID"]


def test_after_sending_the_database_knows_neither_address_nor_text() -> None:
    write()
    assert "leyla" in str(Job.objects.values().get())
    worker.work_off(at=clock.now())
    assert "leyla" not in str(Job.objects.values().get())
    assert "Antwort" not in str(Job.objects.values().get())


@pytest.mark.parametrize("subject", ["Antwort\nBcc: alle@cast.example", "Für leyla@cast.example"])
def test_a_subject_is_one_line_without_an_address(subject: str) -> None:
    with pytest.raises(UnfitSubject):
        write(subject=subject)


def test_what_is_no_address_is_not_tried_for_two_days() -> None:
    write(to="Leyla")
    worker.work_off(at=clock.now())
    assert Job.objects.get().state == Job.State.DEAD
