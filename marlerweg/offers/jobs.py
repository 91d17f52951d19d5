"""What the directory does every morning, before the office opens."""

import datetime as dt

from marlerweg.foundation import clock
from marlerweg.foundation.jobs.rules import Daily
from marlerweg.foundation.jobs.tasks import job, repeat
from marlerweg.offers.actions.asking import ask_around


@repeat(Daily(dt.time(5, 40)))
@job()
def ask_whether_all_is_right() -> int:
    """Ask about offers whose review is due, and go on where nobody answered; gives the number of letters."""
    return ask_around(clock.today(), at=clock.now()).letters
