"""School holidays come from the place pack."""

from collections.abc import Iterable

from marlerweg.accounts.models import User
from marlerweg.network.actions.settling import Settled, note, settle
from marlerweg.offers.models import SchoolHoliday
from marlerweg.offers.rules.facts import SchoolHolidayFact


def settle_school_holidays(facts: Iterable[SchoolHolidayFact], *, by: User | None) -> Settled:
    """Make or mend what the pack states; a corrected last day mends, a corrected first day is another entry."""
    counts, _ = settle(
        SchoolHoliday.objects.all(),
        facts,
        lambda fact: {"name": fact.name, "first": fact.first},
        lambda fact: {"last": fact.last},
    )
    return note(by, "school_holidays", counts)
