"""Tables of the Way, split by noun."""

from marlerweg.way.models.answer import Answer
from marlerweg.way.models.approach import Approach, HelpOffer
from marlerweg.way.models.chain import Term
from marlerweg.way.models.contribution import Contribution
from marlerweg.way.models.decision import Decision
from marlerweg.way.models.history import Counter, Step
from marlerweg.way.models.measure import Measure, StatusEntry
from marlerweg.way.models.mention import Mention
from marlerweg.way.models.need import Joining, Need
from marlerweg.way.models.review import Review
from marlerweg.way.models.wording import Wording

__all__ = [
    "Answer",
    "Approach",
    "Contribution",
    "Counter",
    "Decision",
    "HelpOffer",
    "Joining",
    "Measure",
    "Mention",
    "Need",
    "Review",
    "StatusEntry",
    "Step",
    "Term",
    "Wording",
]
