"""Jobs that the tests enqueue: they must stand in a module, because a worker finds them by name."""

import time
from pathlib import Path

from marlerweg.foundation import clock
from marlerweg.foundation.jobs.models import Worker
from marlerweg.foundation.jobs.tasks import Hopeless, job

ran: list[str] = []


@job()
def note(word: str) -> str:
    ran.append(word)
    return word.upper()


@job(attempts=3)
def stumble(secret: str) -> None:
    Worker.objects.create(name=secret, started_at=clock.now(), seen_at=clock.now())
    raise ValueError(f"cannot do it for {secret}")


@job()
def despair() -> None:
    raise Hopeless("Der Träger hat keine Anschrift.")


@job(atomic=False)
def slowly(path: str, word: str, seconds: float) -> None:
    """Leave a line at the start and one at the end, where another process can read it."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"start {word}\n")
        file.flush()
        time.sleep(seconds)
        file.write(f"end {word}\n")
