"""What a browser sent, with something in it replaced."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict


def replaced(sent: Mapping[str, Any], changes: Mapping[str, str | Sequence[str]]) -> Mapping[str, Any]:
    """A copy of the data; several values stay several where the data can hold them."""
    if not isinstance(sent, QueryDict):
        return {**sent, **changes}
    copy = sent.copy()
    for name, value in changes.items():
        copy.setlist(name, [value] if isinstance(value, str) else list(value))
    return copy
