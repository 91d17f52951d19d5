"""Every read of the Way that is more than by key; what the viewer may not see is not in the rows."""

from marlerweg.way.queries.board import (
    open_needs,
    silent_measures,
    waiting_elsewhere,
    waiting_for_coordination,
    waiting_for_decision,
    waiting_for_measure,
    waiting_for_review,
    waiting_for_wording,
)
from marlerweg.way.queries.counting import figures
from marlerweg.way.queries.items import (
    answers_to,
    by_follow_up_token,
    current_need,
    evidence_of,
    need_with_everything,
    open_answers,
    own_contributions,
    reviews_of,
    steps_of,
    voices,
)
from marlerweg.way.queries.public import all_wordings, languages_waiting, public_needs, wordings_of
from marlerweg.way.queries.similar import similar_needs
from marlerweg.way.queries.steering import agenda, follow_ups, referral, referrals, two_minutes, waiting_above
from marlerweg.way.queries.visibility import (
    approaches_seen_by,
    contributions_seen_by,
    decisions_seen_by,
    item_by_number,
    measures_seen_by,
    needs_seen_by,
)

__all__ = [
    "agenda",
    "all_wordings",
    "answers_to",
    "approaches_seen_by",
    "by_follow_up_token",
    "contributions_seen_by",
    "current_need",
    "decisions_seen_by",
    "evidence_of",
    "figures",
    "follow_ups",
    "item_by_number",
    "languages_waiting",
    "measures_seen_by",
    "need_with_everything",
    "needs_seen_by",
    "open_answers",
    "open_needs",
    "own_contributions",
    "public_needs",
    "referral",
    "referrals",
    "reviews_of",
    "silent_measures",
    "similar_needs",
    "steps_of",
    "two_minutes",
    "voices",
    "waiting_above",
    "waiting_elsewhere",
    "waiting_for_coordination",
    "waiting_for_decision",
    "waiting_for_measure",
    "waiting_for_review",
    "waiting_for_wording",
    "wordings_of",
]
