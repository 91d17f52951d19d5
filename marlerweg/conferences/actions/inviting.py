"""Inviting from the network's register: every address and every person once, written to once, reminded once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import letters, links, policies, queries
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, Invitation, Registration
from marlerweg.conferences.rules.phases import Right
from marlerweg.foundation.decisions import require

State = Invitation.State
REMIND_AFTER = timedelta(days=14)
LAST_REMINDER = timedelta(days=3)


@transaction.atomic
def note_circle(edition: Edition, circle: queries.Circle, *, by: User, at: datetime) -> int:
    """Note everybody of a circle who is not noted yet; gives how many are new. Nothing is sent."""
    require(policies.may_organise_now(by, edition, Right.INVITE))
    known = set(Invitation.objects.filter(edition=edition).values_list("mail", flat=True))
    people = set(
        Invitation.objects.filter(edition=edition, person__isnull=False).values_list("person", flat=True)
    )
    new = [
        each
        for each in queries.addressees(circle, on=edition.starts_on)
        if each.mail not in known and (each.person is None or each.person.pk not in people)
    ]
    Invitation.objects.bulk_create(_noted(edition, new, at=at))
    audit.record(by, "conference.invitations_noted", edition, count=len(new))
    return len(new)


@transaction.atomic
def send_invitations(edition: Edition, *, by: User, at: datetime) -> int:
    """Hand every noted invitation to the mail queue; a second press sends nothing twice."""
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    require(policies.may_organise_now(by, held, Right.INVITE))
    noted = list(Invitation.objects.filter(edition=held, state=State.PREPARED).select_related("edition"))
    for invitation in noted:
        letters.invite(invitation)
    keys = [each.pk for each in noted]
    Invitation.objects.filter(pk__in=keys).update(state=State.SENT, sent_at=at)
    audit.record(by, "conference.invited", held, count=len(noted))
    return len(noted)


@transaction.atomic
def remind_silent(today: date, *, at: datetime) -> int:
    """Two weeks after the letter and not in the last three days, whoever has said nothing is asked once more."""
    waiting = Invitation.objects.filter(
        state=State.SENT,
        sent_at__lte=at - REMIND_AFTER,
        edition__state=Edition.State.OPEN,
        edition__starts_on__gt=today + LAST_REMINDER,
    ).filter(Q(edition__registration_closes_at=None) | Q(edition__registration_closes_at__gt=at))
    reminded = list(waiting.select_for_update(of=("self",)).select_related("edition"))
    for invitation in reminded:
        letters.invite(invitation, reminding=True)
        invitation.state, invitation.reminded_at = State.REMINDED, at
        invitation.save(update_fields=["state", "reminded_at"])
    return len(reminded)


@transaction.atomic
def decline(invitation: Invitation, *, at: datetime) -> None:
    """By the personal link; whoever had registered by it is still registered."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.state in {State.ANSWERED, State.DECLINED}:
        return
    row.state, row.answered_at = State.DECLINED, at
    row.save(update_fields=["state", "answered_at"])
    audit.record(None, "conference.declined", row, edition=invitation.edition.code)


@transaction.atomic
def take_off(invitation: Invitation, *, by: User) -> None:
    """Off the list before anything was sent."""
    require(policies.may_organise(by))
    if invitation.state == State.PREPARED:
        audit.record(by, "conference.invitation_dropped", invitation, edition=invitation.edition.code)
        invitation.delete()


def _noted(edition: Edition, new: Iterable[queries.Addressee], *, at: datetime) -> Iterable[Invitation]:
    """Whoever has registered by themselves is noted as answered and hears nothing."""
    live = edition.registrations.filter(state__in=Registration.LIVE).exclude(mail="")
    registered = {row.mail.casefold(): row for row in live}
    for each in new:
        key, row = uuid4(), registered.get(each.mail)
        yield Invitation(
            id=key,
            edition=edition,
            person=each.person,
            organisation=each.organisation,
            mail=each.mail,
            language=each.language,
            reasons=sorted(each.reasons),
            prepared_at=at,
            state=State.ANSWERED if row else State.PREPARED,
            registration=row,
            secret_hash=links.hashed(links.secret(Purpose.INVITATION, key)),
        )
