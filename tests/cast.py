"""The same invented people in every test, named by what they do."""

import datetime as dt
from functools import cached_property
from uuid import UUID

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role

PASSWORD = "ein-langes-Testwort-17"


def person(email: str, name: str, *roles: Role, scope: UUID | None = None, scope_kind: str = "town") -> User:
    user = User.objects.create_user(email=f"{email}@cast.example", name=name, password=PASSWORD)
    for role in roles:
        Assignment.objects.create(
            user=user, role=role, starts=dt.date(2020, 1, 1), scope_kind=scope_kind, scope_id=scope
        )
    return user


class Cast:
    """People come on stage when a test names them."""

    @cached_property
    def coordinator(self) -> User:
        return person("koordination", "Karla Koordination", Role.COORDINATION)

    @cached_property
    def assistant(self) -> User:
        return person("assistenz", "Anton Assistenz", Role.ASSISTANCE)

    @cached_property
    def steering_member(self) -> User:
        return person("steuerung", "Stefanie Steuerung", Role.STEERING)

    @cached_property
    def councillor(self) -> User:
        return person("rat", "Rolf Rat", Role.COUNCIL)

    @cached_property
    def member(self) -> User:
        return person("mitglied", "Mira Mitglied", Role.MEMBER)

    @cached_property
    def case_manager(self) -> User:
        return person("case", "Cem Case", Role.CASE_MANAGER)

    @cached_property
    def case_lead(self) -> User:
        return person("leitung", "Lena Leitung", Role.CASE_LEAD)

    @cached_property
    def residence_clerk(self) -> User:
        return person("abh", "Anja Amt", Role.RESIDENCE_OFFICE)

    @cached_property
    def statistician(self) -> User:
        return person("statistik", "Sina Statistik", Role.STATISTICS)

    @cached_property
    def data_protection_officer(self) -> User:
        return person("datenschutz", "Dora Datenschutz", Role.DATA_PROTECTION)

    @cached_property
    def county_officer(self) -> User:
        return person("kreis", "Kai Kreis", Role.UPPER_LEVEL)

    @cached_property
    def administrator(self) -> User:
        return person("technik", "Theo Technik", Role.ADMINISTRATOR)

    @cached_property
    def stranger(self) -> User:
        """Signed in, but holds no role any more."""
        return person("fremd", "Frieda Fremd")
