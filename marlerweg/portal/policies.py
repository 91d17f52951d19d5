"""Who looks after the machine; it has no case content and needs none."""

from django.contrib.auth.models import AnonymousUser

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.foundation.decisions import Decision, allow, conceal


def may_tend_jobs(actor: User | AnonymousUser) -> Decision:
    return allow() if actor.is_authenticated and actor.has_role(Role.ADMINISTRATOR) else conceal()
