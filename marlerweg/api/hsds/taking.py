"""Taking in services of another directory: every row judged, all or none brought in, again and again without change."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from marlerweg.accounts.models import User
from marlerweg.api.alike import Alike, Theirs
from marlerweg.api.hsds import SYSTEM
from marlerweg.api.hsds.organisations import organization
from marlerweg.api.hsds.projection import Projection
from marlerweg.api.hsds.reading import with_public_contact
from marlerweg.api.hsds.shapes import Service
from marlerweg.api.hsds.town import Town
from marlerweg.api.hsds.understanding import Understood, understand
from marlerweg.audit import actions as audit
from marlerweg.foundation.imports import ImportReport, Outcome, RowRefused, RowReport
from marlerweg.foundation.versions import Stale
from marlerweg.network.models import Organisation
from marlerweg.network.rules.folding import folded
from marlerweg.offers import actions
from marlerweg.offers.actions.bulk import NewOffer, create_many, known_words, slug_for
from marlerweg.offers.finding import step
from marlerweg.offers.models import Foreign, Offer, Place
from marlerweg.offers.rules import content as plain

Record = dict[str, Any]
BATCH = 500
PAGES_OF_REMARKS = 3


@dataclass(frozen=True)
class Known:
    """What an earlier run left: the fingerprint of the document and our row as it was then."""

    digest: str
    offer: UUID | None
    version: int


@dataclass(frozen=True)
class _Row:
    """A service on its way in: what we understood of it, and the document that is kept."""

    key: str
    read: Understood
    kept: Record
    digest: str


class _Undone(Exception):
    """Leaves the transaction so that it is rolled back."""


def take_in(
    services: Iterable[Record],
    *,
    town: Town,
    at: dt.datetime,
    language: str = "de",
    origin: str = "",
    dry_run: bool = False,
    overwrite: bool = False,
    without_refused: bool = False,
    by: User | None = None,
    alike: Alike | None = None,
    watch: Callable[[int], object] = lambda number: None,
    settle: Callable[[ImportReport], object] = lambda report: None,
) -> ImportReport:
    """All or nothing: a refused row, a trial, or a fault in between leaves the database as it was.

    A service that was edited here since is only overwritten with `overwrite`; a row that says the same as last time
    is not touched. `language` is the one the source writes in. `without_refused` passes over rows that cannot be used;
    `watch` hears the number of each row, `settle` belongs to the same transaction as the rows, and `alike` keeps what
    is proposed to organisations.
    """

    def begun() -> _Taking:
        taking = _Taking(town, at, language, origin, alike or Alike(SYSTEM, origin))
        taking.overwrite, taking.is_lenient, taking.watch = overwrite, without_refused, watch
        return taking

    with step.once_at_the_end():
        # The run is named nowhere here: all it knows by heart is forgotten before the index needs the room.
        return _all_or_none(begun(), services, dry_run=dry_run, by=by, settle=settle)


def _all_or_none(
    taking: "_Taking",
    services: Iterable[Record],
    *,
    dry_run: bool,
    by: User | None,
    settle: Callable[[ImportReport], object],
) -> ImportReport:
    with suppress(_Undone), transaction.atomic():
        reports = tuple(taking.rows(services))
        if dry_run or any(row.outcome is Outcome.REFUSED for row in reports):
            raise _Undone
        done = ImportReport(reports, is_applied=True)
        counts = {outcome.value: count for outcome, count in done.counts.items() if count}
        audit.record(by, "offers.taken_in", system=SYSTEM, origin=taking.origin, counts=counts)
        settle(done)
        return done
    return ImportReport(tuple(taking.reports), is_applied=False)


class _Taking:
    """One run. New services are written in batches, so that a hundred thousand of them take minutes, not hours."""

    overwrite: bool = False
    is_lenient: bool = False
    watch: Callable[[int], object]

    def __init__(self, town: Town, at: dt.datetime, language: str, origin: str, alike: Alike) -> None:
        self.town, self.at, self.language, self.origin = town, at, language, origin
        self.here = Projection(town, language)
        self.words = known_words()
        self.slugs = set(Offer.objects.values_list("slug", flat=True))
        self.offers = set(Offer.objects.values_list("pk", flat=True))
        self.places = set(Place.objects.values_list("pk", flat=True))
        self.organisations = _Organisations(self.here, at, origin, alike)
        rows = Foreign.objects.filter(system=SYSTEM, origin=origin, kind="service")
        columns = rows.values_list("key", "digest", "offer_id", "taken_version").iterator()
        self.known = {key: Known(digest, offer, version) for key, digest, offer, version in columns}
        self.seen: set[str] = set()
        self.reports: list[RowReport] = []
        self.batch: list[tuple[NewOffer, Foreign]] = []
        self.new_places: list[Place] = []

    def rows(self, services: Iterable[Record]) -> Iterator[RowReport]:
        for number, document in enumerate(services, 1):
            try:
                outcome, messages = self._row(document)
            except RowRefused as refusal:
                outcome = Outcome.SKIPPED if self.is_lenient else Outcome.REFUSED
                messages = refusal.messages
            report = RowReport(number, outcome, messages, _name(document))
            self.watch(number)
            self.reports.append(report)
            yield report
            if len(self.batch) >= BATCH:
                self._write_batch()
        self._write_batch()

    def _row(self, document: Record) -> tuple[Outcome, tuple[str, ...]]:
        key = self._key(document)
        digest, known = fingerprint(document), self.known.get(key)
        if known and known.digest == digest:
            return Outcome.UNCHANGED, ()
        if known is None and UUID(key) in self.offers:
            return Outcome.SKIPPED, (_("Dieses Angebot ist hier zu Hause und wird nicht überschrieben."),)
        read = understand(document, self.town, self.language)
        organisation = self.organisations.of(document)
        self._remember_places(read.content)
        kept = {
            "language": self.language,
            "organization": str(read.standing.organisation or ""),
            "document": _without_organization(document),
        }
        row = _Row(key, read, kept, digest)
        remarks = self.organisations.said() + tuple(
            _("nicht lesbar, wird aufbewahrt: %(what)s") % {"what": each} for each in read.remarks
        )
        if known is None or known.offer is None:
            self._new(row, organisation)
            return Outcome.NEW, remarks
        return self._change(row, known) or (Outcome.CHANGED, remarks)

    def _key(self, document: Record) -> str:
        """The id in one spelling; raises RowRefused for what has not the shape of a service, or comes twice."""
        try:
            Service.model_validate(document)
        except ValidationError as found:
            raise RowRefused(*_problems(found)) from found
        key = str(UUID(str(document["id"])))
        if key in self.seen:
            raise RowRefused(_("id: %(key)s steht in dieser Quelle zweimal.") % {"key": key})
        self.seen.add(key)
        return key

    def _new(self, row: "_Row", organisation: UUID) -> None:
        standing, content = row.read.standing, row.read.content
        offer = NewOffer(
            id=UUID(row.key),
            slug=slug_for(content.texts[self.language].title or row.key, self.slugs),
            organisation=organisation,
            content=content,
            state=standing.state,
            changed_at=min(standing.changed_at or self.at, self.at),
            confirmed_at=_noon(standing.confirmed_on),
            venues=standing.venues,
        )
        self.offers.add(offer.id)
        foreign = Foreign(
            system=SYSTEM,
            origin=self.origin,
            kind="service",
            key=row.key,
            offer_id=offer.id,
            unknown=row.kept,
            digest=row.digest,
            taken_version=1,
            taken_at=self.at,
        )
        self.batch.append((offer, foreign))

    def _change(self, row: "_Row", known: Known) -> tuple[Outcome, tuple[str, ...]] | None:
        """Says why not, if not."""
        offer = Offer.objects.get(pk=known.offer or UUID(row.key))
        if offer.version != known.version and not self.overwrite:
            return Outcome.SKIPPED, (_("Hier seitdem geändert und darum nicht überschrieben."),)
        self._write_batch()
        try:
            edited = actions.edit(
                offer, row.read.content, by=None, at=self.at, expected_version=offer.version, deed="taken_in"
            )
        except Stale:
            said = _("Wurde gerade von jemand anderem geändert. Bitte noch einmal einlesen.")
            return Outcome.REFUSED, (said,)
        standing, offer = row.read.standing, edited.offer
        offer.state, offer.confirmed_at = standing.state, _noon(standing.confirmed_on) or offer.confirmed_at
        offer.changed_at = min(standing.changed_at or self.at, self.at)
        offer.save(update_fields=["state", "confirmed_at", "changed_at"])
        Foreign.objects.filter(system=SYSTEM, origin=self.origin, kind="service", key=row.key).update(
            unknown=row.kept, digest=row.digest, taken_version=offer.version, taken_at=self.at
        )
        return None

    def _remember_places(self, content: plain.Content) -> None:
        """Houses become rows with the source's ids; one that is known keeps what is known of it here."""
        for venue in content.venues:
            key = UUID(venue.place.id)
            if key not in self.places:
                self.places.add(key)
                facts = {
                    name: getattr(venue.place, name)
                    for name in plain.Place.__dataclass_fields__
                    if name not in {"id", "district"}
                }
                district = self.words.districts.get(venue.place.district)
                self.new_places.append(Place(id=key, district=district, changed_at=self.at, **facts))

    def _write_batch(self) -> None:
        self.organisations.write()
        Place.objects.bulk_create(self.new_places)
        if self.batch:
            create_many([new for new, _ in self.batch], self.words, at=self.at, deed="taken_in")
            Foreign.objects.bulk_create([foreign for _, foreign in self.batch])
        self.batch, self.new_places = [], []


