"""What the directory's search does in the background."""

import datetime as dt

from django.db import transaction

from marlerweg.foundation.jobs.rules import Every
from marlerweg.foundation.jobs.tasks import job, repeat
from marlerweg.offers.actions.demand import count_empty_searches
from marlerweg.offers.finding import spool, step


@repeat(Every(dt.timedelta(minutes=5)))
@job(atomic=False)
def look_after_the_index() -> bool:
    """In step with offers and word lists, also after changes that nobody told of."""
    return step.look_closely()


@repeat(Every(dt.timedelta(minutes=10)))
@job()
def count_searches_without_hits() -> int:
    """From the file that reading pages fill into one row per wording; the file goes when the rows stand."""
    found = spool.take()
    transaction.on_commit(spool.counted)
    return count_empty_searches(found)
