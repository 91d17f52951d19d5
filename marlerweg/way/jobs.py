"""What the Way does every morning, before the office opens."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import clock
from marlerweg.foundation.jobs.rules import Daily
from marlerweg.foundation.jobs.tasks import job, repeat
from marlerweg.way import actions


@repeat(Daily(dt.time(5, 10)), _("Zurückgestellte Bedarfe wieder vorlegen"))
@job()
def bring_back_deferred() -> int:
    """Deferred needs return to the agenda on their day."""
    return actions.come_due(clock.today(), at=clock.now())


@repeat(Daily(dt.time(5, 20)), _("An ausstehende Antworten von Kreis und Land erinnern"))
@job()
def remind_of_referrals() -> int:
    """Ask after answers from above that are overdue."""
    return actions.remind_referrals(clock.today(), at=clock.now())


@repeat(Daily(dt.time(5, 30)), _("An Maßnahmen ohne neuen Stand erinnern"))
@job()
def remind_of_silence() -> int:
    """Ask after measures of which nobody has heard for sixty days."""
    return actions.remind_silent(clock.today(), at=clock.now())
