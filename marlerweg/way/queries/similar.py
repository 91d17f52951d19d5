"""Needs that may mean the same as a contribution: same theme and similar words."""

from marlerweg.way.models import Contribution, Need
from marlerweg.way.policies import Actor
from marlerweg.way.queries.board import open_needs

SHOWN = 5


def similar_needs(viewer: Actor, contribution: Contribution) -> list[Need]:
    """Best first; of the same theme, newest change first."""
    return list(open_needs(viewer).filter(theme=contribution.theme)[:SHOWN]) if contribution.theme_id else []
