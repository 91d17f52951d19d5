"""How long a search may go on: a budget of seconds on a clock that is handed in."""

import time
from collections.abc import Callable

Clock = Callable[[], float]


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
