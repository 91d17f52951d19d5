"""Editions as a viewer may see them, and what happens in them."""

from datetime import date

from django.db.models import QuerySet

from marlerweg.conferences.models import Edition, ProgrammeItem, Round, Table
from marlerweg.conferences.rules.phases import PUBLIC
from marlerweg.network.models import Theme
from marlerweg.network.policies import Viewer, is_steward


def editions(viewer: Viewer) -> QuerySet[Edition]:
    rows = Edition.objects.select_related("series", "theme_scheme", "previous")
    return rows if is_steward(viewer) else rows.filter(state__in=PUBLIC)


def edition(viewer: Viewer, code: str) -> Edition | None:
    return editions(viewer).filter(code=code).first()


def upcoming(viewer: Viewer, today: date) -> QuerySet[Edition]:
    return editions(viewer).filter(ends_on__gte=today).order_by("starts_on")


def programme(of: Edition, *, with_cancelled: bool = False) -> QuerySet[ProgrammeItem]:
    """Cancelled items stay in calendars, not on the page."""
    rows = of.programme.select_related("room", "round")
    return rows if with_cancelled else rows.filter(cancelled_at=None)


def themes_of(of: Edition) -> QuerySet[Theme]:
    """The themes of the edition's own list; without one those the town works with."""
    if of.theme_scheme_id:
        return Theme.objects.filter(scheme=of.theme_scheme_id).order_by("position")
    return Theme.objects.filter(scheme__is_current=True).order_by("position")


def tables_of(of: Edition) -> QuerySet[Table]:
    return of.tables.select_related("theme", "room")


def rounds_of(of: Edition) -> QuerySet[Round]:
    return of.rounds.all()
