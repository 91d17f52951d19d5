"""Input is understood completely or refused with what is wrong and where."""

import copy
from typing import Any

import pytest

from marlerweg.conferences.rules.planning import Impossible, Unreadable
from marlerweg.conferences.rules.reading import read_gathering
from tests.conferences.days import planned

DAY: dict[str, Any] = {
    "people": [
        {"id": "anna", "present": [1], "wishes": ["Sport"], "pin": {"1": 7}, "organisation": "AWO"},
        {"id": "bela", "interpreter_for": "anna", "needs_accessible": True, "organisation": "AWO"},
        {"id": 3},
    ],
    "tables": [
        {"id": 7, "theme": "Sport", "seats": 3, "accessible": True},
        {"id": "b", "theme": "Wohnen", "seats": {"1": 2, "2": 3}, "rounds": [1, 2], "min": {"2": 1}},
    ],
    "rounds": 2,
    "rules": {"no_theme_twice": True, "max_same_organisation": 2, "keep_apart": [["anna", 3]]},
    "met": [["bela", 3]],
}


def test_everything_is_understood() -> None:
    gathering = read_gathering(DAY)
    anna, bela, third = gathering.people
    assert anna.present == {0}
    assert anna.pins == {0: 0}
    assert bela.interprets_for == (0,)
    assert third.id == 3
    assert gathering.tables[1].seats == (2, 3)
    assert gathering.tables[1].least == (0, 1)
    assert gathering.bonds == ((0, 1),)
    assert gathering.apart == ((0, 2),)
    assert gathering.costs[0] == (0, 9)


WRONG = [
    ("rounds", 0, "rounds: Erwartet wird eine ganze Zahl ab 1"),
    ("people", [], "people: Erwartet wird eine Liste"),
    ("people", [{"name": "x"}], "people, Eintrag 1: Es fehlt „id“"),
    ("people", [{"id": 1}, {"id": "1"}], "people, Eintrag 2: Die id „1“ gibt es schon in Eintrag 1"),
    ("people", [{"id": 1, "present": [4]}], "Person „1“, present: Runde 4 gibt es nicht (1 bis 2)"),
    ("people", [{"id": 1, "wishes": ["Sprot"]}], "Person „1“, wishes: Das Thema „Sprot“ hat keinen Tisch"),
    ("people", [{"id": 1, "wishes": ["Sport", "Sport"]}], "Ein Thema ist doppelt genannt"),
    ("people", [{"id": 1, "pin": {"1": "z"}}], "Person „1“, pin: Den Tisch „z“ gibt es nicht"),
    ("people", [{"id": 1, "interpreter_for": 1}], "„1“ ist keine andere Person der Liste"),
    ("people", [{"id": 1, "needs_accessible": "ja"}], "Erwartet wird true oder false"),
    ("tables", [{"id": 1, "seats": 0}], "Tisch „1“, seats: Erwartet wird eine ganze Zahl ab 1"),
    ("tables", [{"id": 1, "seats": 2, "min": 3}], "In Runde 1 ist min (3) größer als seats (2)"),
    ("rules", {"keep_appart": []}, "Die Regel „keep_appart“ gibt es nicht"),
    ("rules", {"keep_apart": [["anna"]]}, "rules, keep_apart, Paar 1: Erwartet werden zwei Personen"),
    ("met", [["anna", "zoe"]], "met, Paar 1: Die Person „zoe“ gibt es nicht"),
    ("wish_costs", [3, 1], "wish_costs: Erwartet werden steigende ganze Zahlen"),
]


@pytest.mark.parametrize(("key", "value", "complaint"), WRONG)
def test_what_is_wrong_is_said_with_its_place(key: str, value: Any, complaint: str) -> None:
    day = copy.deepcopy(DAY) | {key: value}
    if key == "people":
        day |= {"rules": {}, "met": []}
    if key == "tables":
        day["people"] = [{"id": 1}]
        day |= {"rules": {}, "met": []}
    with pytest.raises(Unreadable) as refused:
        read_gathering(day)
    assert any(complaint in sentence for sentence in refused.value.complaints), refused.value.complaints


def test_all_complaints_come_at_once() -> None:
    with pytest.raises(Unreadable) as refused:
        read_gathering(DAY | {"rules": {"x": 1, "no_theme_twice": "ja"}, "met": [["anna", "zoe"]]})
    assert len(refused.value.complaints) == 3


def test_unknown_words_are_noted_and_missing_interpreters_too() -> None:
    day = copy.deepcopy(DAY)
    day["people"][0] |= {"name": "Anna", "present": [1, 2]}
    day["people"][1]["present"] = [1]
    notes = read_gathering(day).notes
    assert any("„name“" in note for note in notes)
    assert any("Runde 2: „anna“ ist da" in note for note in notes)


def day(
    people: list[dict[str, Any]], tables: list[dict[str, Any]], rounds: int = 1, **rules: Any
) -> dict[str, Any]:
    return {"people": people, "tables": tables, "rounds": rounds, "rules": rules}


def crowd(number: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": i} | more for i in range(number)]


TABLES = [{"id": "a", "seats": 3}, {"id": "b", "seats": 3}]
HOPELESS = [
    (day(crowd(7), TABLES), "7 Personen sind da, aber die Tische haben nur 6 Plätze"),
    (day(crowd(2), [{"id": "a", "seats": 4, "min": 3}]), "mindestens 3 Personen, da sind aber nur 2"),
    (day(crowd(4, pin={"1": "a"}), TABLES), "An Tisch „a“ sind 4 Personen gesetzt, er hat 3 Plätze"),
    (
        day([{"id": 1, "pin": {"1": "a"}}], [{"id": "a", "seats": 1, "rounds": [2]}, TABLES[1]], 2),
        "geschlossen",
    ),
    (
        day(crowd(2, needs_accessible=True), TABLES),
        "brauchen einen barrierefreien Tisch, keiner ist so angegeben",
    ),
    (
        day(crowd(4, needs_accessible=True), [TABLES[0] | {"accessible": True}, TABLES[1]]),
        "4 Personen (davon 4 auf barrierefreie Tische angewiesen) dürfen nur an „a“ sitzen; dort sind 3 Plätze",
    ),
    (day(crowd(4), TABLES, keep_together=[[0, 1], [1, 2], [2, 3]]), "aber kein Tisch hat 4 Plätze"),
    (day(crowd(3), TABLES, keep_together=[[0, 1], [1, 2]], keep_apart=[[0, 2]]), "getrennt sitzen, gehören"),
    (day(crowd(2, pin={"1": "a"}), TABLES, keep_apart=[[0, 1]]), "beide an Tisch „a“ gesetzt"),
    (day(crowd(3), TABLES, keep_apart=[[0, 1], [0, 2], [1, 2]]), "dafür reichen 2 Tische nicht"),
    (day(crowd(5, organisation="AWO"), TABLES, max_same_organisation=2), "„AWO“ ist mit 5 Personen da"),
    (day(crowd(2), TABLES, 3, no_theme_twice=True), "nur 2 verschiedene Themen"),
]


@pytest.mark.parametrize(("hopeless", "reason"), HOPELESS, ids=[reason[:40] for _, reason in HOPELESS])
def test_what_cannot_be_planned_is_refused_with_the_reason(hopeless: dict[str, Any], reason: str) -> None:
    with pytest.raises(Impossible) as refused:
        planned(hopeless, seconds=0.2)
    assert refused.value.proven
    assert any(reason in sentence for sentence in refused.value.reasons), refused.value.reasons
