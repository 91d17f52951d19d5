"""Letters about offers: what became of a proposal, whether all is still right, what silence leads to."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.foundation import clock
from marlerweg.foundation.mail import send_later
from marlerweg.offers.models import Offer, Proposal, Reminder
from marlerweg.offers.queries.people import speakers, stewards
from marlerweg.offers.rules.freshness import Step
from marlerweg.ui import identity


def tell_published(offer: Offer) -> None:
    """To those who speak for the organisation."""
    for reader in speakers(offer.organisation_id, clock.today()):
        with translation.override(reader.language):
            _send_to(reader, _("Ihr Angebot ist veröffentlicht"), "published", offer, mark="published")


def tell_returned(offer: Offer, *, because: str) -> None:
    for reader in speakers(offer.organisation_id, clock.today()):
        with translation.override(reader.language):
            subject = _("Bitte noch einmal ansehen: Ihr Angebot")
            _send_to(reader, subject, "returned", offer, mark="returned", because=because)


def tell_decided(proposal: Proposal) -> None:
    """To whoever proposed, as long as they have an account."""
    reader = proposal.by
    if reader is None or not reader.is_active:
        return
    with translation.override(reader.language):
        accepted = proposal.state == Proposal.State.ACCEPTED
        subject = _("Ihre Änderung ist übernommen") if accepted else _("Zu Ihrer Änderung")
        _send_to(reader, subject, "decided", proposal.offer, mark=f"decided:{proposal.pk}", proposal=proposal)


def ask(reminder: Reminder, token: str, *, ends_on: dt.date | None = None) -> None:
    """Is all still right? With three answers behind one link; German, because organisations read it."""
    subjects = {
        Step.ASK: _("Stimmt Ihr Angebot noch?"),
        Step.ASK_AGAIN: _("Noch einmal: Stimmt Ihr Angebot noch?"),
        Step.ANNOUNCE: _("Ihr Angebot verschwindet bald aus dem Verzeichnis"),
    }
    offer = reminder.offer
    with translation.override("de"):
        body = render_to_string(
            "offers/mail/ask.txt",
            {
                "offer": offer,
                "title": str(offer),
                "address": absolute(reverse("offers:still_right", args=[token])),
                "ends_on": ends_on,
                "step": reminder.step,
                "town": identity.current(),
            },
        )
        subject = str(subjects[Step(reminder.step)])
    send_later(reminder.address, subject, body, language="de", dedupe=f"offer.ask:{reminder.pk}")


def tell_withdrawn(offer: Offer, address: str, token: str) -> None:
    """Nobody answered: it is out of sight, and one link brings it back."""
    with translation.override("de"):
        body = render_to_string(
            "offers/mail/withdrawn.txt",
            {
                "offer": offer,
                "title": str(offer),
                "address": absolute(reverse("offers:still_right", args=[token])),
                "town": identity.current(),
            },
        )
        subject = _("Ihr Angebot steht nicht mehr im Verzeichnis")
    send_later(address, subject, body, language="de", dedupe=f"offer.withdrawn:{offer.pk}:{token[:12]}")


def tell_coordination(silent: int, withdrawn: int, *, on: dt.date) -> None:
    """One letter a day at most, with the number to call and the way to the list."""
    for reader in stewards(on):
        with translation.override(reader.language):
            body = render_to_string(
                "offers/mail/escalated.txt",
                {
                    "silent": silent,
                    "withdrawn": withdrawn,
                    "address": absolute(reverse("offers:asking")),
                    "town": identity.current(),
                },
            )
            subject = _("Angebote, zu denen niemand antwortet")
        send_later(
            reader.email, subject, body, language=reader.language, dedupe=f"offer.silent:{reader.pk}:{on}"
        )


def _send_to(reader: User, subject: str, template: str, offer: Offer, *, mark: str, **more: Any) -> None:
    body = render_to_string(
        f"offers/mail/{template}.txt",
        {
            "offer": offer,
            "title": str(offer),
            "address": absolute(reverse("offers:own", args=[offer.pk])),
            "town": identity.current(),
            **more,
        },
    )
    send_later(
        reader.email,
        str(subject),
        body,
        language=reader.language,
        dedupe=f"offer:{mark}:{offer.pk}:{offer.changed_at:%Y%m%d%H%M%S}:{reader.pk}",
    )


def absolute(path: str) -> str:
    """On the address the town told its people, whatever host a request named."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path
