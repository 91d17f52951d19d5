"""Drafts on the server: kept while somebody writes, offered when they come back, gone when the form was sent.

People without an account keep a draft only by pressing the button: what a stranger types is not stored unasked.
Forms of sealed case files take no part; their words may not lie in this table.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from marlerweg.ui.models import Draft
from marlerweg.ui.owners import Owner, owner_of

SALT = "marlerweg.draft"
KEPT = dt.timedelta(days=30)
KEPT_FOR_STRANGERS = dt.timedelta(days=2)
LARGEST = 200_000
MOST_PER_OWNER = 50


class TooMuch(Exception):
    """More than a draft may hold, or more drafts than one person may have."""


class Drafting:
    """The draft of one form in one request; `form_key` names the form in the whole house ("way.need")."""

    def __init__(self, request: HttpRequest, form_key: str, object_id: object = "") -> None:
        self.form_key, self.object_id, self.path = form_key, str(object_id), request.path
        self.owner = owner_of(request)
        self.is_fresh = request.method == "GET"
        self.is_taken = self.is_fresh and request.GET.get("entwurf") == "uebernehmen"

    @cached_property
    def draft(self) -> Draft | None:
        return find(self.owner, self.form_key, self.object_id)

    @property
    def is_offered(self) -> bool:
        return self.is_fresh and not self.is_taken and self.draft is not None

    @property
    def saves_itself(self) -> bool:
        """Not while an older draft is still on offer: new words would overwrite it unasked."""
        return bool(self.owner.user_id) and not self.is_offered

    def lay_into(self, form: forms.BaseForm) -> None:
        """Show the draft's words in an unbound form once the reader asked for them."""
        if self.is_taken and self.draft and not form.is_bound:
            sent = as_sent(self.draft.data)
            for name in draftable(form):
                field = form.fields[name]
                form.initial[name] = field.widget.value_from_datadict(sent, {}, form.add_prefix(name))

    def token(self, form: forms.BaseForm) -> str:
        """What a page must show to keep a draft: form, object and the fields that may be kept."""
        names = [form.add_prefix(name) for name in draftable(form)]
        return signing.dumps([self.form_key, self.object_id, self.path, names], salt=SALT, compress=True)

    def forget(self) -> None:
        """After the form was carried out."""
        discard(self.owner, self.form_key, self.object_id)


def draftable(form: forms.BaseForm) -> list[str]:
    """Names of fields whose words may wait: no files, no passwords, nothing hidden, nothing the form keeps out."""
    kept_out = set(getattr(form, "never_drafted", ()))
    return [
        name
        for name, field in form.fields.items()
        if name not in kept_out
        and not field.widget.is_hidden
        and not isinstance(field.widget, forms.FileInput | forms.PasswordInput)
    ]


def as_sent(data: Mapping[str, list[str]]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, values in data.items():
        sent.setlist(name, values)
    return sent


def find(owner: Owner, form_key: str, object_id: str) -> Draft | None:
    if not owner.is_known:
        return None
    return Draft.objects.filter(
        user_id=owner.user_id, session_hash=owner.session_hash, form=form_key, object_id=object_id
    ).first()


def keep(owner: Owner, signed: str, sent: QueryDict, *, at: dt.datetime) -> tuple[Draft, str]:
    """Store what was typed and name the page it belongs to; a token that is not ours raises `BadSignature`."""
    form_key, object_id, path, names = signing.loads(signed, salt=SALT, max_age=dt.timedelta(days=1))
    data = {name: sent.getlist(name) for name in names if name in sent}
    if sum(len(value) for values in data.values() for value in values) > LARGEST:
        raise TooMuch
    place = {"user_id": owner.user_id, "session_hash": owner.session_hash, "form": form_key}
    place["object_id"] = object_id
    others = Draft.objects.filter(user_id=owner.user_id, session_hash=owner.session_hash)
    if not others.filter(form=form_key, object_id=object_id).exists() and others.count() >= MOST_PER_OWNER:
        raise TooMuch
    draft, _created = Draft.objects.update_or_create(**place, defaults={"data": data, "saved_at": at})
    return draft, path


def discard(owner: Owner, form_key: str, object_id: str) -> None:
    if owner.is_known:
        Draft.objects.filter(
            user_id=owner.user_id, session_hash=owner.session_hash, form=form_key, object_id=object_id
        ).delete()


def discard_by_token(owner: Owner, signed: str) -> str:
    form_key, object_id, path, _names = signing.loads(signed, salt=SALT)
    discard(owner, form_key, object_id)
    return str(path)


def old(now: dt.datetime) -> "QuerySet[Draft]":
    return Draft.objects.filter(saved_at__lt=now - KEPT) | Draft.objects.filter(
        user__isnull=True, saved_at__lt=now - KEPT_FOR_STRANGERS
    )


def forget_old(*, now: dt.datetime) -> int:
    """End drafts nobody came back to; the number of those that ended."""
    ended, _kinds = old(now).delete()
    return ended
