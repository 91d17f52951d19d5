"""Ways back from what was live at once, for an hour, exactly and only while nobody has changed anything since."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts.models import User
from marlerweg.foundation import clock, versions
from marlerweg.foundation.decisions import require
from marlerweg.foundation.undo import CannotUndo, undoable
from marlerweg.foundation.words import Text
from marlerweg.offers import policies
from marlerweg.offers.actions.recording import fresh, note
from marlerweg.offers.actions.writing import write
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules.content import from_plain


@undoable("offers.edit")
@transaction.atomic
def undo_edit(*, by: User, offer: str, revision: int, version: int) -> Text:
    """Back to the revision before: it was live until then, so it needs no second look."""
    row = Offer.objects.filter(pk=UUID(offer)).first()
    if row is None:
        raise CannotUndo(_("Das Angebot gibt es nicht mehr."))
    require(policies.may_edit_offer(by, row))
    row = fresh(row, lock=True)
    if row.version != version:
        raise CannotUndo(
            _("Inzwischen wurde weiter geändert. Im Verlauf können Sie jede Fassung zurückholen.")
        )
    before = row.revisions.filter(number=revision).first()
    if before is None:
        raise CannotUndo(_("Es gibt keine Fassung davor."))
    versions.advance(row, expected=version)
    write(row, content_of(row), from_plain(before.content), at=clock.now())
    note(row, "undone", by=by, at=clock.now())
    return _("Die Änderung ist zurückgenommen.")
