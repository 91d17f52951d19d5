"""One colour of the town made fit for text on light and on dark ground, and for white or black on it."""

from marlerweg.foundation.colours import contrast, darkened_for_white, ink_on, mixed

ON_DARK = 7.0
STEPS = 40


def style_sheet(colour: str) -> str:
    values = {
        "colour": colour,
        "on-colour": ink_on(colour),
        "colour-on-light": darkened_for_white(colour),
        "colour-on-dark": lightened_for_black(colour),
    }
    named = "".join(f"--house-{name}:{value};" for name, value in values.items())
    return f":root{{{named}}}"


def lightened_for_black(colour: str) -> str:
    """The colour, or the nearest lighter one that can be read on black."""
    shades = (mixed(colour, "#ffffff", 1 - step / STEPS) for step in range(STEPS + 1))
    return next(shade for shade in shades if contrast(shade, "#000000") >= ON_DARK)
