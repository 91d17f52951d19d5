"""Whom the network knows for themes, bodies and districts, each mail address and each person once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from marlerweg.conferences import policies
from marlerweg.conferences.models import Edition, Invitation
from marlerweg.formats.models import Body, Seat
from marlerweg.foundation.languages import BY_CODE
from marlerweg.network.models import ContactDetail, District, Organisation, Person, Position, Theme
from marlerweg.network.policies import Viewer

Reasons = dict[UUID, set[str]]


@dataclass
class Addressee:
    """An address shared by several people stands for their organisation and for none of them."""

    mail: str
    person: Person | None = None
    organisation: Organisation | None = None
    reasons: set[str] = field(default_factory=set)

    @property
    def language(self) -> str:
        """German where somebody speaks it, else the first language the town writes in."""
        spoken = self.person.languages if self.person else []
        if not spoken or "de" in spoken:
            return "de"
        return next((code for code in spoken if code in BY_CODE), "de")


@dataclass(frozen=True)
class Circle:
    """Who is to be asked: people and organisations of these themes, bodies and districts; each given kind widens it."""

    themes: Collection[UUID] = ()
    bodies: Collection[UUID] = ()
    districts: Collection[UUID] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.themes or self.bodies or self.districts)


def addressees(circle: Circle, *, on: date) -> list[Addressee]:
    """People first; an organisation's own address only where none of its people has one."""
    organisations = _by_themes_and_districts(circle.themes, circle.districts)
    people: Reasons = defaultdict(set)
    _add_bodies(circle.bodies, on, organisations, people)
    works_at = _add_people_of(organisations, on, people)
    book: dict[str, Addressee] = {}
    reached = _enter_people(book, people, works_at)
    _enter_organisations(book, {key: why for key, why in organisations.items() if key not in reached})
    return sorted(book.values(), key=lambda each: each.mail)


def invitations(viewer: Viewer, of: Edition) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(edition=of).select_related("person", "organisation", "registration")
    return rows if policies.may_organise(viewer) else rows.none()


def invitation(viewer: Viewer, key: UUID) -> Invitation | None:
    rows = Invitation.objects.select_related("edition__series", "person", "organisation")
    return rows.filter(pk=key).first() if policies.may_organise(viewer) else None


def _held(on: date) -> Q:
    return (Q(starts=None) | Q(starts__lte=on)) & (Q(ends=None) | Q(ends__gte=on))


def _by_themes_and_districts(themes: Collection[UUID], districts: Collection[UUID]) -> Reasons:
    found: Reasons = defaultdict(set)
    for row in Theme.objects.filter(pk__in=themes).prefetch_related("organisations"):
        for organisation in row.organisations.all():
            found[organisation.pk].add(row.name_in("de"))
    for place in District.objects.filter(pk__in=districts).prefetch_related("organisations"):
        for organisation in place.organisations.all():
            found[organisation.pk].add(place.name)
    return found


def _add_bodies(bodies: Collection[UUID], on: date, organisations: Reasons, people: Reasons) -> None:
    """A seat without a person speaks for its organisation."""
    for body in Body.objects.filter(pk__in=bodies):
        for seat in Seat.objects.filter(_held(on), body=body):
            if seat.person_id:
                people[seat.person_id].add(str(body))
            elif seat.organisation_id:
                organisations[seat.organisation_id].add(str(body))


def _add_people_of(organisations: Mapping[UUID, set[str]], on: date, people: Reasons) -> dict[UUID, UUID]:
    """The people who work there, and where each of all these people works."""
    there = Position.objects.filter(_held(on), organisation__archived_at=None)
    for person, organisation in there.filter(organisation__in=organisations).values_list(
        "person", "organisation"
    ):
        people[person] |= organisations[organisation]
    return dict(there.filter(person__in=people).values_list("person", "organisation"))


def _enter_people(
    book: dict[str, Addressee], people: Mapping[UUID, set[str]], works_at: Mapping[UUID, UUID]
) -> set[UUID]:
    """Gives the organisations that are reached through their people."""
    employers = Organisation.objects.in_bulk(set(works_at.values()))
    mails = ContactDetail.objects.filter(
        person__in=people, kind=ContactDetail.Kind.MAIL, person__archived_at=None
    ).select_related("person")
    entered: set[UUID] = set()
    reached: set[UUID] = set()
    for detail in mails.order_by("position", "folded"):
        person = detail.person
        if person is None or person.pk in entered:
            continue
        entered.add(person.pk)
        employer = employers.get(works_at[person.pk]) if person.pk in works_at else None
        shared = detail.folded in book
        entry = book.setdefault(detail.folded, Addressee(detail.folded, person))
        entry.person = None if shared else person
        entry.organisation = entry.organisation or employer
        entry.reasons |= people[person.pk]
        if employer:
            reached.add(employer.pk)
    return reached


def _enter_organisations(book: dict[str, Addressee], organisations: Mapping[UUID, set[str]]) -> None:
    mails = ContactDetail.objects.filter(
        organisation__in=organisations, kind=ContactDetail.Kind.MAIL, organisation__archived_at=None
    ).select_related("organisation")
    entered: set[UUID] = set()
    for detail in mails.order_by("position", "folded"):
        organisation = detail.organisation
        if organisation is None or organisation.pk in entered:
            continue
        entered.add(organisation.pk)
        entry = book.setdefault(detail.folded, Addressee(detail.folded))
        entry.organisation = entry.organisation or organisation
        entry.reasons |= organisations[organisation.pk]
