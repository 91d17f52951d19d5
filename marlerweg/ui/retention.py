"""What was begun or sent once is not kept for ever."""

from marlerweg.foundation.retention import keep
from marlerweg.ui import drafts
from marlerweg.ui.forms import once

keep(
    "Entwürfe",
    period="30 Tage nach dem letzten Speichern, ohne Konto 2 Tage",
    due=lambda at: drafts.old(at).count(),
    forget=lambda at: drafts.forget_old(now=at),
)
keep(
    "Quittungen abgeschickter Formulare",
    period="30 Tage",
    due=lambda at: once.old(at).count(),
    forget=lambda at: once.forget_old(now=at),
)
