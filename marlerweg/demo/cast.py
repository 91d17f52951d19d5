"""The invented people on stage: accounts, roles, positions and seats; who speaks for an organisation or a body."""

from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.contrib.auth.hashers import make_password

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.audit import actions as audit
from marlerweg.demo import year
from marlerweg.formats.models import Body, Seat
from marlerweg.network.models import Organisation, Person, Position

PASSWORD = "marler-weg-vorfuehrung"  # noqa: S105 - printed on purpose, the demo holds nothing secret
DOMAIN = "marl.example"
# For whom somebody with this role speaks; every other role is held for the whole town.
OF_ORGANISATION = frozenset({Role.MEMBER})
OF_BODY = frozenset({Role.UPPER_LEVEL})


class Cast:
    """Everybody is made at once; afterwards they are found by name, organisation, body or role."""

    def __init__(self, told: year.Year, *, since: date) -> None:
        self.told, self.since = told, since
        self.users: dict[str, User] = {}
        self.organisations = {each.key: each for each in Organisation.objects.exclude(key="")}
        self.bodies = self._bodies()
        self.password = make_password(PASSWORD)
        for number, person in enumerate(told.people):
            self.users[person.name] = self._enter(person, number)
        for seat in told.seats:
            self._seat(seat)

    def _bodies(self) -> dict[str, Body]:
        """Project groups that only the demo has, beside those of the pack."""
        known = {each.key: each for each in Body.objects.exclude(key="")}
        for each in self.told.bodies:
            known[each.key] = Body.objects.create(
                key=each.key,
                name=each.name,
                kind=each.kind,
                decision_right=Body.DecisionRight.ADVISES,
                mandate="Erarbeitet einen Vorschlag für die Steuerungsgruppe.",
                owner=self.organisations[each.owner],
                parent=known[each.parent],
                rhythm="nach Bedarf",
                note="Nur in der Vorführung.",
            )
        return known

    def _enter(self, told: year.Person, number: int) -> User:
        user = User.objects.create(
            email=f"{told.account or f'aktiv{number:02}'}@{DOMAIN}", name=told.name, password=self.password
        )
        audit.record(None, "demo.person_entered", user)
        self._give_roles(user, told)
        given, _, family = told.name.removeprefix("Dr. ").partition(" ")
        person = Person.objects.create(
            user=user,
            title="Dr." if told.name.startswith("Dr. ") else "",
            given_name=given,
            family_name=family,
            visibility="partners",
        )
        Position.objects.create(
            person=person,
            organisation=self.organisations[told.org],
            role=told.function,
            engaged=told.engaged,
            starts=self.since,
        )
        return user

    def _give_roles(self, user: User, told: year.Person) -> None:
        role = Role(told.role)
        scopes: list[tuple[str, UUID | None, str]] = []
        if role in OF_ORGANISATION:
            organisation = self.organisations[told.org]
            scopes.append((Assignment.Scope.ORGANISATION, organisation.pk, organisation.name))
        if told.body and role in OF_ORGANISATION | OF_BODY:
            body = self.bodies[told.body]
            scopes.append((Assignment.Scope.BODY, body.pk, body.name))
        for kind, identifier, label in scopes or [(Assignment.Scope.TOWN, None, "")]:
            Assignment.objects.create(
                user=user,
                role=role,
                scope_kind=kind,
                scope_id=identifier,
                scope_label=label,
                starts=self.since,
            )

    def _seat(self, told: year.Seat) -> None:
        user = self.users[told.name]
        person = user.person
        position = person.positions.get()
        Seat.objects.create(
            body=self.bodies[told.body],
            organisation=position.organisation,
            person=person,
            role=told.function,
            starts=self.since,
            note="Nur in der Vorführung.",
        )

    def speak_also_for(self, name: str, organisation: Organisation, *, function: str) -> None:
        """Beside their first duty, as volunteers."""
        user = self.users[name]
        Position.objects.create(
            person=user.person,
            organisation=organisation,
            role=function,
            engaged=Position.Engaged.VOLUNTEER,
            starts=self.since,
        )
        Assignment.objects.create(
            user=user,
            role=Role.MEMBER,
            scope_kind=Assignment.Scope.ORGANISATION,
            scope_id=organisation.pk,
            scope_label=organisation.name,
            starts=self.since,
        )
        vars(user).pop("holdings", None)  # remembered per request, and this is a year in one
        self.speakers.setdefault(organisation.key, user)

    @cached_property
    def coordinator(self) -> User:
        return self.with_role(Role.COORDINATION)[0]

    @cached_property
    def assistant(self) -> User:
        return self.with_role(Role.ASSISTANCE)[0]

    @cached_property
    def counsellors(self) -> list[User]:
        return self.with_role(Role.CASE_MANAGER)

    def with_role(self, role: Role) -> list[User]:
        return [self.users[each.name] for each in self.told.people if each.role == role]

    @cached_property
    def speakers(self) -> dict[str, User]:
        """By key of the organisation or body; the first who speaks for it."""
        found: dict[str, User] = {}
        for each in self.told.people:
            if each.role == Role.MEMBER:
                for key in filter(None, (each.org, each.body)):
                    found.setdefault(key, self.users[each.name])
        return found

    def speaker(self, key: str) -> User:
        """The coordination writes down what those say who have no account."""
        return self.speakers.get(key, self.coordinator)


def started(start: date) -> date:
    """A year before the story, so that everybody was already there."""
    return start - timedelta(days=365)
