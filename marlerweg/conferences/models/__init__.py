"""Tables of a conference day, split by noun.

`Series` → `Edition` (lifecycle `state`, hour of the day `phase`, rights in `rules.phases`) → `Room`, `Round`, `Table`,
`ProgrammeItem`. A `Registration` (number per edition, `wishes` by rank, `rounds` attended, `tasks` at tables) becomes an
`Attendance` when its retention ends; whatever refers to it by id (a plan's seats) then holds a number without a person.
`TablePlan` keeps the planner's input, seats and certificate by registration id; a `Planning` is one on its way. `Card`s are joined, weighed (`Ballot` →
`DotToken`, `Dot`, `HandCount`, `Result`) and enter the Way as `contribution`. Secrets are kept as hashes (`links`).
"""

from marlerweg.conferences.models.card import (
    Ballot,
    Card,
    CardPhoto,
    Dot,
    DotToken,
    HandCount,
    Result,
)
from marlerweg.conferences.models.edition import Edition, Series
from marlerweg.conferences.models.invitation import Invitation, RegistrationIntake
from marlerweg.conferences.models.plan import HostLink, Planning, TablePlan
from marlerweg.conferences.models.programme import ProgrammeItem, Room, Round, Table
from marlerweg.conferences.models.registration import Attendance, Registration, TableTask, Wish

__all__ = [
    "Attendance",
    "Ballot",
    "Card",
    "CardPhoto",
    "Dot",
    "DotToken",
    "Edition",
    "HandCount",
    "HostLink",
    "Invitation",
    "Planning",
    "ProgrammeItem",
    "Registration",
    "RegistrationIntake",
    "Result",
    "Room",
    "Round",
    "Series",
    "Table",
    "TablePlan",
    "TableTask",
    "Wish",
]
