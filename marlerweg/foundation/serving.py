"""Web server and job worker as one household: started together, stopped together, a dead worker raised again."""

import ctypes
import logging
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import FrameType

PATIENCE = 20.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
PR_SET_PDEATHSIG = 1
greetings: list[Callable[[], Iterable[str]]] = []
warmers: list[Callable[[], object]] = []
log = logging.getLogger(__name__)


def greet_with(lines: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
    """Let a room above add lines to what `serve` prints when it is ready, such as the demo sign-ins."""
    greetings.append(lines)
    return lines


def warm_with(deed: Callable[[], object]) -> Callable[[], object]:
    """Let a room above learn what its first visitor would otherwise wait for."""
    warmers.append(deed)
    return deed


def warm_up() -> threading.Thread:
    """In every web process, beside its first answers; what fails here is done when it is first needed."""
    thread = threading.Thread(target=_warm_up, name="warm-up", daemon=True)
    thread.start()
    return thread


def _warm_up() -> None:
    from django.db import connections

    for deed in warmers:
        try:
            deed()
        except Exception:
            log.exception("a room could not warm up")
    connections.close_all()


def is_free(host: str, port: int) -> bool:
    """Bound without SO_REUSEPORT, so that a second server is noticed instead of quietly sharing the address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    try:
        socket.create_connection((reachable, port), timeout=1).close()
    except OSError:
        return False
    return True


def die_with_parent() -> None:
    """Even when the parent is killed without a word, no child keeps the port or the jobs (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A process of the household; an essential one takes the others with it when it ends."""

    name: str
    command: Sequence[str]
    essential: bool
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    started_at: float = 0.0
    restart_at: float | None = None

    def start(self, now: float) -> None:
        self.started_at, self.restart_at = now, None
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and commands
            self.command,
            start_new_session=True,  # Ctrl-C reaches the parent only, which ends the children in order
            preexec_fn=die_with_parent,  # noqa: PLW1509 - the parent has one thread
        )

    @property
    def code(self) -> int | None:
        return self.process.poll() if self.process else None

    def plan_restart(self, now: float) -> None:
        """Wait twice as long each time, from the start again after a quiet spell."""
        self.pause = FIRST_PAUSE if now - self.started_at > LONGEST_PAUSE else self.pause
        self.restart_at = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)


class Household:
    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.stopping = threading.Event()

    def obey_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def start(self) -> None:
        for child in self.children:
            child.start(time.monotonic())

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> bool:
        """False when told to stop, when an essential child died, or when it took too long."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.stopping.is_set() and self.fallen() is None:
            if ready():
                return True
            self.stopping.wait(0.05)
        return False

    def fallen(self) -> Child | None:
        return next((child for child in self.children if child.essential and child.code is not None), None)

    def watch(self) -> int:
        """Until told to stop (0) or an essential child ends (its code)."""
        while not self.stopping.wait(0.5):
            if fallen := self.fallen():
                self.say(f"{fallen.name} ist beendet (Code {fallen.code}).")
                return fallen.code or 1
            for child in self.children:
                self._mend(child, time.monotonic())
        return 0

    def _mend(self, child: Child, now: float) -> None:
        if child.code is None:
            return
        if child.restart_at is None:
            child.plan_restart(now)
            self.say(f"{child.name} ist beendet (Code {child.code}) und startet neu.")
        elif now >= child.restart_at:
            child.start(now)

    def end(self) -> None:
        """Ask all to stop, then insist: nothing of the household outlives it."""
        running = [child.process for child in self.children if child.process and child.code is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
