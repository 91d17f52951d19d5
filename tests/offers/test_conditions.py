"""The closed list of conditions: every shape the docstring names is kept, everything else is named as wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.offers.models import Condition as Row
from marlerweg.offers.rules import conditions
from marlerweg.offers.rules.conditions import CODES, LEVELS, LIST_KEY, Condition, Kind, Unfit, flaws

FIT = [
    (Kind.AGE, {"from": 16, "to": 27}),
    (Kind.AGE, {"from": 65}),
    (Kind.RESIDENCE_STATUS, {"codes": ["tolerated", "seeking_asylum"]}),
    (Kind.LANGUAGE_LEVEL, {"from": "A1"}),
    (Kind.LANGUAGE_LEVEL, {"from": "A1", "to": "B1"}),
    (Kind.GENDER, {"codes": ["woman"]}),
    (Kind.HOUSEHOLD, {"with_child_from": 0, "with_child_to": 3, "expecting": True}),
    (Kind.HOME, {"districts": ["05562024-01"]}),
    (Kind.HOME, {"town": True}),
    (Kind.INCOME, {"benefits": ["citizens_benefit"], "low_income": True}),
    (Kind.INCOME, {"low_income": True}),
    (Kind.WORK, {"codes": ["seeking"]}),
    (Kind.DISABILITY, {"codes": ["any"]}),
    (Kind.DOCUMENTS, {"codes": ["identity"]}),
    (Kind.REFERRAL, {"by": ["job_centre"]}),
]
UNFIT = [
    ("nationality", {"codes": ["xx"]}, "no_such_kind"),
    ("religion", {"codes": ["xx"]}, "no_such_kind"),
    (Kind.AGE, {}, "says_nothing"),
    (Kind.AGE, {"from": 27, "to": 16}, "ends_before_it_begins"),
    (Kind.AGE, {"from": "16"}, "not_a_number"),
    (Kind.AGE, {"from": True}, "not_a_number"),
    (Kind.AGE, {"to": 300}, "no_such_age"),
    (Kind.AGE, {"min": 3}, "unknown_key"),
    (Kind.LANGUAGE_LEVEL, {"from": "Z9"}, "no_such_level"),
    (Kind.LANGUAGE_LEVEL, {"from": "B2", "to": "A1"}, "ends_before_it_begins"),
    (Kind.GENDER, {"codes": ["other"]}, "unknown_code"),
    (Kind.GENDER, {"codes": []}, "says_nothing"),
    (Kind.GENDER, {"codes": "woman"}, "not_a_list"),
    (Kind.HOUSEHOLD, {"single_parent": False}, "not_true"),
    (Kind.HOME, {"districts": []}, "says_nothing"),
    (Kind.HOME, {"districts": ["x"], "town": True}, "town_and_districts"),
    (Kind.INCOME, {"benefits": []}, "says_nothing"),
]


@pytest.mark.parametrize(("kind", "allowed"), FIT)
def test_what_the_list_describes_can_be_kept(kind: Kind, allowed: dict[str, object]) -> None:
    assert Condition(kind, allowed=allowed).allowed == allowed


@pytest.mark.parametrize(("kind", "allowed", "flaw"), UNFIT)
def test_everything_else_is_named(kind: str, allowed: dict[str, object], flaw: str) -> None:
    assert flaw in flaws(kind, allowed)


def test_no_restriction_has_no_limits() -> None:
    assert Condition(Kind.AGE, restricts=False).allowed == {}
    with pytest.raises(Unfit):
        Condition(Kind.AGE, restricts=False, allowed={"from": 3})


def test_the_table_knows_the_same_kinds() -> None:
    assert set(Row.Kind.values) == set(Kind)
    assert {"nationality", "religion"}.isdisjoint(Kind)


@given(st.sampled_from(sorted(CODES)), st.data())
def test_every_choice_of_codes_is_fit(kind: Kind, data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.sampled_from([str(code) for code in CODES[kind]]), min_size=1, unique=True))
    assert flaws(kind, {LIST_KEY[kind]: codes}) == ()


@given(
    st.sampled_from(sorted(Kind)),
    st.dictionaries(
        st.sampled_from(
            ["from", "to", "codes", "by", "benefits", "districts", "town", "with_child_from", "x"]
        ),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.sampled_from(["", "A1", "woman"]),
            st.sampled_from(LEVELS),
            st.lists(st.sampled_from([1, "woman", "job_centre", ""]), max_size=3),
        ),
        max_size=3,
    ),
)
def test_nothing_makes_the_check_fall(kind: str, allowed: dict[str, object]) -> None:
    assert isinstance(conditions.flaws(kind, allowed), tuple)
