"""When somebody is asked again, and when an address or an author is forgotten."""

from datetime import date, timedelta

AGAIN_AFTER = timedelta(days=30)
FORGET_AFTER_REST = timedelta(days=90)
FORGET_AFTER_LAST_ANSWER = timedelta(days=365)
FORGET_AUTHOR_AFTER = timedelta(days=731)  # two years, with a leap day among them


def is_reminder_due(due_on: date, last_reminded: date | None, today: date) -> bool:
    """On the day itself, then every thirty days for as long as nothing is heard."""
    return today >= due_on and (last_reminded is None or today - last_reminded >= AGAIN_AFTER)


def is_address_to_forget(
    *, received: date, last_answer: date | None, at_rest_since: date | None, owed: bool, today: date
) -> bool:
    """90 days after the need came to rest, if no answer is owed; in any case a year after the last answer."""
    if at_rest_since and not owed and today - at_rest_since >= FORGET_AFTER_REST:
        return True
    return today - (last_answer or received) >= FORGET_AFTER_LAST_ANSWER


def is_author_to_forget(
    *, last_answer: date | None, is_owed: bool, joined: bool, at_rest: bool, today: date
) -> bool:
    """Two years after the last answer, once nothing is owed and what it was joined to has come to rest."""
    if last_answer is None or is_owed or (joined and not at_rest):
        return False
    return today - last_answer >= FORGET_AUTHOR_AFTER
