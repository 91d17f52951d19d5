"""Taking in a region of Integreat: every row judged, all or none brought in, again and again without change.

What was changed here since is never overwritten: field by field the source is followed where nobody here said
otherwise, and where both changed the source's wording waits as a proposal.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marlerweg.accounts.models import User
from marlerweg.api.alike import Alike
from marlerweg.api.integreat import SYSTEM
from marlerweg.api.integreat.gathering import Bundle, Record, Thing, bundles, tail, things
from marlerweg.api.integreat.keeping import Kept, kept_of
from marlerweg.api.integreat.neighbours import Houses, Organisations, placed
from marlerweg.api.integreat.shapes import our_code
from marlerweg.api.integreat.sources import Source
from marlerweg.api.integreat.understanding import (
    SPOKEN_OF,
    WORDS,
    Setting,
    Understood,
    last_day,
    moment_of,
    understand,
)
from marlerweg.audit import actions as audit
from marlerweg.foundation import clock, versions
from marlerweg.foundation.imports import ImportReport, Outcome, RowRefused, RowReport
from marlerweg.network.models import District
from marlerweg.network.queries import current_themes
from marlerweg.network.rules.folding import folded
from marlerweg.offers import actions, wording
from marlerweg.offers.actions.bulk import NewOffer, create_many, known_words, slug_for
from marlerweg.offers.finding import step
from marlerweg.offers.models import Foreign, Offer
from marlerweg.offers.queries.contents import content_of, with_content
from marlerweg.offers.queries.timetables import town_frame
from marlerweg.offers.rules import states
from marlerweg.offers.rules.content import Content, changed, picked, with_fields

BATCH = 500
Judged = tuple[str, Outcome, tuple[str, ...]]


class _Undone(Exception):
    """Leaves the transaction so that it is rolled back."""


def take_in(
    source: Source,
    *,
    at: dt.datetime,
    dry_run: bool = False,
    overwrite: bool = False,
    without_refused: bool = False,
    by: User | None = None,
    alike: Alike | None = None,
    watch: Callable[[int], object] = lambda number: None,
    settle: Callable[[ImportReport], object] = lambda report: None,
) -> ImportReport:
    """All or nothing: a refused row, a trial, or a fault in between leaves the database as it was.

    `overwrite` follows the source also where somebody here said otherwise; `without_refused` passes over rows that
    cannot be used; `watch` hears the number of each row, `settle` belongs to the same transaction as the rows, and
    `alike` keeps what is proposed to organisations.
    """
    taking = _Taking(source, at, alike or Alike(SYSTEM, source.region))
    taking.overwrite, taking.is_lenient, taking.watch = overwrite, without_refused, watch
    with step.once_at_the_end(), suppress(_Undone), transaction.atomic():
        reports = tuple(taking.rows())
        if dry_run or any(row.outcome is Outcome.REFUSED for row in reports):
            raise _Undone
        done = ImportReport(reports, is_applied=True)
        if taking.has_written:
            counts = {outcome.value: count for outcome, count in done.counts.items() if count}
            audit.record(by, "offers.taken_in", system=SYSTEM, origin=source.region, counts=counts)
        settle(done)
        return done
    return ImportReport(tuple(taking.reports), is_applied=False)


class _Taking:
    """One run over one region."""

    overwrite: bool = False
    is_lenient: bool = False
    watch: Callable[[int], object]

    def __init__(self, source: Source, at: dt.datetime, alike: Alike) -> None:
        self.source, self.at, self.origin = source, at, source.region
        self.by_kind, self.unread = things(source.answers)
        self.loaded = {code for each in source.answers if (code := our_code(each.language))}
        self.words = known_words()
        self.setting = _setting()
        self.slugs = set(Offer.objects.values_list("slug", flat=True))
        rows = Foreign.objects.filter(system=SYSTEM, origin=self.origin, kind__in=self.by_kind)
        self.known: dict[tuple[str, str], Foreign] = {(row.kind, row.key): row for row in rows}
        self.houses = Houses(self.origin, at, self.words)
        self.organisations = Organisations(self.origin, source.name or source.region, at, alike)
        self.unmatched: set[str] = set()
        self.batch: list[tuple[NewOffer, list[Foreign]]] = []
        self.reports: list[RowReport] = []
        self.has_written = False

    def rows(self) -> Iterator[RowReport]:
        for about, outcome, messages in self._judged():
            report = RowReport(len(self.reports) + 1, outcome, messages, about)
            self.watch(report.number)
            self.has_written |= outcome in {Outcome.NEW, Outcome.CHANGED}
            self.reports.append(report)
            yield report

    def _judged(self) -> Iterator[Judged]:
        for bundle in bundles(self.by_kind["locations"], self.by_kind["events"]):
            try:
                outcome, messages = self._bundle(bundle)
            except RowRefused as refusal:
                outcome, messages = self._refused(), refusal.messages
            messages = (*messages, *self.houses.remarks, *self.organisations.remarks)
            self.houses.remarks.clear()
            self.organisations.remarks.clear()
            yield bundle.first.title, outcome, messages
            if len(self.batch) >= BATCH:
                self._write()
        self._write()
        for thing in self.by_kind["pages"]:
            try:
                yield thing.title, *self._page(thing)
            except RowRefused as refusal:
                yield thing.title, self._refused(), refusal.messages
        yield from self._gone()
        for language, count in self.unread.items():
            said = {"language": language, "count": count}
            text = ngettext(
                "Die Sprache „%(language)s“ gibt es hier nicht: %(count)s Text.",
                "Die Sprache „%(language)s“ gibt es hier nicht: %(count)s Texte.",
                count,
            )
            yield "", Outcome.SKIPPED, (text % said,)

    def _refused(self) -> Outcome:
        return Outcome.SKIPPED if self.is_lenient else Outcome.REFUSED

    # --- Offers ------------------------------------------------------------------------------------------------------

    def _bundle(self, bundle: Bundle) -> tuple[Outcome, tuple[str, ...]]:
        _require_shape(bundle)
        kept = {(each.kind, each.key): self._kept(each) for each in bundle.things}
        known = [self.known[key] for key in kept if key in self.known]
        if len(known) == len(kept) and all(kept[row.kind, row.key].digest == row.digest for row in known):
            return Outcome.UNCHANGED, ()
        offer = next((row.offer_id for row in known if row.offer_id), None)
        if offer is None:
            return self._new(bundle, kept)
        return self._change(bundle, kept, offer)

    def _kept(self, thing: Thing) -> Kept:
        return kept_of(thing, self.known.get((thing.kind, thing.key)), self.loaded)

    def _new(self, bundle: Bundle, kept: Mapping[Any, Kept]) -> tuple[Outcome, tuple[str, ...]]:
        read = understand(bundle, self.setting)
        content = self._placed(read)
        key, organisation = uuid4(), self.organisations.of(bundle)
        title = next((words.title for words in content.texts.values()), "")
        offer = NewOffer(
            id=key,
            slug=slug_for(bundle.first.path[-1] if bundle.first.path else title, self.slugs),
            organisation=organisation,
            content=content,
            state=Offer.State.PAUSED if read.closed else Offer.State.PUBLISHED,
            changed_at=self._changed_at(bundle),
        )
        links = [self._link(each, kept[each.kind, each.key], key, content, 1) for each in bundle.things]
        self.batch.append((offer, links))
        return Outcome.NEW, self._remarks(read, bundle)

    def _change(self, bundle: Bundle, kept: Mapping[Any, Kept], key: UUID) -> tuple[Outcome, tuple[str, ...]]:
        self._write()
        offer = with_content(Offer.objects.filter(pk=key)).get()
        if offer.state not in states.EDITABLE:
            said = _("Hier %(state)s, in der Quelle geändert. Nichts wurde übernommen.")
            return Outcome.SKIPPED, (said % {"state": offer.get_state_display()},)
        before, after = self._then_and_now(bundle, kept, key)
        was, read = understand(before, self.setting), understand(after, self.setting)
        old, new, ours = self._placed(was, follow=False), self._placed(read), content_of(offer)
        taken, disputed = merged(old, new, ours)
        if self.overwrite:
            taken, disputed = {**taken, **disputed}, {}
        if taken:
            actions.edit(
                offer,
                with_fields(ours, taken),
                by=None,
                at=self.at,
                expected_version=offer.version,
                deed="taken_in",
            )
        else:  # what is kept beside it changes what goes out
            versions.advance(offer, expected=offer.version)
        messages = list(self._remarks(read, bundle))
        if disputed:
            actions.propose_from_source(offer, disputed, at=self.at)
            self.has_written = True
            names = ", ".join(wording.field_said(name) for name in disputed)
            kept_here = _("Hier geändert und nicht überschrieben: %(names)s. Das wartet bei den Freigaben.")
            messages.append(kept_here % {"names": names})
        messages += self._open_or_close(offer, was, read)
        self._settle(offer, after, kept, new)
        return (Outcome.SKIPPED if disputed and not taken else Outcome.CHANGED), tuple(messages)

    def _then_and_now(self, bundle: Bundle, kept: Mapping[Any, Kept], key: UUID) -> tuple[Bundle, Bundle]:
        """As the last run left it and as it is now; what is gone at the source still counts."""
        old = [row for row in self.known.values() if row.offer_id == key]
        gone = [row for row in old if (row.kind, row.key) not in kept]
        order = {name: number for number, name in enumerate(kept)}
        old.sort(key=lambda row: order.get((row.kind, row.key), len(order)))
        before = _bundled(Thing(row.kind, row.key, row.unknown["documents"]) for row in old)
        now = [Thing(kind, key, dict(each.documents)) for (kind, key), each in kept.items()]
        return before, _bundled([*now, *(Thing(row.kind, row.key, row.unknown["documents"]) for row in gone)])

    def _open_or_close(self, offer: Offer, was: Understood, read: Understood) -> list[str]:
        if was.closed == read.closed:
            return []
        fresh = Offer.objects.get(pk=offer.pk)
        if read.closed and fresh.state == Offer.State.PUBLISHED:
            actions.pause(fresh, until=None, by=None, at=self.at)
        elif not read.closed and fresh.state == Offer.State.PAUSED:
            actions.resume(fresh, by=None, at=self.at)
        elif (fresh.state == Offer.State.PAUSED) != read.closed:
            said = (
                _("Hier %(state)s, in der Quelle geschlossen.")
                if read.closed
                else _("Hier %(state)s, in der Quelle offen.")
            )
            return [said % {"state": fresh.get_state_display()}]
        return []

    def _settle(self, offer: Offer, bundle: Bundle, kept: Mapping[Any, Kept], new: Content) -> None:
        """Remember what came; the version only where we say nothing else than the source."""
        found = with_content(Offer.objects.filter(pk=offer.pk)).get()
        same = not any(_is_theirs(name) for name in changed(content_of(found), new))
        version = found.version if same else 0
        Offer.objects.filter(pk=offer.pk).update(
            changed_at=max(self._changed_at(bundle), found.created_at) if same else self.at
        )
        for each in bundle.things:
            if (each.kind, each.key) in kept:
                link = self._link(each, kept[each.kind, each.key], offer.pk, new, version)
                Foreign.objects.update_or_create(
                    system=SYSTEM,
                    origin=self.origin,
                    kind=link.kind,
                    key=link.key,
                    defaults={
                        name: getattr(link, name)
                        for name in ("offer_id", "unknown", "digest", "taken_version", "taken_at")
                    },
                )
        Foreign.objects.filter(offer=offer, system=SYSTEM).update(taken_version=version)

    def _link(self, thing: Thing, kept: Kept, offer: UUID, content: Content, version: int) -> Foreign:
        at = (thing.leading.get("location") or {}).get("id")
        end = None if thing.kind == "locations" else last_day(_alone(thing, self.setting))
        return Foreign(
            system=SYSTEM,
            origin=self.origin,
            kind=thing.kind,
            key=thing.key[:200],
            offer_id=offer,
            unknown={
                "documents": kept.documents,
                "digests": kept.digests,
                "at": None if at is None else str(at),
                "place": str(self.houses.known[str(at)][0]) if str(at) in self.houses.known else None,
                "ends": end.isoformat() if end else None,
            },
            digest=kept.digest,
            taken_version=version,
            taken_at=self.at,
        )

    def _placed(self, read: Understood, *, follow: bool = True) -> Content:
        """Houses as rows of ours; of the last run's reading they are only looked up."""
        venues = zip(read.places, read.content.venues, strict=True)
        if follow:
            keys = {key: self.houses.place(key, venue.place) for key, venue in venues}
        else:
            keys = {key: self.houses.known[key][0] for key, _venue in venues}
        return placed(read, keys)

    def _remarks(self, read: Understood, bundle: Bundle) -> tuple[str, ...]:
        """A heading that belongs to no theme is named once."""
        said = [_("nicht lesbar, wird aufbewahrt: %(what)s") % {"what": each} for each in read.remarks]
        for each in bundle.locations:
            name = str((each.leading.get("category") or {}).get("name") or "")
            if name and folded(name) not in self.setting.themes and name not in self.unmatched:
                self.unmatched.add(name)
                text = _("Die Rubrik „%(name)s“ gehört zu keinem Thema; sie wird aufbewahrt.")
                said.append(text % {"name": name})
        return tuple(said)

    def _changed_at(self, bundle: Bundle) -> dt.datetime:
        told = [moment_of(each.leading.get("last_updated"), self.setting.zone) for each in bundle.things]
        return min(max((each for each in told if each), default=self.at), self.at)

    def _write(self) -> None:
        self.organisations.write()
        self.houses.write()
        if self.batch:
            create_many([new for new, _ in self.batch], self.words, at=self.at, deed="taken_in")
            links = [link for _, links in self.batch for link in links]
            Foreign.objects.bulk_create(links)
            self.known |= {(link.kind, link.key): link for link in links}
        self.batch = []

    # --- Pages, and what is gone -------------------------------------------------------------------------------------

    def _page(self, thing: Thing) -> tuple[Outcome, tuple[str, ...]]:
        """Kept as it is, and given out again; the directory's own pages of themes are its own."""
        _require_titles(thing)
        if len(thing.path) == 1 and thing.path[0] in self.setting.themes.values():
            return Outcome.SKIPPED, (_("Diese Themenseite macht das Verzeichnis selbst."),)
        kept, known = self._kept(thing), self.known.get((thing.kind, thing.key))
        if known and known.digest == kept.digest:
            return Outcome.UNCHANGED, ()
        Foreign.objects.update_or_create(
            system=SYSTEM,
            origin=self.origin,
            kind=thing.kind,
            key=thing.key[:200],
            defaults={
                "unknown": {"documents": kept.documents, "digests": kept.digests},
                "digest": kept.digest,
                "taken_at": self.at,
            },
        )
        return (Outcome.CHANGED if known else Outcome.NEW), ()

    def _gone(self) -> Iterator[Judged]:
        """Told each time until somebody here has ended it; what is over anyway is not worth a word."""
        kinds = {each.kind for each in self.source.answers}
        seen = {(each.kind, each.key) for rows in self.by_kind.values() for each in rows}
        lost = [row for name, row in self.known.items() if name not in seen and row.kind in kinds]
        public = set(
            Offer.objects.filter(pk__in=[row.offer_id for row in lost], state__in=states.PUBLIC).values_list(
                "pk", flat=True
            )
        )
        for row in lost:
            end = row.unknown.get("ends")
            is_over = end is not None and end < clock.day_of(self.at).isoformat()
            if (row.offer_id is None or row.offer_id in public) and not is_over:
                title = Thing(row.kind, row.key, row.unknown["documents"]).title
                yield title, Outcome.SKIPPED, (_("Steht nicht mehr in der Quelle; hier bleibt es."),)


