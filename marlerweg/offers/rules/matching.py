"""Which offers fit what somebody needs, with reasons for and against; nothing here is kept, and nobody is scored.

Each criterion answers in three values: it fits, it does not, or one must ask. An offer's answer is the worst of its
criteria. "No restriction" fits everybody; "not recorded" is asked about only where the person's side is known to matter.
There is no field for nationality or religion, so they cannot rank. Ranks compare one quality after the other, never a sum.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from marlerweg.offers.rules.conditions import LEVELS, Condition, Kind


class Verdict(StrEnum):
    FITS = "fits"
    ASK = "ask"
    FITS_NOT = "fits_not"


WORSE: Mapping[Verdict, int] = {Verdict.FITS: 0, Verdict.ASK: 1, Verdict.FITS_NOT: 2}
# Free places first; what nobody knows stands between those and a waiting list.
CAPACITIES = ("free", "few", "unknown", "waiting", "full")
ACCESS = ("step_free", "lift", "accessible_toilet", "hearing_loop", "tactile_guidance", "accessible_parking")


@dataclass(frozen=True)
class Sought:
    """What is known of a need; None or an empty collection means: not told.

    Ages are years, levels those of the European framework, `benefits`, `work`, `disabilities`, `documents`, `referrers`
    and `residence_status` codes of `rules.conditions`, `times` buckets like "3-evening" of `rules.finding`.
    """

    terms: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    district: str = ""
    in_town: bool | None = None
    times: frozenset[str] = frozenset()
    age: int | None = None
    residence_status: str = ""
    language_level: str = ""
    gender: str = ""
    children: tuple[int, ...] | None = None
    single_parent: bool | None = None
    expecting: bool | None = None
    benefits: frozenset[str] | None = None
    low_income: bool | None = None
    work: frozenset[str] | None = None
    disabilities: frozenset[str] | None = None
    documents: frozenset[str] | None = None
    referrers: frozenset[str] | None = None
    access: frozenset[str] = frozenset()
    child_care: bool = False
    free_of_charge: bool = False


@dataclass(frozen=True)
class Reason:
    """One criterion's answer; `offer` and `person` are plain values for the words around them."""

    criterion: str
    verdict: Verdict
    why: str
    offer: Any = None
    person: Any = None


@dataclass(frozen=True)
class Offered:
    """What matching needs of an offer. `distance` is kilometres from the place of the need, `access` facts by place."""

    key: str
    conditions: tuple[Condition, ...] = ()
    terms: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    interpreter: bool | None = None
    child_care: bool | None = None
    districts: frozenset[str] = frozenset()
    whole_town: bool = True
    times: frozenset[str] | None = None
    cost: str = "unknown"
    capacity: str = "unknown"
    waiting_weeks: int | None = None
    access: tuple[Mapping[str, bool | None], ...] = ()
    distance: float | None = None


@dataclass(frozen=True)
class Match:
    offered: Offered
    verdict: Verdict
    reasons: tuple[Reason, ...] = field(default=())

    def with_verdict(self, verdict: Verdict) -> tuple[Reason, ...]:
        return tuple(each for each in self.reasons if each.verdict is verdict)


def matches(sought: Sought, offered: Collection[Offered]) -> list[Match]:
    """Best first; the order of what is given does not count. Offers about something else are left out."""
    found = [judged(sought, each) for each in offered if is_about(sought, each)]
    return sorted(found, key=lambda match: _rank(sought, match))


def is_about(sought: Sought, offered: Offered) -> bool:
    if not sought.terms and not sought.themes:
        return True
    return bool(sought.terms & offered.terms or sought.themes & offered.themes)


def judged(sought: Sought, offered: Offered) -> Match:
    """Every criterion that says something, conditions first."""
    by_kind = {each.kind: each for each in offered.conditions}
    reasons = [
        reason
        for kind in Kind
        if (reason := _of_condition(kind, by_kind.get(kind), sought, offered)) is not None
    ]
    reasons += [reason for rule in _CIRCUMSTANCES if (reason := rule(sought, offered)) is not None]
    worst = max((each.verdict for each in reasons), key=lambda verdict: WORSE[verdict], default=Verdict.FITS)
    return Match(offered, worst, tuple(reasons))


def _rank(sought: Sought, match: Match) -> tuple[Any, ...]:
    offered = match.offered
    asked = sum(each.verdict is Verdict.ASK for each in match.reasons)
    shared = len(sought.terms & offered.terms), len(sought.themes & offered.themes)
    spoken = not (set(sought.languages) & offered.spoken or (sought.languages and offered.interpreter))
    return (
        WORSE[match.verdict],
        tuple(-each for each in shared),
        asked,
        spoken if sought.languages else False,
        CAPACITIES.index(offered.capacity),
        offered.waiting_weeks if offered.waiting_weeks is not None else 0,
        offered.distance if offered.distance is not None else float("inf"),
        offered.key,
    )


