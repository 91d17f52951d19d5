"""Letters of the Way: answers to those who spoke, reminders to those who owe one; none carries content in its subject."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.foundation import clock
from marlerweg.foundation.mail import send_later
from marlerweg.ui import identity
from marlerweg.way import follow_up, sentences
from marlerweg.way.models import Answer, Contribution, Decision, Measure
from marlerweg.way.rules.answers import is_news
from marlerweg.way.rules.states import ContributionEvent


class Recipient(NamedTuple):
    mail: str
    language: str
    is_voice: bool


def recipient_of(contribution: Contribution) -> Recipient | None:
    """A public voice under the address it gave, an account under its own; who is held or gone gets no letter."""
    if contribution.mail and not contribution.held_because:
        return Recipient(contribution.mail, contribution.language, is_voice=True)
    author = contribution.author
    if author and author.is_active:
        return Recipient(author.email, author.language, is_voice=False)
    return None


def post_answer(answer: Answer, *, at: datetime) -> bool:
    """Hand the answer to the mail queue in the transaction that gives it; False when nobody is to be written to.

    Whoever has an account saw the receipt on the page. What is only being recorded from the past writes no letters.
    """
    recipient = recipient_of(answer.contribution)
    if recipient is None or not is_news(at, clock.now()):
        return False
    if not recipient.is_voice and answer.occasion == ContributionEvent.RECEIVE:
        return False
    subject, body = answer_letter(answer, recipient)
    send_later(recipient.mail, subject, body, language=recipient.language, dedupe=f"answer:{answer.pk}")
    return True


def answer_letter(answer: Answer, recipient: Recipient) -> tuple[str, str]:
    contribution = answer.contribution
    number, need = contribution.number, answer.need.number if answer.need else ""
    with translation.override(recipient.language):
        context = {
            "sentence": sentences.sentence(answer.occasion, recipient.language, number=number, need=need),
            "wording": answer.wording,
            "secret": recipient.is_voice,
            "address": address_of(contribution, recipient),
            "town": identity.current(),
        }
        body = render_to_string("way/mail/answer.txt", context)
        return _("Neues zu Ihrem Hinweis %(number)s") % {"number": number}, body


def address_of(contribution: Contribution, recipient: Recipient) -> str:
    if recipient.is_voice:
        return absolute(reverse("way:follow", args=[follow_up.token(contribution.pk)]))
    return absolute(reverse("way:contribution", args=[contribution.number]))


def remind_of_referral(decision: Decision, reader: User, *, today: date) -> None:
    with translation.override(reader.language):
        subject = _("Erinnerung: Antwort auf %(number)s steht aus") % {"number": decision.number}
        path = reverse("way:referral", args=[decision.number])
        body = written("way/mail/referral.txt", path, decision=decision)
    dedupe = f"remind:{decision.pk}:{reader.pk}:{today}"
    send_later(reader.email, subject, body, language=reader.language, dedupe=dedupe)


def remind_of_silence(measure: Measure, reader: User, *, today: date) -> None:
    with translation.override(reader.language):
        subject = _("Wie steht es um die Maßnahme %(number)s?") % {"number": measure.number}
        path = reverse("way:measure", args=[measure.number])
        body = written("way/mail/silence.txt", path, measure=measure)
    dedupe = f"remind:{measure.pk}:{reader.pk}:{today}"
    send_later(reader.email, subject, body, language=reader.language, dedupe=dedupe)


def written(template: str, path: str, **things: Any) -> str:
    return render_to_string(template, {"address": absolute(path), "town": identity.current(), **things})


def absolute(path: str) -> str:
    """On the address the town told its people, whatever host a request named."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path
