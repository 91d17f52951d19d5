"""The tenfold and the hundredfold town: the staged year copied row by row in bulk, because deeds would take an hour.

Numbers, steps, answers, links and the audit chain of every copy are as consistent as the original's: each number is
moved on by a full year's count, each id is derived from the original's, each step gets its own link of the chain.
"""

import re
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import UTC, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from django.db import models

from marlerweg.audit import actions as audit
from marlerweg.audit import rules as chain
from marlerweg.audit.models import Event
from marlerweg.demo import offer_copies
from marlerweg.foundation import clock
from marlerweg.network.models import District
from marlerweg.way import follow_up
from marlerweg.way.actions.keeping import keep_days
from marlerweg.way.models import (
    Answer,
    Approach,
    Contribution,
    Counter,
    Decision,
    HelpOffer,
    Joining,
    Measure,
    Mention,
    Need,
    Review,
    StatusEntry,
    Step,
    Wording,
)
from marlerweg.way.rules.numbers import Kind, number

# In the order in which rows refer to each other.
COPIED: tuple[type[models.Model], ...] = (
    Contribution,
    Need,
    Mention,
    Joining,
    Approach,
    HelpOffer,
    Decision,
    Measure,
    StatusEntry,
    Review,
    Answer,
    Wording,
    Step,
    *offer_copies.COPIED,
)
LISTS = (
    Contribution.districts,
    Need.districts,
    Measure.needs,
    Measure.partners,
    Measure.districts,
    Measure.values,
    *offer_copies.LISTS,
)
NUMBER = re.compile(r"\b([HBAEM])-(\d{4})-(\d{4,})\b")
BATCH = 1000
MOST_HOURS_EARLIER = 96


def multiply(size: int, variations: Mapping[str, Any], *, seed: int) -> None:
    """`size` times as many rows of the Way and of the directory; people, organisations and bodies stay as they are."""
    if size <= 1:
        return
    steps = list(Step.objects.select_related("by"))
    rows = {model: list(offer_copies.rows_of(model)) for model in COPIED}
    lists = [(each.through, list(each.through._default_manager.all())) for each in LISTS]
    per_year = Tally({(each.kind, each.year): each.last for each in Counter.objects.all()})
    places = list(District.objects.filter(residential=True))
    for times in range(1, size):
        made = Copy(times, per_year, places, variations, Random(seed * 1000 + times))  # noqa: S311
        for model in COPIED:
            insert(model, [made.of(row) for row in rows[model]])
        for through, entries in lists:
            insert(through, [made.entry(entry) for entry in entries])
    for counter in Counter.objects.all():
        Counter.objects.filter(pk=counter.pk).update(last=counter.last * size)
    keep_days()
    link_steps(steps, size, per_year)


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)


