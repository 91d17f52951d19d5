"""How many said it, without pointing at anyone."""

from collections.abc import Mapping

SMALLEST_SHOWN = 5


def evidence_class(count: int) -> str:
    """Counts below five appear only as a class; none stays none."""
    if count == 0:
        return "0"
    return f"1–{SMALLEST_SHOWN - 1}" if count < SMALLEST_SHOWN else str(count)


def evidence(counts: Mapping[str, int]) -> dict[str, str]:
    """By source, with a total that does not give a small class away: it is a class too as soon as exactly one source hides."""
    return {source: evidence_class(count) for source, count in counts.items() if count}


def total_class(counts: Mapping[str, int]) -> str:
    """The sum of all sources; with a single hidden source a precise sum would reveal it, so it is given as 'at least'."""
    hidden = [count for count in counts.values() if 0 < count < SMALLEST_SHOWN]
    total = sum(counts.values())
    if not hidden:
        return evidence_class(total)
    known = total - sum(hidden)
    return evidence_class(total) if known == 0 else f"≥ {known + len(hidden)}"
