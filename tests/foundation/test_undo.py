"""What was done can be taken back for an hour, by the one who did it, by the way the room registered."""

from types import SimpleNamespace

import pytest
import time_machine

from marlerweg.foundation.undo import CannotUndo, token, undo, undoable

MIRA, OTHER = SimpleNamespace(pk="mira"), SimpleNamespace(pk="other")
joined = []


@undoable("test.join")
def leave(*, by, number):
    joined.remove(number)
    return f"{number} ist wieder frei."


@pytest.fixture(autouse=True)
def done():
    joined[:] = ["H-1"]


def test_the_deed_is_taken_back_and_says_so():
    assert undo(token("test.join", by=MIRA, number="H-1"), by=MIRA) == "H-1 ist wieder frei."
    assert joined == []


def test_after_an_hour_it_stands():
    with time_machine.travel("2026-11-23 12:00", tick=False) as clock:
        signed = token("test.join", by=MIRA, number="H-1")
        clock.shift(3601)
        with pytest.raises(CannotUndo, match="Stunde"):
            undo(signed, by=MIRA)
    assert joined == ["H-1"]


def test_within_the_hour_it_does_not():
    with time_machine.travel("2026-11-23 12:00", tick=False) as clock:
        signed = token("test.join", by=MIRA, number="H-1")
        clock.shift(3599)
        undo(signed, by=MIRA)


def test_another_person_cannot_use_the_button():
    with pytest.raises(CannotUndo):
        undo(token("test.join", by=MIRA, number="H-1"), by=OTHER)
    assert joined == ["H-1"]


@pytest.mark.parametrize(
    "change", [lambda signed: signed[:-1] + "x", lambda signed: "", lambda signed: "a:b:c"]
)
def test_a_changed_token_does_nothing(change):
    with pytest.raises(CannotUndo):
        undo(change(token("test.join", by=MIRA, number="H-1")), by=MIRA)
    assert joined == ["H-1"]


def test_what_cannot_be_undone_gets_no_button():
    with pytest.raises(KeyError):
        token("test.unknown", by=MIRA)


def test_a_name_belongs_to_one_way_back():
    with pytest.raises(ValueError, match="two ways"):

        @undoable("test.join")
        def another(*, by):
            return ""
