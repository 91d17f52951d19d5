"""What the room forgets by itself: people, once their day is over for as long as the edition says."""

from datetime import datetime

from marlerweg.conferences import actions, queries
from marlerweg.foundation.retention import keep

keep(
    "Anmeldungen zu Tagungen",
    period="nach der Frist der Ausgabe (im Regelfall 90 Tage nach dem letzten Tag); Organisation und Rolle bleiben",
    due=queries.people_due,
    forget=actions.forget_people,
)


def lists_due(at: datetime) -> int:
    return queries.forgotten_lists(at).count()


keep(
    "Listen mit Anmeldungen vor der Übernahme",
    period="sieben Tage nach dem Hochladen",
    due=lists_due,
    forget=actions.drop_forgotten_lists,
)
