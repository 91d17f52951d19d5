"""Yes, or no with a reason: what policies answer, and what actions require."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """Falsy when refused, so that policies compose with plain `and` and `or`; a concealed thing does not exist for the asker."""

    allowed: bool
    reason: str = ""
    concealed: bool = False

    def __bool__(self) -> bool:
        return self.allowed


class Refused(Exception):
    """A policy said no; the page shows the reason, or nothing at all where even existence is a secret."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision


def allow() -> Decision:
    return Decision(allowed=True)


def refuse(reason: str) -> Decision:
    """The asker may know that the thing is there, but not do this with it."""
    return Decision(allowed=False, reason=reason)


def conceal() -> Decision:
    """For the asker the thing does not exist: the answer is 404."""
    return Decision(allowed=False, concealed=True)


def require(decision: Decision) -> None:
    if not decision:
        raise Refused(decision)
