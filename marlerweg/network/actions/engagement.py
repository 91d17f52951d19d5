"""Offering and seeking."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.network import policies
from marlerweg.network.actions.editing import assign
from marlerweg.network.models import Engagement, Organisation


@transaction.atomic
def post_engagement(
    organisation: Organisation, fields: Mapping[str, Any], *, by: User, at: datetime
) -> Engagement:
    """`fields` are columns and the lists themes and districts; `expires_on` is required."""
    require(policies.may_post_engagement(by, organisation))
    many = {name: fields[name] for name in ("themes", "districts") if name in fields}
    plain = {name: value for name, value in fields.items() if name not in many}
    engagement = Engagement.objects.create(organisation=organisation, published_at=at, **plain)
    assign(engagement, many)
    audit.record(by, "engagement.posted", engagement)
    return engagement


@transaction.atomic
def edit_engagement(engagement: Engagement, fields: Mapping[str, Any], *, by: User) -> None:
    require(policies.may_edit_engagement(by, engagement))
    changed = assign(engagement, fields)
    audit.record(by, "engagement.edited", engagement, fields=changed)


@transaction.atomic
def renew_engagement(engagement: Engagement, *, until: date, by: User) -> None:
    """Also brings back what had run out or was closed."""
    require(policies.may_edit_engagement(by, engagement))
    assign(engagement, {"expires_on": until, "closed_at": None})
    audit.record(by, "engagement.renewed", engagement)


@transaction.atomic
def close_engagement(engagement: Engagement, *, by: User, at: datetime) -> None:
    require(policies.may_edit_engagement(by, engagement))
    assign(engagement, {"closed_at": at})
    audit.record(by, "engagement.closed", engagement)
