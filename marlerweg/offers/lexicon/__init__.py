"""The field's concepts with official, everyday and colloquial words in ten languages: data that staff can read and extend.

The first word of a language is the official one. "<Yoga" is less than its concept, "~Rezept" says nothing of a text but
asks for the concept; what many languages have a word for is a concept of its own with `broader`.
"""

from functools import cache
from pathlib import Path

from marlerweg.foundation.searching.lexicon import Lexicon

FOLDER = Path(__file__).parent


@cache
def town_lexicon() -> Lexicon:
    """Read once per process."""
    return Lexicon.read(FOLDER)
