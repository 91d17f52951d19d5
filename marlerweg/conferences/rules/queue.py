"""Places and the waiting list. The law: never more than there are places, never a free place while somebody waits."""


def gets_a_place(capacity: int | None, *, taken: int, waiting: int) -> bool:
    """Whether a newcomer sits down at once; whoever waits already goes first."""
    return capacity is None or (not waiting and taken < capacity)


def moving_up(capacity: int | None, *, taken: int, waiting: int) -> int:
    """How many of those waiting get a place now, the longest waiting first."""
    return waiting if capacity is None else min(waiting, max(0, capacity - taken))


def is_too_small(capacity: int | None, *, taken: int) -> bool:
    """Whether places would be taken from people who have been promised one."""
    return capacity is not None and capacity < taken
