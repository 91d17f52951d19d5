"""What the town knows about holidays, as the rules of times ask for it."""

from marlerweg.network.models import Town
from marlerweg.offers.models import SchoolHoliday
from marlerweg.offers.rules.times.calendar import Calendar, SchoolBreak


def holiday_calendar() -> Calendar:
    """The calendar for one page or job: two queries, public holidays by the Land of each timetable."""
    town = Town.objects.first()
    breaks = SchoolHoliday.objects.values_list("name", "first", "last")
    return Calendar({town.state_code: [SchoolBreak(*each) for each in breaks]} if town else {})