def merged(old: Content, new: Content, ours: Content) -> tuple[dict[str, Any], dict[str, Any]]:
    """What to take over from the source, and what both changed; plain values by field name.

    A translation that is gone there stays here, and times follow only together with the doors they belong to.
    """
    here, differing = set(changed(old, ours)), set(changed(ours, new))
    wanted = [
        name
        for name in changed(old, new)
        if _is_theirs(name)
        and name in differing
        and (name[:6] != "texts." or name.split(".")[1] in new.texts)
    ]
    disputed = {name for name in wanted if name in here}
    if "venues" in disputed and "slots" in wanted:
        disputed.add("slots")
    return picked(new, tuple(name for name in wanted if name not in disputed)), picked(
        new, tuple(name for name in wanted if name in disputed)
    )


def _is_theirs(name: str) -> bool:
    return name in SPOKEN_OF or (name.startswith("texts.") and name.split(".")[2] in WORDS)


def _setting() -> Setting:
    zone, state = town_frame()
    themes = {
        folded(word): theme.code
        for theme in current_themes()
        for word in (*(each for words in theme.words.values() for each in words), *theme.names.values())
    }
    districts = {folded(name): key for key, name in District.objects.values_list("key", "name")}
    return Setting(zone, state, themes, districts)


def _bundled(found: Iterable[Thing]) -> Bundle:
    rows = list(found)
    return Bundle(
        [each for each in rows if each.kind == "locations"], [each for each in rows if each.kind == "events"]
    )


def _alone(thing: Thing, setting: Setting) -> Any:
    return understand(Bundle(events=[replace(thing)]), setting).content.slots


def _require_shape(bundle: Bundle) -> None:
    for each in bundle.things:
        _require_titles(each)


def _require_titles(thing: Thing) -> None:
    """What the rest relies on; everything else may be missing."""
    faults = [f"{language}: {fault}" for language, each in thing.documents.items() for fault in _faults(each)]
    if faults:
        raise RowRefused(f"{thing.kind} {thing.key}: {'; '.join(faults)}")


def _faults(document: Record) -> Iterator[str]:
    if document.get("id") is None:
        yield "id fehlt"
    if not str(document.get("title") or "").strip():
        yield "title fehlt"
    if not tail(document.get("path")):
        yield "path fehlt"
    for name in ("location", "event", "category", "organization"):
        if not isinstance(document.get(name) or {}, Mapping):
            yield f"{name} ist kein Objekt"
