"""Owing and giving answers: every change is told to whoever spoke, and nothing is told twice."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import languages
from marlerweg.foundation.decisions import require
from marlerweg.way import letters, policies, sentences, signals
from marlerweg.way.models import Answer, Contribution, Decision, Need, Wording
from marlerweg.way.rules import answers as rules
from marlerweg.way.rules.numbers import Kind


def owe_answer(
    contribution: Contribution,
    occasion: str,
    *,
    at: datetime,
    need: Need | None = None,
    decision: Decision | None = None,
) -> Answer:
    """Due from now on; given at once unless it has to wait for an approved wording."""
    answer = Answer.objects.create(
        contribution=contribution,
        need=need,
        decision=decision,
        occasion=occasion,
        due_at=at,
        language=contribution.language,
    )
    if not rules.waits_for_wording(occasion):
        _give(answer, at=at)
    return answer


def owe_answers(
    contributions: Iterable[Contribution],
    occasion: str,
    *,
    at: datetime,
    need: Need,
    decision: Decision | None = None,
) -> None:
    for contribution in contributions:
        owe_answer(contribution, occasion, at=at, need=need, decision=decision)


def owe_direct_answer(contribution: Contribution, text: str, *, language: str, at: datetime) -> None:
    answer = Answer.objects.create(
        contribution=contribution,
        occasion="answer",
        due_at=at,
        language=contribution.language,
        wording=text,
        wording_language=language,
    )
    _give(answer, at=at)


@transaction.atomic
def give_answer(answer: Answer, *, by: User, at: datetime) -> None:
    """The coordination tells it although no wording was approved: in standard sentences only."""
    require(policies.may_coordinate(by))
    _give(answer, at=at)
    audit.record(by, "way.answer.give", answer.contribution)


def release_answers(decision: Decision, *, at: datetime) -> int:
    """Give every answer that waited for this decision's wording, each in its author's language as far as it exists."""
    wordings = {
        wording.language: wording
        for wording in Wording.objects.filter(kind=Kind.DECISION, item_id=decision.pk).exclude(
            state=Wording.State.DRAFT
        )
    }
    waiting = Answer.objects.filter(decision=decision, state=Answer.State.DUE).select_related(
        "contribution", "need"
    )
    for answer in waiting:
        language = languages.best(answer.language, wordings)
        if language:
            answer.wording, answer.wording_language = wordings[language].text, language
        _give(answer, at=at)
    return len(waiting)


def _give(answer: Answer, *, at: datetime) -> None:
    """Text, state and letter stand or fall together: the letter waits in the queue from the moment of the answer."""
    answer.text = sentences.sentence(
        answer.occasion,
        answer.language,
        number=answer.contribution.number,
        need=answer.need.number if answer.need else "",
    )
    answer.state = Answer.State.SENT
    answer.sent_at = at
    answer.mailed_at = at if letters.post_answer(answer, at=at) else None
    answer.save(update_fields=["text", "wording", "wording_language", "state", "sent_at", "mailed_at"])
    transaction.on_commit(lambda: signals.answer_sent.send(sender=Answer, answer=answer))


def mark_mailed(answer: Answer, *, at: datetime) -> None:
    """For answers whose letters were sent another way, such as in a history that is loaded."""
    Answer.objects.filter(pk=answer.pk, mailed_at__isnull=True).update(mailed_at=at)
