"""Needs that may mean the same as a contribution."""

from dataclasses import dataclass

from marlerweg.way.models import Contribution, Need
from marlerweg.way.policies import Actor
from marlerweg.way.queries.board import open_needs

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`because` are the words or concepts both share."""

    need: Need
    because: list[str]


def similar_needs(viewer: Actor, contribution: Contribution) -> list[Suggestion]:
    """Of the same theme, newest change first."""
    if not contribution.theme_id:
        return []
    return [Suggestion(need, []) for need in open_needs(viewer).filter(theme=contribution.theme)[:SHOWN]]
