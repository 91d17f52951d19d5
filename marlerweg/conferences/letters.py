"""Letters around a conference, each in the language of who reads it; subjects name the conference, never the person."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences import feeds, links
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, Invitation, Registration
from marlerweg.foundation.mail import Enclosure, send_later
from marlerweg.foundation.words import Text
from marlerweg.ui import identity

SUBJECTS: dict[str, Text] = {
    "confirmed": _("Ihre Anmeldung: %(title)s"),
    "cancelled": _("Abgemeldet: %(title)s"),
    "moved_up": _("Sie haben einen Platz: %(title)s"),
    "called_off": _("Fällt aus: %(title)s"),
    "invited": _("Einladung: %(title)s"),
    "reminded": _("Erinnerung an die Einladung: %(title)s"),
}


def confirm(registration: Registration) -> None:
    """A place or the waiting list, the link to change or cancel, and the day for the calendar."""
    _write(registration, "confirmed")


def confirm_cancellation(registration: Registration) -> None:
    _write(registration, "cancelled")


def tell_moved_up(registration: Registration) -> None:
    _write(registration, "moved_up")


def tell_called_off(registration: Registration) -> None:
    _write(registration, "called_off")


def resend(registration: Registration, *, on: str) -> None:
    """The link once more for somebody who registers again, at most once a day (`on`)."""
    _write(registration, "confirmed", again=on)


def invite(invitation: Invitation, *, reminding: bool = False) -> None:
    """Once as an invitation and once as a reminder; the queue drops what has the same reason."""
    occasion = "reminded" if reminding else "invited"
    edition = invitation.edition
    with translation.override(invitation.language):
        path = reverse("conferences:invited", args=[links.secret(Purpose.INVITATION, invitation.pk)])
        context = {"edition": edition, "reminding": reminding, "address": feeds.absolute(path)}
        body = _body("invited", edition, context)
        subject = subject_of(occasion, edition)
    send_later(
        invitation.mail,
        subject,
        body,
        language=invitation.language,
        dedupe=f"conference:{occasion}:{invitation.pk}",
    )


def subject_of(occasion: str, edition: Edition) -> str:
    """One line without an at sign, as letters want it."""
    title = " ".join(str(edition).replace("@", " ").split())
    return str(SUBJECTS[occasion]) % {"title": title}


def own_page(registration: Registration) -> str:
    path = reverse("conferences:own", args=[links.secret(Purpose.REGISTRATION, registration.pk)])
    return feeds.absolute(path)


def _write(registration: Registration, occasion: str, *, again: str = "") -> None:
    """Who gave no address is told by the office."""
    if not registration.mail:
        return
    edition = registration.edition
    with translation.override(registration.language):
        context = {"registration": registration, "occasion": occasion, "address": own_page(registration)}
        body = _body("registration", edition, context)
        subject = subject_of(occasion, edition)
        calendar = feeds.invitation_file(registration)
    waits = registration.state == Registration.State.WAITING
    send_later(
        registration.mail,
        subject,
        body,
        language=registration.language,
        dedupe=f"conference:{occasion}:{registration.pk}{again}",
        enclosed=() if waits else (Enclosure("tagung.ics", calendar, "text/calendar"),),
    )


def _body(template: str, edition: Edition, context: dict[str, object]) -> str:
    shared = {"edition": edition, "place": feeds.place_of(edition), "town": identity.current()}
    return render_to_string(f"conferences/mail/{template}.txt", {**shared, **context})
