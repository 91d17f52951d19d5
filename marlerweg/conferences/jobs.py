"""What conferences do every morning."""

import datetime as dt

from marlerweg.conferences import actions
from marlerweg.foundation import clock
from marlerweg.foundation.jobs.rules import Daily
from marlerweg.foundation.jobs.tasks import job, repeat


@repeat(Daily(dt.time(7, 40)))
@job()
def remind_invited() -> int:
    """Ask once more those who were invited two weeks ago and have said nothing."""
    return actions.remind_silent(clock.today(), at=clock.now())
