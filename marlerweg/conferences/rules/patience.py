"""How long a search may go on: a budget of seconds on a clock that is handed in."""

import time
from collections.abc import Callable

Clock = Callable[[], float]


class OwnTime:
    """Seconds this thread was at work, so that a busy machine shortens no thought; at least 1/`stretch` of the wall's.

    A budget of two seconds takes two where nothing else runs and never more than 2 · `stretch`.
    """

    def __init__(self, stretch: float = 3.0) -> None:
        self.stretch = stretch
        self.work, self.wall = time.thread_time(), time.monotonic()

    def __call__(self) -> float:
        return max(time.thread_time() - self.work, (time.monotonic() - self.wall) / self.stretch)


class Patience:
    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        self.clock = clock
        self.start = clock()
        self.end = self.start + seconds

    @property
    def left(self) -> float:
        return max(0.0, self.end - self.clock())

    @property
    def spent(self) -> float:
        return self.clock() - self.start

    def __bool__(self) -> bool:
        return self.clock() < self.end

    def share(self, part: float) -> "Patience":
        """A shorter patience that ends after this part of what is left."""
        return Patience(self.left * part, self.clock)

    def at_most(self, seconds: float) -> "Patience":
        """A shorter patience that ends after so many seconds, or with this one."""
        return Patience(min(seconds, self.left), self.clock)
