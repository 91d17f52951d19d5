"""Taking a deed back: rooms register how, a signed token remembers what, and the deed's own rules are asked again.

Five words: deed, undoing, token, registry, hour.
"""

from collections.abc import Callable
from typing import Any, Protocol

from django.core import signing
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text

SALT = "marlerweg.undo"
VALID_SECONDS = 3600


class Actor(Protocol):
    """Whoever did something and may take it back."""

    @property
    def pk(self) -> Any: ...


Undoing = Callable[..., Text]
_REGISTRY: dict[str, Undoing] = {}


class CannotUndo(Exception):
    """The token is too old, somebody else's, or names nothing; the sentence is fit for the page."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def undoable(name: str) -> Callable[[Undoing], Undoing]:
    """Register `function(*, by, **arguments) -> sentence` as the way back from a deed; it checks permission itself.

    The function also refuses when there is nothing left to take back: a token can be sent twice.
    """

    def register(function: Undoing) -> Undoing:
        known = _REGISTRY.setdefault(name, function)
        if known is not function and known.__qualname__ != function.__qualname__:
            raise ValueError(f"two ways back from {name}")
        _REGISTRY[name] = function
        return function

    return register


def token(name: str, *, by: Actor, **arguments: str | int) -> str:
    """What the button carries: name, arguments and person, signed, valid for an hour; no secrets, it can be read."""
    if name not in _REGISTRY:
        raise KeyError(f"nothing is registered to undo {name}")
    return signing.dumps({"n": name, "b": str(by.pk), "a": arguments}, salt=SALT, compress=True)


def undo(signed: str, *, by: Actor) -> Text:
    """Take the deed back and say so; raises `CannotUndo`, or whatever the action raises when it refuses."""
    try:
        content = signing.loads(signed, salt=SALT, max_age=VALID_SECONDS)
    except signing.SignatureExpired as expired:
        raise CannotUndo(_("Das lässt sich nur eine Stunde lang rückgängig machen.")) from expired
    except signing.BadSignature as broken:
        raise CannotUndo(_("Dieser Schritt lässt sich nicht rückgängig machen.")) from broken
    function = _REGISTRY.get(content["n"])
    if function is None or content["b"] != str(by.pk):
        raise CannotUndo(_("Dieser Schritt lässt sich nicht rückgängig machen."))
    return function(by=by, **content["a"])