# --- Conditions --------------------------------------------------------------------------------------------------------


def _of_condition(kind: Kind, condition: Condition | None, sought: Sought, offered: Offered) -> Reason | None:
    told = _TOLD[kind](sought)
    if condition is None:
        return (
            Reason(kind, Verdict.ASK, "not_recorded", person=told)
            if told is not None and kind in ASKED
            else None
        )
    if not condition.restricts:
        return Reason(kind, Verdict.FITS, "no_restriction")
    if told is None:
        return Reason(kind, Verdict.ASK, "not_told", offer=dict(condition.allowed))
    verdict = _JUDGES[kind](condition.allowed, sought)
    why = {Verdict.FITS: "met", Verdict.FITS_NOT: "not_met", Verdict.ASK: "partly_told"}[verdict]
    return Reason(kind, verdict, why, offer=dict(condition.allowed), person=told)


# Kinds of which an offer's silence is worth a question once the person's side is known. The others are rarely recorded
# because they rarely matter, and asking about them all would drown the questions that do.
ASKED = frozenset({Kind.AGE, Kind.RESIDENCE_STATUS, Kind.LANGUAGE_LEVEL})


def _within(value: int, low: int | None, high: int | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _yes(is_so: bool) -> Verdict:
    return Verdict.FITS if is_so else Verdict.FITS_NOT


def _age(allowed: Mapping[str, Any], sought: Sought) -> Verdict:
    return _yes(_within(sought.age or 0, allowed.get("from"), allowed.get("to")))


def _level(allowed: Mapping[str, Any], sought: Sought) -> Verdict:
    rank = LEVELS.index(sought.language_level)
    low, high = (LEVELS.index(allowed[name]) if allowed.get(name) else None for name in ("from", "to"))
    return _yes(_within(rank, low, high))


def _one_of(name: str, key: str) -> Callable[[Mapping[str, Any], Sought], Verdict]:
    return lambda allowed, sought: _yes(getattr(sought, name) in allowed.get(key, ()))


def _any_of(name: str, key: str) -> Callable[[Mapping[str, Any], Sought], Verdict]:
    return lambda allowed, sought: _yes(bool(set(getattr(sought, name)) & set(allowed.get(key, ()))))


def _all_of(name: str, key: str) -> Callable[[Mapping[str, Any], Sought], Verdict]:
    """A missing paper can be brought: that is a question, not a refusal."""
    return lambda allowed, sought: (
        Verdict.FITS if set(allowed.get(key, ())) <= set(getattr(sought, name)) else Verdict.ASK
    )


def _income(allowed: Mapping[str, Any], sought: Sought) -> Verdict:
    """One of the benefits, or a low income where that is enough."""
    if set(sought.benefits or ()) & set(allowed.get("benefits", ())):
        return Verdict.FITS
    if allowed.get("low_income"):
        return Verdict.ASK if sought.low_income is None else _yes(sought.low_income)
    return Verdict.ASK if sought.benefits is None else Verdict.FITS_NOT


def _household(allowed: Mapping[str, Any], sought: Sought) -> Verdict:
    """A child of that age, or one that is awaited; where only single parents may come, that too."""
    wanted_age = "with_child_from" in allowed or "with_child_to" in allowed
    answers: list[Verdict] = []
    if wanted_age or allowed.get("expecting"):
        children = sought.children
        fitting = wanted_age and any(
            _within(age, allowed.get("with_child_from"), allowed.get("with_child_to"))
            for age in children or ()
        )
        awaited = bool(allowed.get("expecting")) and sought.expecting is True
        open_question = (wanted_age and children is None) or (
            bool(allowed.get("expecting")) and sought.expecting is None
        )
        answers.append(
            Verdict.FITS if fitting or awaited else Verdict.ASK if open_question else Verdict.FITS_NOT
        )
    if allowed.get("single_parent"):
        answers.append(Verdict.ASK if sought.single_parent is None else _yes(sought.single_parent))
    return max(answers, key=lambda verdict: WORSE[verdict], default=Verdict.FITS)


def _home(allowed: Mapping[str, Any], sought: Sought) -> Verdict:
    if allowed.get("town"):
        inside = True if sought.district else sought.in_town
        return Verdict.ASK if inside is None else _yes(inside)
    return _yes(sought.district in allowed.get("districts", ())) if sought.district else Verdict.ASK


def _disability(allowed: Mapping[str, Any], sought: Sought) -> Verdict:
    codes, has = set(allowed.get("codes", ())), set(sought.disabilities or ())
    return _yes(bool(has & codes) or ("any" in codes and bool(has)))


_JUDGES: Mapping[Kind, Callable[[Mapping[str, Any], Sought], Verdict]] = {
    Kind.AGE: _age,
    Kind.RESIDENCE_STATUS: _one_of("residence_status", "codes"),
    Kind.LANGUAGE_LEVEL: _level,
    Kind.GENDER: _one_of("gender", "codes"),
    Kind.HOUSEHOLD: _household,
    Kind.HOME: _home,
    Kind.INCOME: _income,
    Kind.WORK: _any_of("work", "codes"),
    Kind.DISABILITY: _disability,
    Kind.DOCUMENTS: _all_of("documents", "codes"),
    Kind.REFERRAL: _any_of("referrers", "by"),
}


def _first_told(*names: str) -> Callable[[Sought], Any]:
    """What the need says to a criterion; None when it says nothing."""

    def told(sought: Sought) -> Any:
        values = {name: getattr(sought, name) for name in names}
        return {name: value for name, value in values.items() if value is not None} or None

    return told


_TOLD: Mapping[Kind, Callable[[Sought], Any]] = {
    Kind.AGE: lambda sought: sought.age,
    Kind.RESIDENCE_STATUS: lambda sought: sought.residence_status or None,
    Kind.LANGUAGE_LEVEL: lambda sought: sought.language_level or None,
    Kind.GENDER: lambda sought: sought.gender or None,
    Kind.HOUSEHOLD: _first_told("children", "single_parent", "expecting"),
    Kind.HOME: lambda sought: sought.district or sought.in_town,
    Kind.INCOME: _first_told("benefits", "low_income"),
    Kind.WORK: lambda sought: sought.work,
    Kind.DISABILITY: lambda sought: sought.disabilities,
    Kind.DOCUMENTS: lambda sought: sought.documents,
    Kind.REFERRAL: lambda sought: sought.referrers,
}


# --- Circumstances -----------------------------------------------------------------------------------------------------


def _language(sought: Sought, offered: Offered) -> Reason | None:
    """Whoever gave languages is understood in one of them, with an interpreter, or one must ask; German is a level."""
    if not sought.languages:
        return None
    if common := [code for code in sought.languages if code in offered.spoken]:
        return Reason("language", Verdict.FITS, "spoken", offer=common[0])
    if offered.interpreter:
        return Reason("language", Verdict.FITS, "interpreter")
    return Reason(
        "language",
        Verdict.ASK,
        "not_recorded" if not offered.spoken else "other_languages",
        offer=sorted(offered.spoken),
    )


def _area(sought: Sought, offered: Offered) -> Reason | None:
    if not sought.district or offered.whole_town or not offered.districts:
        return None
    is_there = sought.district in offered.districts
    return Reason(
        "area", _yes(is_there), "serves" if is_there else "other_districts", offer=sorted(offered.districts)
    )


def _times(sought: Sought, offered: Offered) -> Reason | None:
    if not sought.times:
        return None
    if offered.times is None:
        return Reason("times", Verdict.ASK, "not_recorded")
    common = sorted(sought.times & offered.times)
    return Reason(
        "times",
        _yes(bool(common)),
        "at_these_times" if common else "at_other_times",
        offer=common or sorted(offered.times),
    )


def _access(sought: Sought, offered: Offered) -> Reason | None:
    """The best place counts; an offer without a place asks nobody to climb stairs."""
    if not sought.access or not offered.access:
        return None
    verdicts = []
    for place in offered.access:
        facts = [place.get(name) for name in sorted(sought.access)]
        verdicts.append(
            Verdict.FITS
            if all(facts)
            else Verdict.FITS_NOT
            if any(fact is False for fact in facts)
            else Verdict.ASK
        )
    best = min(verdicts, key=lambda verdict: WORSE[verdict])
    why = {Verdict.FITS: "accessible", Verdict.ASK: "not_recorded", Verdict.FITS_NOT: "not_accessible"}[best]
    return Reason("access", best, why, person=sorted(sought.access))


def _child_care(sought: Sought, offered: Offered) -> Reason | None:
    if not sought.child_care:
        return None
    if offered.child_care is None:
        return Reason("child_care", Verdict.ASK, "not_recorded")
    return Reason("child_care", _yes(offered.child_care), "offered" if offered.child_care else "not_offered")


def _cost(sought: Sought, offered: Offered) -> Reason | None:
    if not sought.free_of_charge:
        return None
    if offered.cost in {"unknown", "reduced"}:
        return Reason("cost", Verdict.ASK, "not_recorded" if offered.cost == "unknown" else "reduced")
    is_free = offered.cost in {"free", "donation"}
    return Reason("cost", _yes(is_free), "free" if is_free else "fee")


def _capacity(sought: Sought, offered: Offered) -> Reason | None:
    """A full offer is not a wrong one: one may ask, and wait."""
    if offered.capacity in {"waiting", "full"}:
        return Reason("capacity", Verdict.ASK, offered.capacity, offer=offered.waiting_weeks)
    return Reason("capacity", Verdict.FITS, offered.capacity) if offered.capacity != "unknown" else None


_CIRCUMSTANCES: Sequence[Callable[[Sought, Offered], Reason | None]] = (
    _language, _area, _times, _access, _child_care, _cost, _capacity,
)  # fmt: skip

FIELDS = tuple(each.name for each in fields(Sought))
