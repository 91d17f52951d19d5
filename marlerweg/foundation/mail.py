"""Letters go out as jobs: written with the deed that causes them, sent at least once, recognisable when sent twice."""

import hashlib
from collections.abc import Sequence
from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage

from marlerweg.foundation.jobs.tasks import Hopeless, job


class UnfitSubject(ValueError):
    """A subject is read on lock screens and by mail servers: one line, no address in it."""


class Enclosure(NamedTuple):
    """A small text file that goes along, such as a date for the calendar."""

    name: str
    content: str
    media_type: str


def send_later(
    to: str,
    subject: str,
    body: str,
    *,
    language: str,
    dedupe: str,
    enclosed: Sequence[Enclosure] = (),
) -> None:
    """Send plain text once the deed is committed; a second call with the same `dedupe` (such as `answer:<id>`) adds nothing.

    The letter's text lives in the job only until it is sent. Keep personal things out of `subject`.
    """
    if "\n" in subject or "\r" in subject or "@" in subject:
        raise UnfitSubject(subject)
    deliver.once(f"mail:{dedupe}").enqueue(
        to, subject, body, language, dedupe, enclosed=[list(each) for each in enclosed]
    )


@job(attempts=14, atomic=False)
def deliver(
    to: str,
    subject: str,
    body: str,
    language: str,
    dedupe: str,
    *,
    enclosed: Sequence[Sequence[str]] = (),
) -> None:
    """Fourteen tries span nearly two days, which outlasts a weekend's trouble of most mail servers."""
    if "@" not in parseaddr(to)[1]:
        raise Hopeless("Die Anschrift ist keine E-Mail-Adresse.")
    written = letter(to, subject, body, language, dedupe)
    for name, content, media_type in enclosed:
        written.attach(name, content, media_type)
    written.send()


def letter(to: str, subject: str, body: str, language: str, dedupe: str) -> EmailMessage:
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": message_id(dedupe),
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, from_email=settings.MAIL_ENVELOPE, to=[to], headers=headers)


def message_id(dedupe: str) -> str:
    """The same for each try, so that a mailbox shows a letter once even when it was delivered twice."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(dedupe.encode()).hexdigest()[:40]}@{domain}>"
