"""What calendars get to see of an edition: the day as one entry, the programme item by item, one's own rounds."""

import datetime as dt
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from marlerweg.conferences import queries
from marlerweg.conferences.models import Edition, ProgrammeItem, Registration
from marlerweg.foundation.calendars import BERLIN, Event, Status, write_feed

OPENS = dt.time(8)
CLOSES = dt.time(18)


def absolute(path: str) -> str:
    """On the address the town told its people, whatever host a request named."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def uid(thing: Edition | ProgrammeItem) -> str:
    """Never changes, so that a calendar recognises the entry for ever."""
    return f"{thing.pk}@{urlsplit(settings.PUBLIC_ADDRESS).hostname or 'localhost'}"


def place_of(edition: Edition, room: str = "") -> str:
    return ", ".join(part for part in (room, edition.venue, edition.venue_address) if part)


def day(edition: Edition, *, cancelled: bool = False) -> Event:
    """The whole edition as one entry; from its first to its last programme item where there are any."""
    items = list(queries.programme(edition))
    start = items[0].starts_at if items else dt.datetime.combine(edition.starts_on, OPENS, tzinfo=BERLIN)
    end = (
        max(item.ends_at for item in items)
        if items
        else dt.datetime.combine(edition.ends_on, CLOSES, tzinfo=BERLIN)
    )
    return Event(
        uid=uid(edition),
        summary=str(edition),
        start=start,
        end=end,
        changed_at=edition.changed_at,
        sequence=edition.sequence + cancelled,  # somebody's own cancellation is a change as well
        status=_status(edition, is_cancelled=cancelled),
        location=place_of(edition),
        url=absolute(reverse("conferences:edition", args=[edition.code])),
    )


def item(edition: Edition, of: ProgrammeItem) -> Event:
    """A cancelled item stays in the feed and says so, or old entries would stand in calendars for ever."""
    return Event(
        uid=uid(of),
        summary=str(of),
        start=of.starts_at,
        end=of.ends_at,
        changed_at=max(of.changed_at, edition.changed_at),
        sequence=of.sequence + edition.sequence,
        status=_status(edition, is_cancelled=of.cancelled_at is not None),
        description="\n".join(part for part in (of.speaker_function, of.text) if part),
        location=place_of(edition, str(of.room or "")),
        url=absolute(reverse("conferences:edition", args=[edition.code])),
        categories=(str(of.get_kind_display()),),
    )


def of_programme(edition: Edition) -> bytes:
    items = queries.programme(edition, with_cancelled=True)
    return write_feed(str(edition), [item(edition, each) for each in items])


def of_registration(registration: Registration) -> bytes:
    """One's own day: the edition, and of the rounds those one takes part in."""
    edition = registration.edition
    gone = registration.state == Registration.State.CANCELLED
    events = [day(edition, cancelled=gone)]
    if not gone:
        mine = set(registration.rounds.values_list("pk", flat=True))
        items = queries.programme(edition, with_cancelled=True)
        events += [item(edition, each) for each in items if each.round_id is None or each.round_id in mine]
    return write_feed(_("%(title)s – mein Tag") % {"title": edition}, events)


def invitation_file(registration: Registration) -> str:
    """The one entry that goes along with a letter."""
    gone = registration.state == Registration.State.CANCELLED
    return write_feed(str(registration.edition), [day(registration.edition, cancelled=gone)]).decode()


def door_code(registration: Registration) -> str:
    """The QR code for the entrance as an image; it opens only for those who work there."""
    address = absolute(reverse("conferences:arrival", args=[registration.pk]))
    code: str = segno.make(address, error="m").svg_data_uri(scale=4, dark="#000", light="#fff")
    return code


def _status(edition: Edition, *, is_cancelled: bool) -> Status:
    if is_cancelled or edition.state == Edition.State.CANCELLED:
        return Status.CANCELLED
    return Status.TENTATIVE if edition.state == Edition.State.DRAFT else Status.CONFIRMED
