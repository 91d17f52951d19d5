"""Building the demo town: once, from a fixed seed, never where real people work."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.conf import settings
from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.demo import copies, year
from marlerweg.demo.calendar import Calendar
from marlerweg.demo.cast import DOMAIN, Cast, started
from marlerweg.demo.conference_days import ConferenceDays
from marlerweg.demo.desk import Desk
from marlerweg.demo.offering import Offering
from marlerweg.demo.stage import Stage
from marlerweg.foundation import clock
from marlerweg.foundation.jobs.models import Job
from marlerweg.network.models import Town
from marlerweg.offers.models import Offer
from marlerweg.places.actions import load
from marlerweg.places.pack import read
from marlerweg.way.models import Approach, Contribution, Decision, Measure, Need

PACK = "marl"
SEED = 2021


class NotInADemo(Exception):
    """Invented people have no place among real ones."""


class OtherDataHere(Exception):
    """Somebody has already begun to work here, or the town is another one."""


@dataclass(frozen=True)
class Report:
    """How many rows stand; `stood_already` when nothing was done."""

    people: int
    contributions: int
    needs: int
    approaches: int
    decisions: int
    measures: int
    offers: int
    stood_already: bool = False


@transaction.atomic
def build(*, today: date, size: int = 1, seed: int = SEED) -> Report:
    """One year takes seconds through the real deeds; further sizes are copies of it (see `copies`)."""
    if not settings.DEMO:
        raise NotInADemo
    if stands():
        return count(stood_already=True)
    if Contribution.objects.exists() or Town.objects.exclude(pack=PACK).exists():
        raise OtherDataHere
    load(read(settings.PLACES / PACK), at=clock.now())
    told = year.read()
    chance = Random(seed)  # noqa: S311 - the same town again matters, not secrecy
    calendar = Calendar(today, chance)
    cast = Cast(told, since=started(calendar.start))
    stage = Stage(told, cast, calendar, chance)
    stage.play()
    ConferenceDays(cast, calendar, Random(seed)).hold()  # noqa: S311 - as above
    offering = Offering(cast, calendar, stage.deeds.measures, Random(seed))  # noqa: S311 - as above
    offering.play()
    Desk(cast, calendar, offering.offers).play()
    letters_have_gone_out(at=clock.now())
    copies.multiply(size, told.variations, seed=seed)
    audit.record(None, "demo.built", size=size, seed=seed)
    return count()


def letters_have_gone_out(*, at: datetime) -> None:
    """Those of the invented year reached their readers then; nobody shall find fifty of them on the first morning."""
    waiting = Job.objects.filter(state=Job.State.WAITING, key__startswith="mail:")
    waiting.update(state=Job.State.DONE, finished_at=at, arguments={})


def stands() -> bool:
    return User.objects.filter(email=f"koordination@{DOMAIN}").exists()


def count(*, stood_already: bool = False) -> Report:
    return Report(
        people=User.objects.filter(email__endswith=f"@{DOMAIN}").count(),
        contributions=Contribution.objects.count(),
        needs=Need.objects.count(),
        approaches=Approach.objects.count(),
        decisions=Decision.objects.count(),
        measures=Measure.objects.count(),
        offers=Offer.objects.count(),
        stood_already=stood_already,
    )
