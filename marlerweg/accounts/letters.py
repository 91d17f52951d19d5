"""The one letter this room sends itself: the invitation; it goes out when the deed is on disk."""

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from marlerweg.accounts.models import Invitation
from marlerweg.ui import identity


def invitation_address(token: str) -> str:
    """The link, on the address the town told its people, whatever host the request named; German, without a prefix."""
    with translation.override(settings.LANGUAGE_CODE):
        return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("accounts:invited", args=[token])


def send_invitation(invitation: Invitation, token: str) -> None:
    """Same letter for known and unknown addresses."""
    town = identity.current()
    context = {"invitation": invitation, "address": invitation_address(token), "town": town}
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("accounts/letters/invitation.txt", context)
    transaction.on_commit(partial(send_mail, f"Einladung: {town.name}", text, None, [invitation.email]))
