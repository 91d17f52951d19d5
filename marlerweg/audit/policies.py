"""Who may read the record: the data protection officer and the administrator; nobody may change it."""

from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser

from marlerweg.foundation.decisions import Decision, Refused, allow, conceal, require

# The room of accounts lies above; its role words are part of the product and stand here as they are stored.
READERS = ("data_protection", "administrator")


class Reader(Protocol):
    """A signed-in person who holds roles."""

    @property
    def pk(self) -> Any: ...

    @property
    def role_label(self) -> str: ...

    def has_role(self, *roles: str) -> bool: ...


def may_read_log(actor: Reader | AnonymousUser) -> Decision:
    """Ids and field names, no contents; others do not learn that there is a page."""
    return allow() if not isinstance(actor, AnonymousUser) and actor.has_role(*READERS) else conceal()


def reader(actor: Reader | AnonymousUser) -> Reader:
    """The same person, now known to be allowed; raises Refused otherwise."""
    require(may_read_log(actor))
    if isinstance(actor, AnonymousUser):
        raise Refused(conceal())
    return actor
