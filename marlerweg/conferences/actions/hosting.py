"""Links of the table hosts: made for a table, shown as a code, ended with the edition or before."""

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import links, policies
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, HostLink, Table
from marlerweg.foundation.decisions import require


@transaction.atomic
def give_links(edition: Edition, *, by: User, at: datetime) -> int:
    """Every table without a living link gets one; gives how many were made."""
    require(policies.may_organise(by))
    covered = HostLink.objects.filter(
        table__edition=edition, withdrawn_at=None, expires_at__gt=at
    ).values_list("table_id", flat=True)
    bare = edition.tables.select_for_update().exclude(pk__in=list(covered))
    return len([_link(table, edition, by=by, at=at) for table in bare])


@transaction.atomic
def renew_link(table: Table, *, by: User, at: datetime) -> HostLink:
    """The old link went astray: it ends now, another one opens the table."""
    require(policies.may_organise(by))
    held = Table.objects.select_for_update().select_related("edition").get(pk=table.pk)
    HostLink.objects.filter(table=held, withdrawn_at=None).update(withdrawn_at=at)
    return _link(held, held.edition, by=by, at=at)


def end_of(edition: Edition) -> datetime:
    """Midnight after the day that follows the last: what was noted on the way home still arrives."""
    day = edition.ends_on + timedelta(days=2)
    return timezone.make_aware(datetime.combine(day, time()))


def _link(table: Table, edition: Edition, *, by: User, at: datetime) -> HostLink:
    key = uuid.uuid4()
    link = HostLink.objects.create(
        id=key,
        table=table,
        secret_hash=links.hashed(links.secret(Purpose.HOST, key)),
        made_by=by,
        made_at=at,
        expires_at=end_of(edition),
    )
    audit.record(by, "table.link_made", link, edition=edition.code)
    return link
