"""Every read of the Way that is more than by key; what the viewer may not see is not in the rows."""

from marlerweg.way.queries.board import (
    silent_measures,
    waiting_elsewhere,
    waiting_for_coordination,
    waiting_for_decision,
    waiting_for_measure,
    waiting_for_review,
    waiting_for_wording,
)
from marlerweg.way.queries.figures import figures
from marlerweg.way.queries.items import (
    answers_to,
    by_follow_up_token,
    current_need,
    evidence_of,
    need_with_everything,
    own_contributions,
    steps_of,
)
from marlerweg.way.queries.public import all_wordings, public_needs, wordings_of
from marlerweg.way.queries.steering import agenda, follow_ups, referral, referrals, two_minutes, waiting_above
from marlerweg.way.queries.visibility import (
    contributions_seen_by,
    item_by_number,
    measures_seen_by,
    needs_seen_by,
)

__all__ = [
    "agenda",
    "all_wordings",
    "answers_to",
    "by_follow_up_token",
    "contributions_seen_by",
    "current_need",
    "evidence_of",
    "figures",
    "follow_ups",
    "item_by_number",
    "measures_seen_by",
    "need_with_everything",
    "needs_seen_by",
    "own_contributions",
    "public_needs",
    "referral",
    "referrals",
    "silent_measures",
    "steps_of",
    "two_minutes",
    "waiting_above",
    "waiting_elsewhere",
    "waiting_for_coordination",
    "waiting_for_decision",
    "waiting_for_measure",
    "waiting_for_review",
    "waiting_for_wording",
    "wordings_of",
]
