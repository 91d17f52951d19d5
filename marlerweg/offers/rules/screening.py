"""Telling a reader's report from what machines send; nobody outside is asked."""

import re

LEAST_SECONDS = 2
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def is_advertising(text: str, *, seconds: float | None, trap: str) -> bool:
    """`trap` is a field no human sees; `seconds` how long the form was open, None where no form was."""
    too_fast = seconds is not None and seconds < LEAST_SECONDS
    return bool(trap) or too_fast or len(LINK.findall(text)) > MOST_LINKS
