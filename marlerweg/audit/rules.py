"""How an event is chained to the one before, and how a broken chain is found."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: sequence number and what is wrong there."""

    sequence: int
    problem: str


def canonical(content: dict[str, Any]) -> bytes:
    """The one spelling of an event that is hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def chain_hash(previous: str, content: dict[str, Any]) -> str:
    """SHA-256 over the previous hash and the event, 64 hexadecimal digits."""
    return hashlib.sha256(previous.encode() + canonical(content)).hexdigest()


def first_break(
    links: Iterable[tuple[int, str, str, dict[str, Any]]], *, start: str = GENESIS, first: int = 1
) -> Break | None:
    """Walk (sequence, previous, hash, content) in order; None when every link holds and none is missing."""
    previous, expected = start, first
    for sequence, claimed_previous, claimed_hash, content in links:
        if sequence != expected:
            return Break(expected, "missing")
        if claimed_previous != previous:
            return Break(sequence, "does not follow its predecessor")
        if chain_hash(previous, content) != claimed_hash:
            return Break(sequence, "content was changed")
        previous, expected = claimed_hash, expected + 1
    return None


@dataclass(frozen=True, slots=True)
class NotedRoot:
    """What was written down outside on a day: `count:hash`."""

    noted_at: str
    root: str


def noted_root(line: str) -> NotedRoot:
    """Read one line `time count:hash` as `root_line` wrote it."""
    noted_at, _, root = line.strip().partition(" ")
    return NotedRoot(noted_at, root)


def root_line(noted_at: str, count: int, last: str) -> str:
    return f"{noted_at} {count}:{last}"
