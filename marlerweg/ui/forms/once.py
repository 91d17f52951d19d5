"""A form that is carried out once, however often it is sent."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable

from django import forms
from django.db import transaction
from django.db.models import QuerySet

from marlerweg.ui.models import Receipt
from marlerweg.ui.owners import Owner

KEPT = dt.timedelta(days=30)
UNCOUNTED = {"csrfmiddlewaretoken", "einmal", "bestaetigt", "entwurf"}


class OnceOnly(forms.Form):
    """Carries a name of its own from the moment it is shown; see `once`."""

    einmal = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def fingerprint(self, owner: str) -> uuid.UUID | None:
        """The name of this very submission: who goes back, changes a word and sends again means something new."""
        name = self.cleaned_data.get("einmal")
        if name is None:
            return None
        digest = hashlib.sha256(owner.encode())
        for field in sorted(set(self.data) - UNCOUNTED):
            values = self.data.getlist(field) if hasattr(self.data, "getlist") else [self.data[field]]
            digest.update(repr((field, values)).encode())
        for field in sorted(self.files):
            file = self.files[field]
            digest.update(repr((field, getattr(file, "name", ""), getattr(file, "size", 0))).encode())
        return uuid.uuid5(name, digest.hexdigest())


def once(form: OnceOnly, *, owner: Owner, at: dt.datetime, deed: Callable[[], str]) -> str:
    """Do the deed and keep what it returns (an address, a number); the same form sent again only returns that.

    Two submissions at the same moment wait for each other: the second one's receipt meets the first one's key.
    """
    key = form.fingerprint(owner.account_mark)
    if key is None:
        return deed()
    with transaction.atomic():
        receipt, is_new = Receipt.objects.get_or_create(key=key, defaults={"at": at})
        if not is_new:
            return receipt.result
        receipt.result = deed()
        receipt.save(update_fields=["result"])
    return receipt.result


def done_before(form: OnceOnly, *, owner: Owner) -> str:
    """What this very submission led to, if it has been carried out; for forms that ask back what their own deed made odd."""
    key = form.fingerprint(owner.account_mark) if hasattr(form, "cleaned_data") else None
    return Receipt.objects.filter(key=key).values_list("result", flat=True).first() or "" if key else ""


def old(now: dt.datetime) -> QuerySet[Receipt]:
    return Receipt.objects.filter(at__lt=now - KEPT)


def forget_old(*, now: dt.datetime) -> int:
    ended, _kinds = old(now).delete()
    return ended
