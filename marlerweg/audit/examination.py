"""The record's part in the operator's `doctor`."""

import datetime as dt
from collections.abc import Iterable

from marlerweg.audit import queries
from marlerweg.foundation.examination import Finding, Health, examines


@examines
def chain(now: dt.datetime) -> Iterable[Finding]:
    if broken := queries.first_break():
        yield Finding(
            Health.ILL, f"Das Protokoll ist gebrochen bei Nummer {broken.sequence}: {broken.problem}."
        )
    else:
        yield Finding(
            Health.SOUND, f"Die Kette des Protokolls ist unversehrt ({queries.root()[0]} Einträge)."
        )
