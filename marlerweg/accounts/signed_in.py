"""The person behind a request, where the page is not public."""

from django.http import HttpRequest

from marlerweg.accounts.models import User
from marlerweg.foundation.decisions import Refused, conceal


def person(request: HttpRequest) -> User:
    """Login is required by default, so this only tells the type checker; a public page that asks gets 404."""
    if not request.user.is_authenticated:
        raise Refused(conceal())
    return request.user
