"""The button after a deed: a message that can be answered with "rückgängig"."""

from django.contrib import messages
from django.http import HttpRequest

from marlerweg.foundation import undo
from marlerweg.foundation.words import Text

TAG = "undo:"


def offer(request: HttpRequest, sentence: Text, name: str, **arguments: str | int) -> None:
    """Say what was done and how to take it back; `name` and `arguments` as registered with `@undoable`."""
    signed = undo.token(name, by=request.user, **arguments)
    messages.success(request, sentence, extra_tags=TAG + signed)


def token_in(extra_tags: str | None) -> str:
    """The token of a message, or nothing."""
    return extra_tags.removeprefix(TAG) if extra_tags and extra_tags.startswith(TAG) else ""