class _Organisations:
    """Found by an earlier run, by what the coordination answered, by id, or by name; else founded."""

    def __init__(self, here: Projection, at: dt.datetime, origin: str, alike: Alike) -> None:
        self.here, self.at, self.origin, self.alike = here, at, origin, alike
        self.remarks: list[str] = []
        rows = Organisation.objects.filter(merged_into=None).values_list("pk", "name")
        self.by_name = {folded(name): key for key, name in rows}
        self.ids = set(self.by_name.values())
        kept = Foreign.objects.filter(system=SYSTEM, origin=origin, kind="organization")
        columns = kept.values_list("key", "organisation", "organisation__merged_into")
        self.known = {key: merged or found for key, found, merged in columns}
        self.founded: list[Organisation] = []
        self.met: list[tuple[str, UUID, Record]] = []

    def of(self, document: Record) -> UUID:
        told = document.get("organization") or {}
        key = str(told.get("id") or document.get("organization_id") or "").lower()
        if key in self.known and (found := self.known[key]):
            return found
        name = str(told.get("name") or "")
        found = self._found(key, name, told)
        if key:
            self.known[key] = found
            if told:
                self.met.append((key, found, told))
        return found

    def said(self) -> tuple[str, ...]:
        """What is to be said of the row that was looked at last."""
        said, self.remarks = tuple(self.remarks), []
        return said

    def _found(self, key: str, name: str, told: Record) -> UUID:
        if key in self.alike.same:
            return self.alike.same[key]
        if key and UUID(key) in self.ids:
            return UUID(key)
        if name and folded(name) in self.by_name:
            return self.by_name[folded(name)]
        row = Organisation(name=(name or "Unbekannte Organisation")[:200])
        if key:
            row.pk = UUID(key)
        self.by_name[folded(row.name)] = row.pk
        self.ids.add(row.pk)
        self.founded.append(row)
        website, mail = str(told.get("website") or ""), str(told.get("email") or "")
        self.remarks.append(self.alike.remark(Theirs(key, row.name, website, mail)))
        return row.pk

    def write(self) -> None:
        if not self.met and not self.founded:
            return
        told = {found: record for _, found, record in self.met}
        for row in self.founded:
            record = told.get(row.pk, {})
            row.tasks = str(record.get("description") or "")
            row.short_name = str(record.get("alternate_name") or "")[:60]
            row.website = str(record.get("website") or "")[:200]
            row.since = int(record["year_incorporated"]) if record.get("year_incorporated") else None
            row.is_listed = True
        Organisation.objects.bulk_create(self.founded)
        rows = with_public_contact(Organisation.objects.filter(pk__in=[found for _, found, _ in self.met]))
        said = {row.pk: organization(self.here, row) for row in rows}
        Foreign.objects.bulk_create(
            [
                Foreign(
                    system=SYSTEM,
                    origin=self.origin,
                    kind="organization",
                    key=key,
                    organisation_id=found,
                    unknown={"document": record, "at_once": said[found]},
                    digest=fingerprint(record),
                    taken_version=1,
                    taken_at=self.at,
                )
                for key, found, record in self.met
            ]
        )
        self.founded, self.met = [], []


