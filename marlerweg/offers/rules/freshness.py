"""How long what is said about an offer counts, when to ask again, and what silence leads to."""

import datetime as dt
from collections.abc import Mapping
from enum import IntEnum, StrEnum

# Days after which a remark on free places says nothing any more.
DECAY: Mapping[str, int] = {"free": 30, "few": 14, "waiting": 60, "full": 60}
UNKNOWN = "unknown"


class Step(IntEnum):
    """Ask, ask again and tell the coordination, announce the end, withdraw."""

    ASK = 1
    ASK_AGAIN = 2
    ANNOUNCE = 3
    WITHDRAW = 4


# Days after the review was due, and days that must lie between a step and the one before: nobody is withdrawn in one
# night because the letters of two months lay in a broken queue.
AFTER: Mapping[Step, int] = {Step.ASK: 0, Step.ASK_AGAIN: 21, Step.ANNOUNCE: 42, Step.WITHDRAW: 63}
APART = 14
ON_COORDINATIONS_LIST = Step.ASK_AGAIN


class Age(StrEnum):
    """How old a confirmation reads to the public."""

    NEVER = "never"
    FRESH = "fresh"
    OLDER = "older"
    OLD = "old"


def next_review(confirmed_on: dt.date, review_days: int) -> dt.date:
    """When to ask the next time; at most two years, whatever was set."""
    return confirmed_on + dt.timedelta(days=min(max(review_days, 1), 730))


def is_due(review_due: dt.date | None, today: dt.date) -> bool:
    return review_due is not None and review_due <= today


def next_step(
    review_due: dt.date | None, last: Step | None, last_on: dt.date | None, today: dt.date
) -> Step | None:
    """The step that is due today; `last` is the latest one of this round, one after the other and never two at once."""
    if review_due is None or last is Step.WITHDRAW:
        return None
    wanted = Step(last + 1) if last else Step.ASK
    if today < review_due + dt.timedelta(days=AFTER[wanted]):
        return None
    if last_on is not None and today < last_on + dt.timedelta(days=APART):
        return None
    return wanted


def withdrawal_day(announced_on: dt.date, review_due: dt.date) -> dt.date:
    """The day the announcement names."""
    return max(review_due + dt.timedelta(days=AFTER[Step.WITHDRAW]), announced_on + dt.timedelta(days=APART))


def shown_capacity(capacity: str, as_of: dt.date | None, today: dt.date) -> str:
    """What may still be said about free places; falls to unknown by itself."""
    if as_of is None or capacity not in DECAY:
        return UNKNOWN
    return capacity if today <= as_of + dt.timedelta(days=DECAY[capacity]) else UNKNOWN


def age(confirmed_on: dt.date | None, today: dt.date, *, review_days: int = 180) -> Age:
    """Fresh within its own interval, older up to a year, then old; at least three months always count as fresh."""
    if confirmed_on is None:
        return Age.NEVER
    days = (today - confirmed_on).days
    if days <= max(review_days, 90):
        return Age.FRESH
    return Age.OLDER if days <= 365 else Age.OLD
