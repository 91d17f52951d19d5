"""The written year: who speaks, what is said, decided and done, as plain values from the files in `year/`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "year"
Day = str  # month-day of the written year, or year-month-day beyond it
Status = Sequence[Any]  # day, status, text, and the indicator's value if one was reported


@dataclass(frozen=True, kw_only=True)
class Person:
    """`account` is what stands before the @ of a sign-in shown to visitors; without a role a member of `org`."""

    name: str
    org: str
    function: str
    role: str = "member"
    body: str = ""
    account: str = ""
    engaged: str = "paid"


@dataclass(frozen=True, kw_only=True)
class Body:
    key: str
    name: str
    kind: str
    owner: str
    parent: str


@dataclass(frozen=True, kw_only=True)
class Seat:
    body: str
    name: str
    function: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """One contribution; `de` translates it, `districts` are only given where they differ from the need's."""

    on: Day
    via: str
    text: str
    lang: str = "de"
    de: str = ""
    body: str = ""
    org: str = ""
    districts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Loose(Said):
    """Belongs to no need, or to none any more."""

    theme: str = ""
    answer: Mapping[str, str] = field(default_factory=dict)
    aside: Mapping[str, str] = field(default_factory=dict)
    tried: Mapping[str, str] = field(default_factory=dict)
    back: Day = ""
    seconds: float = 40.0
    trap: str = ""


@dataclass(frozen=True, kw_only=True)
class Approach:
    on: Day
    text: str
    org: str = ""
    body: str = ""
    help: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`public` is the wording per language; a `draft` waits for its approval."""

    on: Day
    body: str
    kind: str
    reason: str
    public: Mapping[str, str]
    approach: int | None = None
    to: str = ""
    until: Day = ""
    answered: Day = ""
    answer: str = ""
    draft: bool = False


@dataclass(frozen=True, kw_only=True)
class Measure:
    """`first` is the status it is planned with; `public` title and text in German."""

    title: str
    text: str
    responsible: str
    planned: Day
    status: Sequence[Status]
    first: str = "decided"
    role: str = ""
    partners: Sequence[str] = ()
    districts: Sequence[str] = ()
    starts: Day = ""
    ends: Day = ""
    cost: int | None = None
    funding: str = ""
    values: Sequence[str] = ()
    goal: str = ""
    indicator: str = ""
    unit: str = ""
    baseline: int | None = None
    target: int | None = None
    target_on: Day = ""
    public: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Review:
    on: Day
    finding: str
    text: str
    measure: int = 0


@dataclass(frozen=True, kw_only=True)
class Need:
    """`public` holds the day and, per language, title and text; `merged` day and code of the other need."""

    code: str
    theme: str
    title: str
    text: str
    opened: Day
    say: Sequence[Said]
    districts: Sequence[str] = ()
    spheres: Sequence[str] = ()
    step: str = ""
    ready: Day = ""
    ready_again: Sequence[Day] = ()
    approach: Sequence[Approach] = ()
    decision: Sequence[Decision] = ()
    measure: Sequence[Measure] = ()
    review: Sequence[Review] = ()
    public: Mapping[str, Any] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Member:
    name: str
    age: int
    situation: str


@dataclass(frozen=True)
class Family:
    """The fictional family of the workshop of 2021, a thread through the year."""

    name: str
    district: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Year:
    people: tuple[Person, ...]
    bodies: tuple[Body, ...]
    seats: tuple[Seat, ...]
    needs: tuple[Need, ...]
    loose: tuple[Loose, ...]
    family: Family
    variations: Mapping[str, Mapping[str, Sequence[str]]]


@cache
def read() -> Year:
    people, loose, family = (_file(name) for name in ("people", "loose", "family"))
    return Year(
        people=tuple(Person(**each) for each in people["person"]),
        bodies=tuple(Body(**each) for each in people["body"]),
        seats=tuple(Seat(**each) for each in people["seat"]),
        needs=tuple(
            _need(each) for path in sorted((FOLDER / "needs").glob("*.toml")) for each in _parse(path)["need"]
        ),
        loose=tuple(Loose(**_said(each)) for each in loose["loose"]),
        family=Family(family["name"], family["district"], tuple(Member(**each) for each in family["member"])),
        variations=_file("variations"),
    )


def _file(name: str) -> dict[str, Any]:
    return _parse(FOLDER / f"{name}.toml")


def _parse(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _need(told: Mapping[str, Any]) -> Need:
    parts = {"approach": Approach, "decision": Decision, "measure": Measure, "review": Review}
    made = {name: tuple(cls(**each) for each in told.get(name, ())) for name, cls in parts.items()}
    return Need(**{**told, **made, "say": tuple(Said(**_said(each)) for each in told["say"])})


def _said(told: Mapping[str, Any]) -> dict[str, Any]:
    """`in` reads well in the files and is taken in Python."""
    rest = {name: value for name, value in told.items() if name != "in"}
    return {**rest, "districts": tuple(told.get("in", ()))}
