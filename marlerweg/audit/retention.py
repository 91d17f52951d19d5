"""What the record forgets by itself."""

from datetime import datetime

from marlerweg.audit import actions, queries
from marlerweg.audit.models import Event
from marlerweg.foundation.retention import keep


def due(at: datetime) -> int:
    return Event.objects.filter(sequence__lte=queries.past_its_time(at)[0]).count()


keep("Einträge des Protokolls", period="zwei Jahre; danach mit Prüfpunkt", due=due, forget=actions.shorten)