def fingerprint(document: Record) -> str:
    """Equal for documents that say the same, whatever the order of their members."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_organization(document: Record) -> Record:
    return {name: value for name, value in document.items() if name != "organization"}


def _noon(day: dt.date | None) -> dt.datetime | None:
    """A day without a time counts from its noon, which is the same day in every zone of Europe."""
    return dt.datetime.combine(day, dt.time(12), dt.UTC) if day else None


def _problems(found: ValidationError) -> Iterator[str]:
    for each in found.errors()[:PAGES_OF_REMARKS]:
        where = ".".join(str(part) for part in each["loc"]) or "–"
        yield f"{where}: {_fault(each)}"
    if found.error_count() > PAGES_OF_REMARKS:
        count = found.error_count() - PAGES_OF_REMARKS
        yield ngettext("… und %(count)s weitere Stelle.", "… und %(count)s weitere Stellen.", count) % {
            "count": count
        }


def _fault(found: ErrorDetails) -> str:
    """In words for somebody who never saw the format; `input` is what stands there."""
    kind, said = found["type"], {"told": str(found["input"])[:60]}
    if kind == "missing":
        return _("fehlt.")
    if kind == "literal_error":
        said["expected"] = str(found.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
        return _("„%(told)s“ gibt es nicht, nur %(expected)s.") % said
    if kind.startswith("uuid"):
        return _("„%(told)s“ ist keine UUID.") % said
    if kind.endswith("_type"):
        return _("Dort steht etwas anderes, als HSDS erwartet.")
    return _("„%(told)s“ ist nicht zu lesen.") % said


def _name(document: Any) -> str:
    return str(document.get("name") or document.get("id") or "")[:200] if isinstance(document, dict) else ""
