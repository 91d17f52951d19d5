"""Who may bring another directory in: whoever may bring whole lists."""

from marlerweg.foundation.decisions import Decision
from marlerweg.offers import policies as offers
from marlerweg.offers.policies import Viewer


def may_take_in(viewer: Viewer) -> Decision:
    return offers.may_take_in(viewer)
