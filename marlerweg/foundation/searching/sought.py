"""A query ready for the engine, and which documents are about enough of it to count as an answer."""

from collections.abc import Collection, Sequence
from math import ceil
from typing import Any

from marlerweg.foundation.searching import engine
from marlerweg.foundation.searching.asked import AskedWord
from marlerweg.foundation.searching.engine import Engine, Found
from marlerweg.foundation.searching.results import Filters

TIE = 0.2
# Rarity in so many steps; and how much of what was asked, rarity counted, a document must be about.
STEPS = 4
ENOUGH = 0.4


class Sought:
    """A query ready for the engine: strictly what is about enough of the words, or else, to fill a page, what is near."""

    def __init__(self, opened: Engine, asked: Sequence[AskedWord]) -> None:
        self._engine = opened
        clauses = [
            engine.best_of(
                [engine.any_of([opened.term(*term) for term in answer.terms]) for answer in word.answers], TIE
            )
            for word in asked
            if word.answers
        ]
        self._empty = bool(asked) and not clauses
        self._loose = engine.any_of(clauses) if clauses else engine.everything()
        self._strict = engine.both(self._loose, *_about_enough(asked)) if clauses else self._loose

    def query(self, filters: Filters, *, but: str = "") -> object:
        return engine.both(self._strict, *engine.restrictions(filters, but=but))

    def best(self, filters: Filters, limit: int) -> list[Found]:
        if self._empty:
            return []
        found = self._engine.best(self.query(filters), limit)
        if len(found) < limit and self._loose is not self._strict:
            known = {hit.id for hit in found}
            more = self._engine.best(engine.both(self._loose, *engine.restrictions(filters)), limit)
            found += [hit for hit in more if hit.id not in known]
        return found[:limit]

    def ids(self, filters: Filters) -> list[str]:
        return [] if self._empty else self._engine.ids(self.query(filters))

    def total(self, filters: Filters) -> int:
        return 0 if self._empty else self._engine.total(self.query(filters))

    def counts(self, filters: Filters, names: Collection[str]) -> dict[str, dict[str, int]]:
        """Each facet as if nothing had been chosen in it: what choosing another value would show."""
        counted: dict[str, dict[str, int]] = {name: {} for name in names}
        if self._empty:
            return counted
        free = [name for name in names if name not in filters.facets]
        counted.update(self._engine.counts(self.query(filters), free) if free else {})
        for name in set(names) - set(free):
            counted.update(self._engine.counts(self.query(filters, but=name), [name]))
        return counted


def _about_enough(asked: Sequence[AskedWord]) -> list[Any]:
    """What a document must be about: words that together make up a good part of what was asked, rare ones more."""
    heaviest = max(word.weight for word in asked)
    steps = [max(1, round(STEPS * word.weight / heaviest)) for word in asked]
    clauses = [
        engine.only(clause)
        for word, step in zip(asked, steps, strict=True)
        if (clause := _about(word)) is not None
        for _ in range(step)
    ]
    least = max(1, ceil(ENOUGH * sum(steps)))
    return [engine.any_of(clauses, least)] if len(clauses) >= least else [engine.nothing()]


def _about(word: AskedWord) -> Any | None:
    """Documents that are about this word; None if no answer would say so."""
    ways = [
        engine.both(*(engine.any_of([engine.has(text) for text in group]) for group in answer.needed))
        for answer in word.answers
        if answer.needed
    ]
    return engine.any_of(ways) if ways else None
