"""What the rooms above do for the directory: a gap becomes a contribution, a measure's number a link, a long list a job."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from marlerweg.accounts.models import User
from marlerweg.network.models import District, Theme
from marlerweg.offers.policies import Viewer


class Contribute(Protocol):
    """Takes a gap up and gives the number under which it is followed."""

    def __call__(
        self, text: str, *, theme: Theme | None, districts: Sequence[District], by: User, at: datetime
    ) -> str: ...


class TakeLater(Protocol):
    """Tries a long list out in the background; gives the address of its page, or nothing while another is under way."""

    def __call__(
        self, content: bytes, name: str, columns: Mapping[str, str], *, by: User, at: datetime
    ) -> str: ...


AddressOf = Callable[[Viewer, str], str]


@dataclass
class Above:
    contribute: Contribute | None = None
    measure_address: AddressOf | None = None
    take_later: TakeLater | None = None


_above = Above()


def register(*, contribute: Contribute, measure_address: AddressOf) -> None:
    """Called from `AppConfig.ready` of the room above; `measure_address` is empty where the viewer may not follow."""
    _above.contribute, _above.measure_address = contribute, measure_address


def register_long_lists(take_later: TakeLater) -> None:
    _above.take_later = take_later


def take_later() -> TakeLater | None:
    return _above.take_later


def contribute() -> Contribute | None:
    return _above.contribute


def measure_address(viewer: Viewer, number: str) -> str:
    return _above.measure_address(viewer, number) if number and _above.measure_address else ""
