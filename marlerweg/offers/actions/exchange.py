"""Texts for translators, out and in again: XLIFF or a sheet, with a trial and a report per text."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import imports, languages, sheets
from marlerweg.foundation.decisions import require
from marlerweg.foundation.imports import Applied, ImportReport, Outcome, RowRefused
from marlerweg.foundation.texts import fingerprint
from marlerweg.offers import policies
from marlerweg.offers.actions.recording import fresh
from marlerweg.offers.actions.texts import write_text
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules import xliff
from marlerweg.offers.rules.content import WORDS, Words
from marlerweg.offers.rules.xliff import Unit

COLUMNS = ("Angebot", "Feld", "Prüfwert", "Titel", "Deutsch", "Übersetzung")


class WrongFile(ValueError):
    """Not an exchange file of this directory; the sentence is fit for the page."""


@transaction.atomic
def note_texts_taken(by: User, language: str, form: str, units: int) -> None:
    require(policies.may_take_in(by))
    audit.record(by, "offers.texts_exported", language=language, format=form, units=units)


def read_exchange(content: bytes, name: str) -> tuple[str, list[Unit]]:
    """Language and texts of an XLIFF file or a sheet that we handed out."""
    if name.casefold().endswith((".xlf", ".xliff", ".xml")):
        try:
            language, units = xliff.read(content)
        except xliff.Unreadable as unreadable:
            raise WrongFile(_("Das ist keine XLIFF-Datei, wie wir sie ausgeben.")) from unreadable
    else:
        language, units = _of_sheet(content, name)
    if language not in languages.CODES or language == "de":
        raise WrongFile(_("Die Datei sagt nicht, in welcher Sprache sie ist."))
    return language, units


@transaction.atomic
def take_texts(
    language: str, units: Sequence[Unit], *, by: User, at: datetime, dry_run: bool
) -> ImportReport:
    """Every text or none; where the German wording changed meanwhile, the text is left out and says so."""
    require(policies.may_take_in(by))

    def apply(unit: Unit) -> Applied:
        return _take(unit, language, by=by, at=at)

    report = imports.run(enumerate(units, start=1), apply, dry_run=dry_run, atomic=transaction.atomic)
    if report.is_applied:
        audit.record(by, "offers.texts_taken_in", language=language, units=len(units))
    return report


def _take(unit: Unit, language: str, *, by: User, at: datetime) -> Applied:
    offer = _offer(unit.offer)
    if offer is None or unit.field not in WORDS:
        raise RowRefused(_("Dieses Angebot oder Feld gibt es hier nicht."))
    offer = fresh(offer)
    content = content_of(offer)
    german = getattr(content.german, unit.field)
    if fingerprint(german) != unit.digest:
        said = _("%(title)s: Der deutsche Text ist inzwischen ein anderer.") % {"title": content.german.title}
        return Applied(Outcome.SKIPPED, (said,))
    before = content.texts.get(language, Words())
    is_current = before.source_hashes.get(unit.field) == unit.digest
    if getattr(before, unit.field) == unit.translation and is_current:
        return Applied(Outcome.UNCHANGED)
    if unit.field == "title" and len(unit.translation) > 200:
        raise RowRefused(_("Der Titel ist länger als 200 Zeichen."))
    outcome = Outcome.CHANGED if getattr(before, unit.field) else Outcome.NEW
    write_text(
        offer,
        language,
        {unit.field: unit.translation},
        still_right=(unit.field,),
        by=by,
        at=at,
        expected_version=offer.version,
    )
    return Applied(outcome)


def _offer(key: str) -> Offer | None:
    try:
        return Offer.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None


def _of_sheet(content: bytes, name: str) -> tuple[str, list[Unit]]:
    try:
        table = sheets.read_table(content, name, header=list(COLUMNS))
    except sheets.SheetProblem as problem:
        raise WrongFile(problem.sentence) from problem
    if not {"Angebot", "Feld", "Prüfwert"} <= set(table.columns):
        raise WrongFile(_("In der Tabelle fehlen die Spalten, an denen wir die Texte erkennen."))
    language = next(
        (column[len("Übersetzung ") :] for column in table.columns if column.startswith("Übersetzung ")), ""
    )
    column = f"Übersetzung {language}"
    units = [
        Unit(
            offer=str(record.get("Angebot") or ""),
            field=str(record.get("Feld") or ""),
            digest=str(record.get("Prüfwert") or ""),
            german=str(record.get("Deutsch") or ""),
            translation=str(record.get(column) or "").strip(),
        )
        for _number, record in table.records()
    ]
    return language, [unit for unit in units if unit.translation]


def rows_of(units: Iterable[Unit]) -> list[list[str]]:
    """As the sheet has them."""
    return [[each.offer, each.field, each.digest, each.note, each.german, each.translation] for each in units]
