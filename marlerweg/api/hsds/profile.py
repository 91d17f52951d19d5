"""What HSDS cannot say, said as attributes with terms of our own, so that a plain consumer still reads all the rest.

Every term has an id that never changes (UUID 5 of its code) and a description; the page of the profile explains them.
An attribute's `link_type` is the term's code, its `value` one plain value; several values are several attributes.
"""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "urn:marlerweg:hsds")


@dataclass(frozen=True)
class Word:
    """One thing the profile can say; `values` tells in English what may stand there."""

    code: str
    name: str
    description: str
    values: str

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE, f"profile/{self.code}")


WORDS = (
    Word(
        "translation",
        "Translation",
        "A field of the service in another language; `label` is field@language or field@language;state.",
        "text",
    ),
    Word(
        "residence_status",
        "Residence status needed",
        "One status that opens the service; several attributes: any of them.",
        "code, or none = no restriction",
    ),
    Word(
        "language_level",
        "German needed",
        "From and to on the Common European Framework.",
        "A0..C2, A1-B1, or none = no restriction",
    ),
    Word(
        "condition", "Condition", "Any other typed condition of access, as JSON; `label` is its kind.", "JSON"
    ),
    Word(
        "delivery",
        "Way of delivery",
        "How the service takes place.",
        "on_site, online, phone, at_home, outreach",
    ),
    Word("way_in", "Way in", "How one gets in.", "walk_in, appointment, registration, referral"),
    Word("cost", "Cost", "Kind of cost.", "free, donation, reduced, fee"),
    Word("child_care", "Child care", "Whether children are looked after meanwhile.", "yes, no"),
    Word("interpreter", "Interpreting", "Whether interpreting can be arranged.", "yes, no"),
    Word("capacity", "Free places", "Free places where no number is known.", "free, few, waiting, full"),
    Word("waiting_weeks", "Waiting time", "Weeks until one gets a place.", "number"),
    Word("registration_until", "Registration until", "Last day of registration.", "date"),
    Word(
        "opening_hours",
        "Opening hours",
        "Times with public and school holidays of the state, as OpenStreetMap writes them.",
        "opening_hours string",
    ),
    Word("timetable", "Timetable", "All rules and exceptions, as JSON.", "JSON"),
    Word(
        "partner",
        "Partner",
        "Organisation that runs the service together with the first one.",
        "organization id",
    ),
    Word(
        "measure",
        "Measure of the town",
        "Number of the town's measure that founded the service.",
        "M-year-number",
    ),
    Word("summary", "Summary", "The service in one sentence.", "text"),
    Word("access_note", "Note on access", "What to know before coming.", "text"),
    Word(
        "text_state", "State of the text", "Whether the shown text was checked.", "checked, machine, outdated"
    ),
    Word("organization_kind", "Kind of organization", "What the organization is.", "code"),
    Word("accessibility", "Access", "One fact of access of a location.", "step_free=yes, lift=no …"),
)
BY_CODE = {word.code: word for word in WORDS}
TAXONOMY_ID = uuid5(NAMESPACE, "profile")
TAXONOMY_NAME = "Marler Weg profile of HSDS"
TAXONOMY_DESCRIPTION = "What a German town needs to say about social offers and HSDS has no member for."
