"""Colours stay readable, whatever the town's arms look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.colours import contrast, darkened_for_white, ink_on, mixed

any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_is_the_most():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_dark_blue_stays_and_a_yellow_is_darkened():
    assert darkened_for_white("#0b3d6b") == "#0b3d6b"
    assert darkened_for_white("#f2a900") != "#f2a900"


def test_mixing_meets_in_the_middle():
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@given(any_colour)
def test_text_in_any_town_colour_can_be_read_on_white(colour):
    assert contrast(darkened_for_white(colour), "#ffffff") >= 4.5


@given(any_colour)
def test_ink_on_any_colour_can_be_read(colour):
    assert contrast(ink_on(colour), colour) >= 4.5
