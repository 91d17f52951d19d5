"""What the conferences tell the map of the network: whose people sat at one table."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from marlerweg.conferences.models import Registration, TablePlan
from marlerweg.network.policies import Viewer, is_partner, is_steward
from marlerweg.network.rules.graph import Shared


def shared_tables(viewer: Viewer, today: date) -> Iterator[Shared]:
    """Organisations at one table of one round of a conference that is over, of people who were there; two queries.

    Known as long as the registrations are kept. Only organisations are told, and only to those who work in the network.
    """
    if not (is_steward(viewer) or is_partner(viewer)):
        return
    attended = Registration.objects.filter(
        edition__ends_on__lt=today, state=Registration.State.ATTENDED, organisation__isnull=False
    )
    home = {str(key): organisation for key, organisation in attended.values_list("pk", "organisation")}
    plans = TablePlan.objects.filter(state=TablePlan.State.PUBLISHED, edition__ends_on__lt=today)
    for edition, rounds in plans.values_list("edition__code", "seats"):
        met: dict[frozenset[object], int] = {}
        for number, tables in enumerate(rounds, 1):
            for people in tables.values():
                met.setdefault(frozenset(home[one] for one in people if one in home), number)
        for organisations, number in met.items():
            if len(organisations) > 1:
                label = _("Tagung %(edition)s, Runde %(number)s") % {"edition": edition, "number": number}
                yield Shared("table", label, organisations)
