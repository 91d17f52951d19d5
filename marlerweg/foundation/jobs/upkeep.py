"""The jobs' own housekeeping."""

import datetime as dt

from marlerweg.foundation import clock
from marlerweg.foundation.jobs import actions
from marlerweg.foundation.jobs.rules import Daily
from marlerweg.foundation.jobs.tasks import job, repeat


@repeat(Daily(dt.time(3, 40)))
@job()
def tidy() -> int:
    """Forget finished jobs after 40 days."""
    return actions.tidy(at=clock.now())
