"""Who is written to about an offer."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.queries import held_on
from marlerweg.accounts.rules import Role
from marlerweg.network.models import ContactDetail, Visibility
from marlerweg.offers.models import ContactWay, Offer


def speakers(organisation: UUID, today: date) -> QuerySet[User]:
    """Accounts that speak for the organisation today."""
    held = Assignment.objects.filter(held_on(today), role=Role.MEMBER, scope_id=organisation)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def stewards(today: date) -> QuerySet[User]:
    held = Assignment.objects.filter(held_on(today), role__in=[Role.COORDINATION, Role.ASSISTANCE])
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def address_for(offer: Offer) -> str:
    """Where the question goes: the offer's own mail, else the organisation's public one; empty where there is none."""
    own = offer.contacts.filter(kind=ContactWay.Kind.MAIL).values_list("value", flat=True).first()
    if own:
        return str(own)
    details = ContactDetail.objects.filter(
        organisation=offer.organisation_id,
        kind=ContactDetail.Kind.MAIL,
        visibility__in=[Visibility.PUBLIC, Visibility.PARTNERS],
    )
    return str(details.order_by("position").values_list("value", flat=True).first() or "")


def addresses(offer: Offer, today: date) -> Iterable[str]:
    """The stated mail, else those who speak for the organisation; each once."""
    stated = address_for(offer)
    return [stated] if stated else [user.email for user in speakers(offer.organisation_id, today)]
