"""Whether this very session was opened with a second factor; that the account has one is not enough."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from marlerweg.accounts.models import User

PROVED = "second_factor_of"
RETURN_TO = "after_second_factor"


def is_proved(request: HttpRequest, user: User) -> bool:
    records: list[dict[str, Any]] = get_authentication_records(request, user)
    return any(record.get("method") == "mfa" for record in records) or request.session.get(PROVED) == str(
        user.pk
    )


def mark_proved(request: HttpRequest, user: User) -> None:
    """The person has just set one up, or the town's identity provider vouches for one."""
    request.session[PROVED] = str(user.pk)


def remember_destination(request: HttpRequest) -> None:
    """Where to go on once the factor is there; only pages, never a form half sent."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        request.session[RETURN_TO] = request.get_full_path()


def destination(request: HttpRequest) -> str:
    return str(request.session.get(RETURN_TO, ""))
