"""Lists of registrations on their way in: uploaded, tried out with a report per row, taken in; a second run changes nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import policies
from marlerweg.conferences.actions.registering import AlreadyRegistered, locked, register
from marlerweg.conferences.models import Edition, Registration, RegistrationIntake
from marlerweg.conferences.participants import Participant
from marlerweg.conferences.queries import themes_of
from marlerweg.conferences.rules.intake import FIELDS
from marlerweg.conferences.rules.phases import Right
from marlerweg.foundation import imports, sheets
from marlerweg.foundation.decisions import require
from marlerweg.foundation.imports import Applied, ImportReport, Outcome, RowRefused
from marlerweg.foundation.sheets import Table
from marlerweg.network.rules.folding import folded
from marlerweg.network.rules.intake import is_volunteer, words_in

Cells = Mapping[str, Any]


@transaction.atomic
def upload_list(edition: Edition, content: bytes, name: str, *, by: User, at: datetime) -> RegistrationIntake:
    """Keep the file until it is taken in; an unreadable one is refused at once (SheetProblem)."""
    require(policies.may_organise_now(by, edition, Right.ENTER))
    read_list(content, name)
    row = RegistrationIntake.objects.create(
        edition=edition, content=content, name=name[:200], uploaded_by=by, uploaded_at=at
    )
    audit.record(by, "registrations.uploaded", row, edition=edition.code)
    return row


def read_list(content: bytes, name: str) -> Table:
    expected = [title for field in FIELDS for title in (field.label, *field.synonyms)]
    return sheets.read_table(content, name, header=expected)


def take_list_in(
    row: RegistrationIntake, columns: Mapping[str, str], *, by: User, at: datetime, dry_run: bool
) -> ImportReport:
    """All rows or none; places are given in the order of the list, whoever comes later waits."""
    require(policies.may_organise_now(by, row.edition, Right.ENTER))
    taker = _Taker(row.edition, by, at)
    table = read_list(bytes(row.content), row.name)

    def apply(record: Cells) -> Applied:
        return taker.take(imports.assigned(record, columns))

    report = imports.run(table.records(), apply, dry_run=dry_run, atomic=transaction.atomic)
    if report.is_applied:
        drop_list(row, by=by)
    return report


@transaction.atomic
def drop_list(row: RegistrationIntake, *, by: User) -> None:
    require(policies.may_organise(by))
    audit.record(by, "registrations.list_dropped", row, edition=row.edition.code)
    row.delete()


class _Taker:
    """Knows what stands already, so that the same list brings nobody twice."""

    def __init__(self, edition: Edition, by: User, at: datetime) -> None:
        self.edition, self.by, self.at = edition, by, at
        self.themes = {str(theme.pk): theme for theme in themes_of(edition)}
        self.words = {key: [theme.name_in("de"), theme.code] for key, theme in self.themes.items()}

    def take(self, cells: Cells) -> Applied:
        said = {name: str(value).strip() for name, value in cells.items() if value not in {None, ""}}
        participant, messages = self._participant(said)
        if self._stands(participant):
            return Applied(Outcome.UNCHANGED)
        wishes = words_in(said.get("wishes", ""), self.words)
        messages += [f"„{word}“ ist kein Thema dieser Tagung." for word in wishes.unknown]
        try:
            row = register(
                self.edition,
                participant,
                by=self.by,
                at=self.at,
                wishes=[self.themes[code] for code in wishes.codes],
                source=Registration.Source.LIST,
            )
        except AlreadyRegistered:
            return Applied(Outcome.UNCHANGED, tuple(messages))
        if row.state == Registration.State.WAITING:
            messages.append("Kein Platz mehr: Warteliste.")
        return Applied(Outcome.NEW, tuple(messages))

    def _participant(self, said: dict[str, str]) -> tuple[Participant, list[str]]:
        name = " ".join(filter(None, (said.get("given_name"), said.get("name"))))
        if not name:
            raise RowRefused("Es fehlt der Name.")
        family, comma, given = name.partition(", ")
        messages: list[str] = []
        mail = said.get("mail", "")
        try:
            validate_email(mail or "ohne@adresse.example")
        except ValidationError:
            raise RowRefused(f"„{mail}“ ist keine E-Mail-Adresse.") from None
        engaged = ""
        if word := said.get("engaged"):
            volunteer = is_volunteer(word)
            engaged = "" if volunteer is None else "volunteer" if volunteer else "paid"
            if volunteer is None:
                messages.append(f"„{word}“ sagt nicht, ob haupt- oder ehrenamtlich.")
        return (
            Participant(
                name=f"{given} {family}" if comma else name,
                organisation_name=said.get("organisation_name", ""),
                function=said.get("function", "")[:120],
                engaged=engaged,
                mail=mail,
                phone=said.get("phone", "")[:40],
                access_needs=said.get("access_needs", "")[:300],
            ),
            messages,
        )

    def _stands(self, participant: Participant) -> bool:
        """Without an address the name and the organisation tell people apart."""
        held = locked(self.edition)
        wanted = (folded(participant.name), folded(participant.organisation_name))
        live = held.registrations.filter(state__in=Registration.LIVE)
        if participant.mail:
            live = live.filter(mail__iexact=participant.mail)
        return any((folded(row.name), folded(row.organisation_name)) == wanted for row in live)
