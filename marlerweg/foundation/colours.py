"""Colours as numbers: luminance, contrast and darkening, after WCAG 2.2 (relative luminance)."""

from __future__ import annotations

TEXT_CONTRAST = 4.5
STEPS = 40


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour written #rrggbb, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`share` of the first colour and the rest of the other, channel by channel."""
    parts = (round(a * share + b * (1 - share)) for a, b in zip(channels(one), channels(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def darkened_for_white(colour: str, *, at_least: float = TEXT_CONTRAST) -> str:
    """The colour, or the nearest darker one that can be read as text on white."""
    shades = (mixed(colour, "#000000", 1 - step / STEPS) for step in range(STEPS + 1))
    return next(shade for shade in shades if contrast(shade, "#ffffff") >= at_least)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(ink, colour))
