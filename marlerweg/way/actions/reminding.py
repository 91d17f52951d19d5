"""What the calendar does by itself: asking again, and forgetting addresses that have served."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from marlerweg.accounts.rules import Role
from marlerweg.audit import actions as audit
from marlerweg.foundation import erasures
from marlerweg.way import letters, queries
from marlerweg.way.actions import keeping
from marlerweg.way.actions.history import write_step
from marlerweg.way.models import Contribution
from marlerweg.way.policies import OFFICE
from marlerweg.way.queries.reminding import REMIND


@transaction.atomic
def remind_referrals(today: date, *, at: datetime) -> int:
    """Ask the body above and tell the office; written down, so that the next letter comes a month later."""
    due = queries.referrals_to_remind(today)
    for decision in due:
        above = queries.holders({Role.UPPER_LEVEL}, today, scope=decision.referred_to_id)
        readers = {user.pk: user for user in [*queries.holders(OFFICE, today), *above]}
        for reader in readers.values():
            letters.remind_of_referral(decision, reader, today=today)
        write_step(decision, REMIND, by=None, at=at, concerns=decision.need.number)
        write_step(decision.need, REMIND, by=None, at=at, concerns=decision.number)
    return len(due)


@transaction.atomic
def remind_silent(today: date, *, at: datetime) -> int:
    """Ask those who speak for the responsible organisation; where nobody does, the office hears of it."""
    due = queries.measures_to_remind(today)
    for measure in due:
        members = list(queries.holders({Role.MEMBER}, today, scope=measure.responsible_id))
        for reader in members or queries.holders(OFFICE, today):
            letters.remind_of_silence(measure, reader, today=today)
        write_step(measure, REMIND, by=None, at=at)
    return len(due)


@transaction.atomic
def forget_addresses(at: datetime) -> int:
    """Erase addresses of public voices that are not needed any more; the voice and its answers stay."""
    found = list(queries.addresses_to_forget(timezone.localdate(at)))
    for contribution in found:
        audit.record(None, "way.contribution.address_erased", contribution)
        erasures.note("way.contribution.mail", contribution.pk, at=at)
    Contribution.objects.filter(pk__in=[each.pk for each in found]).update(mail="")
    return len(found)


@transaction.atomic
def forget_authors(at: datetime) -> int:
    """Cut what leads from a voice to a person, long after the last answer; words, number and answers stay."""
    found = list(queries.authors_to_forget(timezone.localdate(at)))
    for contribution in found:
        audit.record(None, "way.contribution.author_erased", contribution)
        erasures.note("way.contribution.author", contribution.pk, at=at)
        keeping.forget_author(contribution)
    return len(found)
