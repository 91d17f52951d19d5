"""The one place that asks what time it is; everything below a view gets time as an argument."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware of its zone."""
    return timezone.now()


def today() -> date:
    """The town's calendar day."""
    return timezone.localdate()


def day_of(moment: datetime) -> date:
    """The town's calendar day of a moment; its own `.date()` would be Greenwich's, another day for an hour or two each night."""
    return timezone.localdate(moment)
