"""What the directory keeps: offers and their words per language, where and when they are, for whom, and how fresh they are.

An `Offer` belongs to an organisation of the network. It has one `OfferText` per language, `Venue`s (the offer at a
`Place`), `Slot`s and `Change`s (its times; without a venue they hold everywhere), `ContactWay`s and `Condition`s.
"""

from marlerweg.offers.models.condition import Condition
from marlerweg.offers.models.contact import ContactWay
from marlerweg.offers.models.demand import EmptySearch
from marlerweg.offers.models.freshness import Confirmation, Mistake, Reminder
from marlerweg.offers.models.history import Proposal, Revision
from marlerweg.offers.models.intake import Intake
from marlerweg.offers.models.merging import Merge
from marlerweg.offers.models.offer import Offer
from marlerweg.offers.models.origin import ColumnAssignment, Foreign, NotTheSame
from marlerweg.offers.models.place import Place, Venue
from marlerweg.offers.models.taxonomy import Term, Vocabulary
from marlerweg.offers.models.text import OfferText
from marlerweg.offers.models.times import Change, SchoolHoliday, Slot

__all__ = [
    "Change",
    "ColumnAssignment",
    "Condition",
    "Confirmation",
    "ContactWay",
    "EmptySearch",
    "Foreign",
    "Intake",
    "Merge",
    "Mistake",
    "NotTheSame",
    "Offer",
    "OfferText",
    "Place",
    "Proposal",
    "Reminder",
    "Revision",
    "SchoolHoliday",
    "Slot",
    "Term",
    "Venue",
    "Vocabulary",
]
