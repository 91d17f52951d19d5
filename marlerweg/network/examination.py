"""The town's part in the operator's `doctor`: what its legal pages still lack."""

import datetime as dt
from collections.abc import Iterable

from marlerweg.foundation.examination import Finding, Health, examines
from marlerweg.network.queries.places import town

# As in the place pack, [town.legal]; the words say what to look for.
NEEDED = {
    "represented_by": "wer vertritt",
    "address": "Anschrift",
    "phone": "Telefon",
    "data_protection_mail": "Postfach für Datenschutz",
    "supervisory_authority": "Datenschutzaufsicht",
    "accessibility_mail": "Postfach für Barrieren",
    "enforcement": "Ombudsstelle",
}


@examines
def legal_pages(now: dt.datetime) -> Iterable[Finding]:
    here = town()
    if here is None:
        yield Finding(Health.WATCH, "Noch ist kein Ortspaket geladen: `manage.py load_place`.")
        return
    missing = [words for name, words in NEEDED.items() if not here.legal.get(name)]
    if missing:
        yield Finding(
            Health.WATCH,
            f"Auf den rechtlichen Seiten fehlen Angaben der Stadt (Ortspaket, [town.legal]): {', '.join(missing)}.",
        )
    else:
        yield Finding(Health.SOUND, "Die rechtlichen Seiten haben alle Angaben der Stadt.")
