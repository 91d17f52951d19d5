"""A gap in the directory goes up to the Way, and a search that led nowhere is settled."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.network.models import District, Theme
from marlerweg.offers import handing_up, policies
from marlerweg.offers.models import EmptySearch

HANDED_UP, NOT_OURS = "handed_up", "not_ours"


class NobodyTakes(Exception):
    """No room above has said that it takes gaps up."""


@transaction.atomic
def hand_up_gap(
    text: str, *, theme: Theme | None, districts: Sequence[District], by: User, at: datetime, words: str = ""
) -> str:
    """The number of the contribution it became; searches for `words` are settled with it."""
    require(policies.may_hand_up_gaps(by))
    contribute = handing_up.contribute()
    if contribute is None:
        raise NobodyTakes
    number = contribute(text, theme=theme, districts=districts, by=by, at=at)
    audit.record(by, "offers.gap_handed_up", number=number)
    if words:
        EmptySearch.objects.filter(words=words, settled="").update(settled=number[:20])
    return number


@transaction.atomic
def set_search_aside(words: str, *, by: User) -> int:
    """Nothing the directory could offer; gives how many rows that settles."""
    require(policies.may_hand_up_gaps(by))
    settled = EmptySearch.objects.filter(words=words, settled="").update(settled=NOT_OURS)
    audit.record(by, "offers.search_set_aside", rows=settled)
    return settled
