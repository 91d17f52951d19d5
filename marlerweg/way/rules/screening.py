"""Telling a flood of advertising from a voice, without asking anyone outside; what looks odd is held, never thrown away."""

import re

LEAST_SECONDS = 4
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def suspicion(text: str, *, seconds: float, trap: str) -> str:
    """Why a person should look first; empty when nothing is odd. `trap` is a field no human sees."""
    if trap:
        return "trap"
    if seconds < LEAST_SECONDS:
        return "too_fast"
    if len(LINK.findall(text)) > MOST_LINKS:
        return "links"
    return ""
