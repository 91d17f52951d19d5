"""Who sat at one table of a conference that is over is tied on the map of the network; of persons nothing is told."""

import datetime as dt

import pytest

from marlerweg.conferences.handing_down import shared_tables
from marlerweg.conferences.models import Registration, TablePlan
from marlerweg.network.models import Organisation
from tests.cast import Cast
from tests.conferences.hall import DAY, NOW, edition

pytestmark = pytest.mark.django_db
AFTER = DAY + dt.timedelta(days=1)


@pytest.fixture
def sat_together(db: None) -> list[Organisation]:
    """Choir and school at table 1, the choir alone at table 2, somebody of the school who did not come."""
    choir, school, club = (Organisation.objects.create(name=name) for name in ("Chor", "Schule", "Verein"))
    made = edition(state="documented")
    guests = [
        Registration.objects.create(
            edition=made,
            number=number,
            state=state,
            name=f"Person {number}",
            organisation=of,
            registered_at=NOW,
            secret_hash=f"s{number}",
            calendar_hash=f"c{number}",
        )
        for number, (of, state) in enumerate(
            [(choir, "attended"), (school, "attended"), (choir, "attended"), (club, "no_show")], 1
        )
    ]
    one, two, three, four = (str(each.pk) for each in guests)
    rounds = [{"t1": [one, two, four], "t2": [three]}, {"t1": [two, one], "t2": [three, four]}]
    TablePlan.objects.create(edition=made, number=1, state="published", seats=rounds, made_at=NOW)
    return [choir, school, club]


def test_a_table_ties_those_who_were_there(sat_together: list[Organisation], cast: Cast) -> None:
    choir, school, _club = sat_together
    (tie,) = shared_tables(cast.member, AFTER)
    assert (tie.kind, tie.organisations) == ("table", {choir.pk, school.pk})
    assert "Person" not in tie.label


def test_not_before_the_day_is_over(sat_together: list[Organisation], cast: Cast) -> None:
    assert not list(shared_tables(cast.member, DAY))


def test_not_to_the_public(sat_together: list[Organisation], cast: Cast) -> None:
    assert not list(shared_tables(None, AFTER))
    assert not list(shared_tables(cast.stranger, AFTER))


def test_two_questions_whatever_the_number(
    sat_together: list[Organisation], cast: Cast, django_assert_num_queries
) -> None:
    member = cast.member
    list(shared_tables(member, AFTER))
    with django_assert_num_queries(2):
        list(shared_tables(member, AFTER))
