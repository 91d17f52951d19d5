"""The sign-ins that the demo shows to every visitor."""

from dataclasses import dataclass

from django.conf import settings

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.demo import year
from marlerweg.demo.cast import DOMAIN


@dataclass(frozen=True, slots=True)
class SignIn:
    email: str
    name: str
    role: str
    function: str


def sign_ins() -> list[SignIn]:
    """One or more per role, as written; empty outside the demo and before the town stands."""
    if not settings.DEMO:
        return []
    shown = {f"{each.account}@{DOMAIN}": each for each in year.read().people if each.account}
    there = set(User.objects.filter(email__in=shown, is_active=True).values_list("email", flat=True))
    labels = dict(Assignment.ROLES)
    return [
        SignIn(email, each.name, str(labels[Role(each.role)]), each.function)
        for email, each in shown.items()
        if email in there
    ]
