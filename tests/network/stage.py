"""Invented organisations and people for the tests of the town's rooms."""

import datetime as dt
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.network.models import (
    ContactDetail,
    District,
    Engagement,
    Organisation,
    Person,
    Position,
    Theme,
    ThemeScheme,
)
from marlerweg.network.rules.folding import folded_contact
from tests.cast import person as account

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
TODAY = NOW.date()


def organisation(name: str, **fields: Any) -> Organisation:
    return Organisation.objects.create(name=name, **{"is_listed": True, **fields})


def speaker_of(organisation: Organisation, name: str = "sprecherin") -> User:
    """Somebody with an account who is a member of this organisation."""
    return account(name, "Sina Sprecherin", Role.MEMBER, scope=organisation.pk, scope_kind="organisation")


def somebody(family_name: str, at: Organisation | None = None, **fields: Any) -> Person:
    person = Person.objects.create(family_name=family_name, **fields)
    if at is not None:
        Position.objects.create(person=person, organisation=at, role="Leitung")
    return person


def contact(owner: Organisation | Person, kind: str, value: str, visibility: str = "public") -> ContactDetail:
    key = "organisation" if isinstance(owner, Organisation) else "person"
    return ContactDetail.objects.create(
        **{key: owner}, kind=kind, value=value, folded=folded_contact(kind, value), visibility=visibility
    )


def district(name: str, key: str = "21") -> District:
    return District.objects.get_or_create(key=key, defaults={"name": name, "code": f"d{key}"})[0]


def theme(code: str = "wohnen") -> Theme:
    scheme = ThemeScheme.objects.filter(is_current=True).first() or ThemeScheme.objects.create(
        code="jetzt", name="Arbeitsliste", is_current=True
    )
    return Theme.objects.get_or_create(scheme=scheme, code=code, defaults={"names": {"de": code.title()}})[0]


def engagement(of: Organisation, title: str, **fields: Any) -> Engagement:
    values: dict[str, Any] = {
        "direction": "offered",
        "kind": "room",
        "published_at": NOW,
        "expires_on": TODAY + dt.timedelta(days=30),
        **fields,
    }
    return Engagement.objects.create(organisation=of, title=title, **values)