class Copy:
    """One further year beside the first: the same shape, other places, other words around the same ones."""

    def __init__(
        self,
        times: int,
        per_year: Mapping[tuple[str, int], int],
        places: Sequence[District],
        variations: Mapping[str, Any],
        chance: Random,
    ) -> None:
        self.times, self.per_year, self.places = times, per_year, places
        self.variations, self.chance = variations, chance
        self.earlier: dict[UUID, timedelta] = {}
        self.moved = {place.pk: places[(i + times) % len(places)].pk for i, place in enumerate(places)}

    def again(self, identifier: UUID) -> UUID:
        return uuid5(identifier, str(self.times))

    def of(self, original: Any) -> Any:
        row = copy(original)
        row._state = models.base.ModelState()
        row._state.fields_cache = {}
        row.pk = self.again(original.pk)
        for field in row._meta.concrete_fields:
            if field.remote_field and field.remote_field.model in COPIED and getattr(row, field.attname):
                setattr(row, field.attname, self.again(getattr(row, field.attname)))
        for name in ("number", "concerns", "text") if isinstance(row, Answer | Step) else ("number",):
            if isinstance(getattr(row, name, None), str):
                setattr(row, name, self.renumbered(getattr(row, name)))
        if special := SPECIAL.get(type(row)):
            special(self, row, original)
        return row

    def entry(self, original: Any) -> Any:
        """A row of a list: its ends are moved on as far as they were copied, districts to another place."""
        ends = {}
        for field in original._meta.concrete_fields:
            if field.remote_field:
                value = getattr(original, field.attname)
                model = field.remote_field.model
                again = self.again(value) if model in COPIED else value
                ends[field.attname] = self.moved.get(value, value) if model is District else again
        return type(original)(**ends)

    def renumbered(self, text: str) -> str:
        return NUMBER.sub(self._next, text) if text else text

    def _next(self, found: "re.Match[str]") -> str:
        kind, year, count = found[1], int(found[2]), int(found[3])
        return number(Kind(kind), year, count + self.times * self.per_year[kind, year])

    def place(self, position: int) -> str:
        """A name that tells copies of one title apart."""
        round_, index = divmod(self.times + position, len(self.places))
        return f"{self.places[index].name} {round_ + 1}" if round_ else self.places[index].name

    def varied(self, text: str, language: str) -> str:
        if not text or language not in self.variations:
            return text
        words = self.variations[language]
        openings, closings = words["openings"], words["closings"]
        opening = openings[self.times % len(openings)]
        closing = closings[(self.times // len(openings) + self.times) % len(closings)]
        return f"{opening} {text} {closing}"


def _contribution(made: Copy, row: Any, original: Any) -> None:
    made.earlier[original.pk] = timedelta(hours=made.chance.randint(1, MOST_HOURS_EARLIER))
    row.received_at -= made.earlier[original.pk]
    row.text = made.varied(row.text, row.language)
    row.translation = made.varied(row.translation, "de")
    row.mail, row.received_once = "", None
    if row.follow_up_hash:
        row.follow_up_hash = follow_up.token_hash(follow_up.token(row.pk))


def _titled(made: Copy, row: Any, original: Any) -> None:
    row.title = f"{row.title[:130]} – {made.place(0)}"


def _answer(made: Copy, row: Any, original: Any) -> None:
    row.mailed_at = None
    if row.occasion == "receive":
        row.due_at -= made.earlier[original.contribution_id]
        row.sent_at = row.due_at


def _wording(made: Copy, row: Any, original: Any) -> None:
    row.item_id = made.again(original.item_id)
    if row.title:
        _titled(made, row, original)


def _step(made: Copy, row: Any, original: Any) -> None:
    row.item_id = made.again(original.item_id)
    if row.event == "receive":
        row.at -= made.earlier[original.item_id]


SPECIAL: Mapping[type[models.Model], Callable[[Copy, Any, Any], None]] = {
    Contribution: _contribution,
    Need: _titled,
    Measure: _titled,
    Answer: _answer,
    Wording: _wording,
    Step: _step,
    **offer_copies.SPECIAL,
}


def link_steps(steps: Sequence[Step], size: int, per_year: Mapping[tuple[str, int], int]) -> None:
    """One audit event per copied step, chained like those of the original."""
    first = audit.record(None, "demo.copied", size=size, steps=len(steps) * (size - 1))
    previous, sequence = first.hash, first.sequence
    names = {model.KIND.value: model for model in (Contribution, Need, Approach, Decision, Measure)}
    labels = {step.by_id: step.by.role_label if step.by else "" for step in _once(steps)}
    at = clock.now().astimezone(UTC)
    for times in range(1, size):
        made = Copy(times, per_year, [], {}, Random(0))  # noqa: S311
        events = []
        for step in steps:
            sequence += 1
            meta = names[step.kind]._meta
            event = Event(
                sequence=sequence,
                at=at,
                actor_id=step.by_id,
                actor_label=labels[step.by_id],
                action=f"way.{meta.model_name}.{step.event}",
                object_kind=meta.label_lower,
                object_id=str(made.again(step.item_id)),
                object_label=made.renumbered(step.number),
                details={
                    "before": step.before,
                    "after": step.after,
                    "concerns": made.renumbered(step.concerns),
                },
                previous=previous,
            )
            previous = event.hash = chain.chain_hash(event.previous, event.content())
            events.append(event)
        insert(Event, events)


def _once(steps: Sequence[Step]) -> list[Step]:
    """One step of every actor, so that each label is read once."""
    return list({step.by_id: step for step in steps}.values())
