"""Searching: from a wish to ids, counts and reasons. Exact, the same on both databases, and never an unpublished offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Exists, OuterRef

from marlerweg.foundation import languages
from marlerweg.foundation.searching import Correction, Filters, Hit, Results
from marlerweg.foundation.texts import SHOWN, best_text
from marlerweg.offers.finding import step
from marlerweg.offers.models import Offer, OfferText
from marlerweg.offers.queries.snapshot import Snapshot, snapshot
from marlerweg.offers.queries.whole import public_offers
from marlerweg.offers.rules.finding import ANY_AGE, Point, nearest

COUNTED = ("theme", "district", "spoken", "term")
NOW, TODAY, EVENING, WEEKEND = "jetzt", "heute", "abends", "wochenende"
MOST_AGE = 99
# With fewer answers than this, what is near is shown beneath them, under its own heading.
FEW, MOST_NEAR = 3, 5


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody looks for, as it stands in the address; `near` also asks for the order by distance."""

    words: str = ""
    language: str = "de"
    spoken: str = ""
    theme: str = ""
    district: str = ""
    audience: str = ""
    age: int | None = None
    when: str = ""
    accessible: bool = False
    free: bool = False
    organisation: str = ""
    near: Point | None = None
    literally: bool = False

    @property
    def facets(self) -> dict[str, list[str]]:
        chosen: dict[str, list[str]] = {
            "spoken": [self.spoken],
            "theme": [self.theme],
            "district": [self.district],
            "term": [self.audience],
            "organisation": [self.organisation],
            "age": [str(min(self.age, MOST_AGE)), ANY_AGE] if self.age is not None else [],
            "when": {EVENING: ["evening"], WEEKEND: ["weekend"]}.get(self.when, []),
            "access": ["step_free"] if self.accessible else [],
            "cost": [Offer.Cost.FREE.value] if self.free else [],
        }
        return {name: [value for value in values if value] for name, values in chosen.items() if any(values)}

    @property
    def filters(self) -> tuple[str, ...]:
        """Names of the fields that narrow."""
        names = ("spoken", "theme", "district", "audience", "age", "when", "accessible", "free")
        return tuple(name for name in names if getattr(self, name) not in {"", None, False})

    @property
    def reads(self) -> tuple[str, ...]:
        """The reader's own language, then German, then English: in all of them something may be found."""
        return tuple(dict.fromkeys([self.language, *languages.reading_order(self.language)]))

    def without(self, name: str) -> "Wish":
        cleared: dict[str, object] = {name: False if name in {"accessible", "free"} else ""}
        return replace(self, **(cleared if name != "age" else {"age": None}))


@dataclass(frozen=True)
class Found:
    """Ids of one page in order, with reasons; totals and counts over everything found. Distances are kilometres.

    `near` are the ids of what does not answer the words but comes close; it is neither counted nor among the ids.
    """

    ids: Sequence[str]
    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    hits: Mapping[str, Hit] = field(default_factory=dict)
    correction: Correction | None = None
    unknown: Sequence[str] = ()
    distances: Mapping[str, float] = field(default_factory=dict)
    state: str = ""
    near: Sequence[str] = ()


@dataclass(frozen=True)
class Ranked:
    """What the terminal shows; the hits beyond the total only come near."""

    hits: Sequence[Hit]
    total: int
    correction: Correction | None
    titles: Mapping[str, str]
    slugs: Mapping[str, str]


