"""For whom an offer is: a closed list of typed conditions, the shape of what each allows, and what is wrong with one.

`restricts=False` says that there is no restriction of this kind; no condition at all that nobody recorded it.

    age               {"from": 16, "to": 27}, years, both included, one of them may be missing
    residence_status  {"codes": ["tolerated", …]}
    language_level    {"from": "A1", "to": "B1"}, one of them may be missing; German
    gender            {"codes": ["woman", …]}
    household         {"with_child_from": 0, "with_child_to": 6, "single_parent": true, "expecting": true}
                      a child of that age, or (`expecting`) one that is awaited; `single_parent`: only those
    home              {"districts": [official keys]} or {"town": true}, anywhere in town
    income            {"benefits": ["citizens_benefit", …], "low_income": true}, one of them is enough
    work              {"codes": ["seeking", …]}
    disability        {"codes": ["severe", …]}
    documents         {"codes": ["identity", …]}, all of them are to be brought
    referral          {"by": ["job_centre", …]}, any of them may send somebody
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    AGE = "age"
    RESIDENCE_STATUS = "residence_status"
    LANGUAGE_LEVEL = "language_level"
    GENDER = "gender"
    HOUSEHOLD = "household"
    HOME = "home"
    INCOME = "income"
    WORK = "work"
    DISABILITY = "disability"
    DOCUMENTS = "documents"
    REFERRAL = "referral"


class ResidenceStatus(StrEnum):
    """Groups that offers and laws know, not single titles."""

    GERMAN = "german"
    EU = "eu"
    PERMANENT = "permanent"  # Niederlassungserlaubnis
    PERMIT = "permit"  # Aufenthaltserlaubnis, other purposes
    PROTECTED = "protected"  # asylum, refugee, subsidiary protection, bar to deportation
    TEMPORARY_PROTECTION = "temporary_protection"  # § 24 AufenthG
    SEEKING_ASYLUM = "seeking_asylum"  # Aufenthaltsgestattung
    TOLERATED = "tolerated"  # Duldung
    RESETTLER = "resettler"  # Spätaussiedler and family
    NONE = "none"


class Gender(StrEnum):
    WOMAN = "woman"
    MAN = "man"
    DIVERSE = "diverse"


class Benefit(StrEnum):
    CITIZENS_BENEFIT = "citizens_benefit"  # SGB II
    BASIC_SECURITY = "basic_security"  # SGB XII
    ASYLUM_BENEFIT = "asylum_benefit"  # AsylbLG
    HOUSING_BENEFIT = "housing_benefit"  # Wohngeld
    CHILD_SUPPLEMENT = "child_supplement"  # Kinderzuschlag
    UNEMPLOYMENT_BENEFIT = "unemployment_benefit"  # SGB III
    STUDENT_GRANT = "student_grant"  # BAföG


class Work(StrEnum):
    SEEKING = "seeking"
    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    TRAINING = "training"
    STUDENT = "student"
    PUPIL = "pupil"
    CARING = "caring"
    RETIRED = "retired"


class Disability(StrEnum):
    ANY = "any"
    SEVERE = "severe"
    PHYSICAL = "physical"
    SENSORY = "sensory"
    LEARNING = "learning"
    MENTAL = "mental"


class Document(StrEnum):
    IDENTITY = "identity"
    RESIDENCE_TITLE = "residence_title"
    REGISTRATION = "registration"  # Meldebescheinigung
    BENEFIT_NOTICE = "benefit_notice"
    INCOME_PROOF = "income_proof"
    INSURANCE_CARD = "insurance_card"
    BIRTH_CERTIFICATE = "birth_certificate"
    VACCINATION = "vaccination"
    SCHOOL_REPORT = "school_report"
    LANGUAGE_CERTIFICATE = "language_certificate"
    REFERRAL_NOTE = "referral_note"
    TOWN_CARD = "town_card"
    PHOTO = "photo"


class Referrer(StrEnum):
    JOB_CENTRE = "job_centre"
    EMPLOYMENT_AGENCY = "employment_agency"
    YOUTH_OFFICE = "youth_office"
    SOCIAL_OFFICE = "social_office"
    RESIDENCE_OFFICE = "residence_office"
    COUNSELLING = "counselling"
    CASE_MANAGEMENT = "case_management"
    SCHOOL = "school"
    CHILDCARE = "childcare"
    DOCTOR = "doctor"
    COURT = "court"


LEVELS = ("A0", "A1", "A2", "B1", "B2", "C1", "C2")
OLDEST = 120
CODES: Mapping[Kind, type[StrEnum]] = {
    Kind.RESIDENCE_STATUS: ResidenceStatus,
    Kind.GENDER: Gender,
    Kind.INCOME: Benefit,
    Kind.WORK: Work,
    Kind.DISABILITY: Disability,
    Kind.DOCUMENTS: Document,
    Kind.REFERRAL: Referrer,
}
# Under which key a kind keeps its codes.
LIST_KEY: Mapping[Kind, str] = {**dict.fromkeys(CODES, "codes"), Kind.INCOME: "benefits", Kind.REFERRAL: "by"}


class Unfit(ValueError):
    """A condition that says nothing or something outside the closed list; `flaws` are keys for the form."""

    def __init__(self, kind: str, flaws: tuple[str, ...]) -> None:
        super().__init__(f"{kind}: {', '.join(flaws)}")
        self.kind, self.flaws = kind, flaws


@dataclass(frozen=True)
class Condition:
    """One condition as a plain value; `flaws` tells what is wrong before it is kept."""

    kind: Kind
    restricts: bool = True
    allowed: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if found := flaws(self.kind, self.allowed, restricts=self.restricts):
            raise Unfit(self.kind, found)


def flaws(kind: str, allowed: Mapping[str, Any], *, restricts: bool = True) -> tuple[str, ...]:
    """Keys of everything that is wrong; none for a condition that can be kept."""
    if kind not in list(Kind):
        return ("no_such_kind",)
    if not restricts:
        return ("unrestricted_with_limits",) if allowed else ()
    if not allowed:
        return ("says_nothing",)
    known = Kind(kind)
    if known in CODES:
        return _flaws_of_codes(known, allowed)
    return _FLAWS[known](allowed)


def _flaws_of_codes(kind: Kind, allowed: Mapping[str, Any]) -> tuple[str, ...]:
    key = LIST_KEY[kind]
    extra = {"low_income"} if kind is Kind.INCOME else set()
    codes = allowed.get(key, [])
    wrong = {
        "unknown_key": not set(allowed) <= {key, *extra},
        "not_a_list": not isinstance(codes, list),
        "not_true": any(allowed[name] is not True for name in extra & set(allowed)),
    }
    if isinstance(codes, list):
        wrong["unknown_code"] = not set(map(str, codes)) <= set(CODES[kind])
        wrong["says_nothing"] = not codes and not extra & set(allowed)
    return _named(wrong)


def _flaws_of_age(allowed: Mapping[str, Any]) -> tuple[str, ...]:
    return _named(
        {
            "unknown_key": not set(allowed) <= {"from", "to"},
            **_flaws_of_years(allowed.get("from"), allowed.get("to")),
        }
    )


def _flaws_of_level(allowed: Mapping[str, Any]) -> tuple[str, ...]:
    low, high = allowed.get("from"), allowed.get("to")
    known = all(level is None or level in LEVELS for level in (low, high))
    return _named(
        {
            "unknown_key": not set(allowed) <= {"from", "to"},
            "no_such_level": not known,
            "ends_before_it_begins": known
            and low is not None
            and high is not None
            and LEVELS.index(low) > LEVELS.index(high),
        }
    )


def _flaws_of_household(allowed: Mapping[str, Any]) -> tuple[str, ...]:
    yes = {"single_parent", "expecting"}
    return _named(
        {
            "unknown_key": not set(allowed) <= {"with_child_from", "with_child_to", *yes},
            "not_true": any(allowed[name] is not True for name in yes & set(allowed)),
            **_flaws_of_years(allowed.get("with_child_from"), allowed.get("with_child_to")),
        }
    )


def _flaws_of_home(allowed: Mapping[str, Any]) -> tuple[str, ...]:
    districts = allowed.get("districts")
    return _named(
        {
            "unknown_key": not set(allowed) <= {"districts", "town"},
            "not_true": "town" in allowed and allowed["town"] is not True,
            "town_and_districts": len(allowed) > 1,
            "not_a_list": districts is not None and not isinstance(districts, list),
            "says_nothing": districts == [],
        }
    )


def _flaws_of_years(low: Any, high: Any) -> dict[str, bool]:
    given = [year for year in (low, high) if year is not None]
    numbers = all(isinstance(year, int) and not isinstance(year, bool) for year in given)
    return {
        "not_a_number": not numbers,
        "no_such_age": numbers and any(not 0 <= year <= OLDEST for year in given),
        "ends_before_it_begins": numbers and low is not None and high is not None and low > high,
    }


def _named(wrong: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(flaw for flaw, is_so in wrong.items() if is_so)


_FLAWS: Mapping[Kind, Callable[[Mapping[str, Any]], tuple[str, ...]]] = {
    Kind.AGE: _flaws_of_age,
    Kind.LANGUAGE_LEVEL: _flaws_of_level,
    Kind.HOUSEHOLD: _flaws_of_household,
    Kind.HOME: _flaws_of_home,
}
