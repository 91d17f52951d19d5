"""Cyrillic words that people without a Cyrillic keyboard type in Latin letters, in any of the usual spellings.

Both sides are brought to one rough skeleton: what the spellings write differently is written alike. The skeleton is
only compared, never shown.
"""

import re
from functools import lru_cache

from marlerweg.foundation.searching.folding import plain
from marlerweg.foundation.searching.scripts import script_of

CYRILLIC_SOUNDS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "є": "ie", "ж": "z", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ь": "", "ы": "i",
    "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
# Longest first: shch before sh and ch.
LATIN_SOUNDS = [
    ("shch", "s"), ("sch", "s"), ("sht", "s"), ("zh", "z"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("tz", "c"),
    ("yu", "iu"), ("ya", "ia"), ("ye", "ie"), ("yi", "i"), ("ju", "iu"), ("ja", "ia"), ("je", "ie"),
    ("g", "h"), ("j", "i"), ("y", "i"), ("w", "v"), ("x", "h"), ("q", "k"), ("'", ""),
]  # fmt: skip
LATIN_PATTERN = re.compile("|".join(re.escape(latin) for latin, _ in LATIN_SOUNDS))
LATIN_SOUND = dict(LATIN_SOUNDS)
REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The rough sound of a Cyrillic or Latin word; empty for other scripts."""
    script = script_of(word)
    if script == "cyrillic":
        sounds = "".join(CYRILLIC_SOUNDS.get(sign, sign) for sign in plain(word))
    elif script == "latin":
        sounds = plain(word)
    else:
        return ""
    sounds = LATIN_PATTERN.sub(lambda found: LATIN_SOUND[found[0]], sounds)
    return REPEATED.sub(r"\1", sounds.replace("ie", "e"))
