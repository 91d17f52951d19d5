"""What the record does every night."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from marlerweg.audit import actions
from marlerweg.foundation import clock
from marlerweg.foundation.jobs.rules import Daily
from marlerweg.foundation.jobs.tasks import job, repeat


@repeat(Daily(dt.time(2, 50)), _("Wurzel des Protokolls außerhalb notieren"))
@job(atomic=False)
def note_root() -> str:
    """Write the root of the record down outside the database."""
    return actions.note_root(at=clock.now()).root
