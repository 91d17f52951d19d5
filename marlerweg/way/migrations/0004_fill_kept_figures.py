"""Rows that stood before get what is kept beside them from now on."""

from typing import Any

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from marlerweg.foundation.elapsed import Days

BATCH = 2000


def fill(apps: Any, schema_editor: Any) -> None:
    contribution, need, decision, step, mention = (
        apps.get_model("way", name) for name in ("Contribution", "Need", "Decision", "Step", "Mention")
    )
    decided = (
        decision.objects.filter(
            need__joinings__contribution=OuterRef("pk"),
            need__joinings__left_at__isnull=True,
            recorded_at__gte=OuterRef("received_at"),
        )
        .order_by("recorded_at")
        .values("recorded_at")[:1]
    )
    contribution.objects.update(days_to_decision=Days(Subquery(decided)) - Days(F("received_at")))
    ready: dict[Any, Any] = {}
    for item, at in (
        step.objects.filter(kind="B", event="make_ready").order_by("at").values_list("item_id", "at")
    ):
        ready.setdefault(item, timezone.localdate(at))
    for each in decision.objects.filter(need__in=list(ready)).only("pk", "need_id"):
        decision.objects.filter(pk=each.pk).update(ready_on=ready[each.need_id])
    for each in need.objects.all():
        mention.objects.bulk_create(
            [mention(need=each, term=term) for term in sorted(spoken(each, contribution))], batch_size=BATCH
        )


def spoken(need: Any, contribution: Any) -> set[str]:
    """Reads the lexicon only where there is something to read."""
    from marlerweg.way.likeness import GERMAN, meaning_of, said_in, terms_of

    said = [meaning_of(f"{need.title}. {need.text}", GERMAN)]
    for each in contribution.objects.filter(joinings__need=need, joinings__left_at__isnull=True):
        said += said_in(each)
    return terms_of(said)


class Migration(migrations.Migration):
    dependencies = [("way", "0003_kept_figures")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
