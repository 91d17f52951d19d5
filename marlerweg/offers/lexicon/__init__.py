"""The field's concepts with official, everyday and colloquial words in ten languages: data that staff can read and extend."""

from functools import cache
from pathlib import Path

from marlerweg.foundation.searching.lexicon import Lexicon

FOLDER = Path(__file__).parent


@cache
def town_lexicon() -> Lexicon:
    """Read once per process."""
    return Lexicon.read(FOLDER)