def find(wish: Wish, *, at: datetime, start: int = 0, size: int = 10) -> Found:
    """One page. The index is brought in step first; whatever it still says of offers that are not public is dropped."""
    state = step.keep_in_step()
    index, narrowed = step.store().index, narrowing(wish, at)
    correct = not wish.literally
    if wish.near:
        everything = public_only(index.matching(wish.words, wish.reads, narrowed))
        distances = by_distance(everything, wish.near, snapshot(state))
        order = sorted(everything, key=lambda key: distances.get(key, float("inf")))
        page = order[start : start + size]
        of_page = Filters(ids=page, facets=narrowed.facets)
        results = index.search(wish.words, wish.reads, narrowed, MOST_NEAR, counts=COUNTED, correct=correct)
        hits = index.search(wish.words, wish.reads, of_page, max(1, len(page)), correct=correct).hits
        kept = {key: distances[key] for key in page if key in distances}
        return Found(
            page,
            len(everything),
            results.counts,
            {hit.id: hit for hit in (*results.hits, *hits)},
            results.correction,
            results.unknown,
            kept,
            state,
            public_only(near_misses(results, start)),
        )
    if not wish.words:
        unranked = index.search("", wish.reads, narrowed, 1, counts=COUNTED)
        if narrowed == Filters():
            return Found(all_listed(start, size), unranked.total, unranked.counts, state=state)
        order = listed(index.matching("", wish.reads, narrowed))
        return Found(order[start : start + size], len(order), unranked.counts, state=state)
    results = index.search(wish.words, wish.reads, narrowed, start + size, counts=COUNTED, correct=correct)
    hits = results.hits[: results.total][start:]
    near = near_misses(results, start)
    public = public_only([*(hit.id for hit in hits), *near])
    return Found(
        [key for key in public if key not in near],
        results.total,
        results.counts,
        {hit.id: hit for hit in results.hits},
        results.correction,
        results.unknown,
        state=state,
        near=[key for key in public if key in near],
    )


def near_misses(results: Results, start: int) -> list[str]:
    """On the first page of a search with few answers: what comes close."""
    if start or results.total >= FEW:
        return []
    return [hit.id for hit in results.hits[results.total :]][:MOST_NEAR]


def all_found(wish: Wish, *, at: datetime, most: int) -> list[str]:
    """The ids of everything that answers, in order, for lists that are taken along."""
    return list(find(wish, at=at, size=most).ids)


def count_by_theme(*, at: datetime) -> Mapping[str, int]:
    """How many public offers each theme has."""
    return find(Wish(), at=at, size=1).counts["theme"]


def total(wish: Wish, *, at: datetime) -> int:
    """How many a wish finds; for what loosening a filter would bring."""
    narrowed = narrowing(wish, at)
    return step.store().index.search(wish.words, wish.reads, narrowed, 1, correct=not wish.literally).total


def narrowing(wish: Wish, at: datetime) -> Filters:
    """Facets answer most filters; what depends on the clock is asked of the timetables."""
    if wish.when in {NOW, TODAY}:
        here = snapshot()
        fits = here.open_at(at) if wish.when == NOW else here.open_on(at)
        return Filters(ids=fits, facets=wish.facets)
    return Filters(facets=wish.facets)


def by_distance(ids: Sequence[str], point: Point, here: Snapshot) -> dict[str, float]:
    """Kilometres to the nearest place of each offer; offers without a place have none."""
    found = {key: nearest(point, here.points.get(key, ())) for key in ids}
    return {key: distance for key, distance in found.items() if distance is not None}


def public_only(ids: Sequence[str]) -> list[str]:
    """The database has the last word; the order stays."""
    allowed = {str(key) for key in public_offers().filter(pk__in=ids).values_list("pk", flat=True)}
    return [key for key in ids if key in allowed]


def listed(ids: Sequence[str]) -> list[str]:
    """Without words to rank by: in alphabetical order."""
    offers = public_offers().filter(pk__in=ids).order_by("slug")
    return [str(key) for key in offers.values_list("pk", flat=True)]


def all_listed(start: int, size: int) -> list[str]:
    """The same of a list that nothing narrows: one page of it, however long it is."""
    shown = OfferText.objects.filter(offer=OuterRef("pk"), state__in=SHOWN)
    offers = public_offers().filter(Exists(shown)).order_by("slug")
    return [str(key) for key in offers.values_list("pk", flat=True)[start : start + size]]


def ranked(wish: Wish, *, limit: int) -> Ranked:
    step.keep_in_step(wait=True)
    results = step.store().index.search(wish.words, wish.reads, Filters(), limit)
    offers = {
        str(offer.pk): offer
        for offer in public_offers().filter(pk__in=[hit.id for hit in results.hits]).prefetch_related("texts")
    }
    texts = {key: best_text(offer.texts.all(), wish.language) for key, offer in offers.items()}
    return Ranked(
        [hit for hit in results.hits if hit.id in offers],
        results.total,
        results.correction,
        {key: text.title if text else offers[key].slug for key, text in texts.items()},
        {key: offer.slug for key, offer in offers.items()},
    )
