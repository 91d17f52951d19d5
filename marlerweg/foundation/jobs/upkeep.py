"""The jobs' own housekeeping."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import clock
from marlerweg.foundation.jobs import actions
from marlerweg.foundation.jobs.rules import Daily
from marlerweg.foundation.jobs.tasks import job, repeat


@repeat(Daily(dt.time(3, 40)), _("Erledigte Aufgaben nach 40 Tagen vergessen"))
@job()
def tidy() -> int:
    """Forget finished jobs after 40 days."""
    return actions.tidy(at=clock.now())
