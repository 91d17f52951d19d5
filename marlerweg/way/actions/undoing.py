"""The ways back from what the coordination did by mistake; a step back is a step too, and is told like one."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts.models import User
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.foundation.undo import CannotUndo, undoable
from marlerweg.foundation.words import Text
from marlerweg.way import policies
from marlerweg.way.actions.contributions import take_up
from marlerweg.way.actions.needs import join, leave, take_back, unmerge
from marlerweg.way.models import Contribution, Joining, Need
from marlerweg.way.rules.states import NotPossible

MOVED_ON = _("Das lässt sich nicht mehr zurücknehmen: Inzwischen ist damit etwas anderes geschehen.")


def carry_out(deed: Callable[[], object], sentence: Text) -> Text:
    """Whole or not at all; what has moved on since stays as it is."""
    try:
        with transaction.atomic():
            deed()
    except NotPossible as impossible:
        raise CannotUndo(MOVED_ON) from impossible
    return sentence


@undoable("way.join")
def undo_join(*, by: User, joinings: str) -> Text:
    """Back where each contribution came from: another need, or among those that wait."""
    require(policies.may_coordinate(by))
    rows = list(
        Joining.objects.filter(pk__in=joinings.split(","), left_at__isnull=True).select_related(
            "contribution", "need"
        )
    )
    if len(rows) != len(joinings.split(",")):
        raise CannotUndo(MOVED_ON)

    def go_back() -> None:
        for row in rows:
            before = row.contribution.joinings.filter(left_at=row.joined_at).select_related("need").first()
            if before:
                join(row.contribution, before.need, by=by, at=clock.now())
            else:
                leave(row.contribution, by=by, at=clock.now())

    return carry_out(go_back, _("Zurückgenommen: Die Zuordnung gilt nicht mehr."))


@undoable("way.leave")
def undo_leave(*, by: User, joining: str) -> Text:
    require(policies.may_coordinate(by))
    row = Joining.objects.select_related("contribution", "need").get(pk=joining)
    if row.contribution.joinings.filter(joined_at__gte=row.left_at).exists():
        raise CannotUndo(MOVED_ON)
    return carry_out(
        lambda: join(row.contribution, row.need, by=by, at=clock.now()),
        _("Zurückgenommen: Der Hinweis gehört wieder zum Bedarf."),
    )


@undoable("way.merge")
def undo_merge(*, by: User, need: str) -> Text:
    require(policies.may_coordinate(by))
    merged = Need.objects.select_related("merged_into").get(pk=need)
    if merged.merged_into is None:
        raise CannotUndo(MOVED_ON)
    return carry_out(
        lambda: unmerge(merged, by=by, at=clock.now()),
        _("Zurückgenommen: Beide Bedarfe stehen wieder für sich."),
    )


@undoable("way.set_aside")
def undo_set_aside(*, by: User, contribution: str) -> Text:
    require(policies.may_coordinate(by))
    found = Contribution.objects.get(pk=contribution)
    if found.state != Contribution.State.SET_ASIDE:
        raise CannotUndo(MOVED_ON)
    return carry_out(
        lambda: take_up(found, by=by, at=clock.now()), _("Zurückgenommen: Der Hinweis liegt wieder vor.")
    )


@undoable("way.make_ready")
def undo_make_ready(*, by: User, need: str) -> Text:
    require(policies.may_coordinate(by))
    found = Need.objects.get(pk=need)
    return carry_out(
        lambda: take_back(found, by=by, at=clock.now()),
        _("Zurückgenommen: Der Bedarf wird wieder gesammelt."),
    )
