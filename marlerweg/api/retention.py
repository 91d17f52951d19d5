"""What came from other directories is forgotten by itself."""

from datetime import datetime

from marlerweg.api import actions
from marlerweg.foundation.retention import keep


def due(at: datetime) -> int:
    return actions.outworn(at).count() + actions.too_old(at).count()


keep(
    "Inhalte und Berichte übernommener Verzeichnisse",
    period="sieben Tage, bei Listen ein Tag; wann und woher übernommen wurde, zwei Jahre",
    due=due,
    forget=actions.forget,
)
