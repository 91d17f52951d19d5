"""Bodies as a viewer may see them, who sits where, and how much two of them have in common."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from marlerweg.formats import policies
from marlerweg.formats.models import Body, Seat
from marlerweg.formats.rules import overlap as rules
from marlerweg.formats.rules.overlap import Overlap, Round
from marlerweg.foundation.gathering import Listed
from marlerweg.network.models import Organisation
from marlerweg.network.policies import Viewer
from marlerweg.network.queries import people
from marlerweg.network.queries.organisation import held_on, organisations
from marlerweg.network.rules.graph import Shared
from marlerweg.network.ties import tied


@dataclass(frozen=True)
class Cell:
    """Where an organisation meets a body: in which functions it sits there."""

    seats: list[Seat]

    @property
    def said(self) -> str:
        return ", ".join(seat.role for seat in self.seats if seat.role) or ("×" if self.seats else "")


@dataclass(frozen=True)
class Matrix:
    """Who sits where: organisations down, bodies across."""

    bodies: list[Body]
    rows: list[tuple[Organisation, list[Cell]]]


@dataclass(frozen=True)
class Alike:
    """Two bodies and what they share, as rows."""

    first: Body
    second: Body
    overlap: Overlap
    organisations: list[Organisation]
    themes: list[str]

    @property
    def members_percent(self) -> int:
        return round(100 * self.overlap.members)

    @property
    def themes_percent(self) -> int:
        return round(100 * self.overlap.themes)


def bodies(viewer: Viewer, *, ended: bool = False) -> QuerySet[Body]:
    """Those that meet; ended ones only for those who take part."""
    if ended and policies.may_see_inside(viewer):
        return Body.objects.all()
    return Body.objects.exclude(state=Body.State.ENDED)


def with_details(viewer: Viewer, rows: QuerySet[Body], today: date) -> QuerySet[Body]:
    """Themes, owners and parents the viewer may see, else none; seats of today only for those who take part."""
    seats = seats_on(today) if policies.may_see_inside(viewer) else Seat.objects.none()
    return rows.prefetch_related(
        "themes",
        Prefetch("owner", queryset=organisations(viewer)),
        Prefetch("co_owners", queryset=organisations(viewer)),
        Prefetch("parent", queryset=bodies(viewer)),
        Prefetch("seats", queryset=seats),
    )


def body(viewer: Viewer, key: UUID, today: date) -> Body | None:
    return with_details(viewer, bodies(viewer, ended=True), today).filter(pk=key).first()


def seats_on(today: date) -> QuerySet[Seat]:
    return Seat.objects.filter(held_on(today)).select_related("organisation").order_by("role", "pk")


def past_seats(of: Body, today: date) -> QuerySet[Seat]:
    return of.seats.filter(ends__lt=today).select_related("organisation").order_by("-ends")


def people_on(viewer: Viewer, seats: Iterable[Seat]) -> dict[UUID, str]:
    """Names of people on these seats whom the viewer may see, by their ids."""
    keys = {seat.person_id for seat in seats if seat.person_id}
    if not keys:
        return {}
    return {person.pk: str(person) for person in people(viewer).filter(pk__in=keys)}


def matrix(viewer: Viewer, today: date) -> Matrix:
    """Every organisation that sits anywhere today, and where; three queries however large the town."""
    columns = [each for each in with_details(viewer, bodies(viewer), today) if each.seats.all()]
    seen = set(organisations(viewer).values_list("pk", flat=True))
    where: dict[UUID, dict[UUID, list[Seat]]] = defaultdict(lambda: defaultdict(list))
    names: dict[UUID, Organisation] = {}
    for column in columns:
        for seat in column.seats.all():
            if seat.organisation is not None and seat.organisation.pk in seen:
                where[seat.organisation.pk][column.pk].append(seat)
                names[seat.organisation.pk] = seat.organisation
    ordered = sorted(names.values(), key=lambda row: (-len(where[row.pk]), str(row).casefold()))
    return Matrix(columns, [(row, [Cell(where[row.pk][each.pk]) for each in columns]) for row in ordered])


def overlaps(viewer: Viewer, today: date) -> list[Alike]:
    """Every pair of bodies that shares organisations or themes, the most alike first."""
    found = {each.pk: each for each in with_details(viewer, bodies(viewer), today)}
    known = {
        row.pk: row
        for each in found.values()
        for row in (each.owner, *(seat.organisation for seat in each.seats.all()))
        if row is not None
    }
    themes = {theme.pk: str(theme) for each in found.values() for theme in each.themes.all()}
    rounds: dict[Hashable, Round] = {key: round_of(each) for key, each in found.items()}
    return [
        Alike(
            found[each.first],  # type: ignore[index]
            found[each.second],  # type: ignore[index]
            each,
            sorted((known[key] for key in each.shared_members if key in known), key=str),  # type: ignore[index]
            sorted(themes[key] for key in each.shared_themes),  # type: ignore[index]
        )
        for each in rules.overlaps(rounds)
    ]


def overlap(first: Body, second: Body) -> Overlap:
    """Of two bodies whose seats and themes are at hand."""
    return rules.overlap(first.pk, second.pk, {first.pk: round_of(first), second.pk: round_of(second)})


def round_of(body: Body) -> Round:
    """Whoever sits there; the organisation in charge counts as sitting in its own body."""
    members = {seat.organisation_id for seat in body.seats.all() if seat.organisation_id}
    return Round(
        frozenset(members | ({body.owner_id} - {None})),
        frozenset(theme.pk for theme in body.themes.all()),
        rules.hours_a_year(
            float(body.meetings_per_year) if body.meetings_per_year is not None else None,
            body.minutes_per_meeting,
        ),
    )


def shared_seats(viewer: Viewer, today: date) -> Iterator[Shared]:
    """For the network map: every body ties the organisations that sit in it or lead it; one query."""
    rows = bodies(viewer).exclude(state=Body.State.UNCLEAR)
    seats = seats_on(today) if policies.may_see_inside(viewer) else Seat.objects.none()
    lists = (
        Listed("together", rows, "owner"),
        Listed("together", rows, "co_owners"),
        Listed("together", seats.filter(body__in=rows.order_by()), "organisation", "body__"),
        Listed("themes", rows, "themes"),
    )
    return tied("seat", lambda short_name, name: short_name or name, ("short_name", "name"), *lists)


def bodies_by_name() -> list[tuple[UUID, str]]:
    """Those that still meet: what a role can be held for, as the lists of accounts name them."""
    return list(Body.objects.exclude(state=Body.State.ENDED).order_by("name").values_list("pk", "name"))
