"""Looking back: did the need recur?"""

from datetime import date, datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.foundation.decisions import require
from marlerweg.way import policies
from marlerweg.way.actions.history import write_step
from marlerweg.way.actions.needs import move
from marlerweg.way.models import Measure, Need, Review
from marlerweg.way.rules.states import NeedEvent

MOVES = {Review.Finding.RESOLVED: NeedEvent.RESOLVE, Review.Finding.RECURRED: NeedEvent.RECUR}


@transaction.atomic
def review(
    need: Need, finding: str, text: str, *, on: date, by: User, at: datetime, measure: Measure | None = None
) -> Review:
    """Unclear leaves the need under review; the page asks again."""
    require(policies.may_coordinate(by))
    found = Review.objects.create(need=need, measure=measure, on=on, finding=finding, text=text, by=by)
    if event := MOVES.get(Review.Finding(finding)):
        move(need, event, by=by, at=at, because=text, concerns=measure.number if measure else "")
    else:
        write_step(need, "review", by=by, at=at, because=text, concerns=measure.number if measure else "")
    return found
