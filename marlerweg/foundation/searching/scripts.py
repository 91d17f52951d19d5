"""Which script a word is written in, and which languages people type in it."""

import re
from functools import lru_cache

RANGES = {
    "latin": r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]",
    "cyrillic": r"[\u0400-\u052f]",
    "arabic": r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]",
    "greek": r"[\u0370-\u03ff\u1f00-\u1fff]",
    "hebrew": r"[\u0590-\u05ff]",
    "unspaced": r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]",
}
PATTERNS = {script: re.compile(pattern) for script, pattern in RANGES.items()}
SCRIPT_OF_LANGUAGE = {
    **dict.fromkeys(["uk", "ru", "bg", "sr", "mk", "be"], "cyrillic"),
    **dict.fromkeys(["ar", "fa", "prs", "ps", "ur", "ckb"], "arabic"),
    "el": "greek",
    "he": "hebrew",
}


@lru_cache(maxsize=65536)
def script_of(word: str) -> str:
    """The script of the first letter that has one: latin, cyrillic, arabic, greek, hebrew, unspaced or other."""
    for sign in word:
        for script, pattern in PATTERNS.items():
            if pattern.match(sign):
                return script
    return "other"


def script_of_language(language: str) -> str:
    """Latin for every language not known to use another script."""
    return SCRIPT_OF_LANGUAGE.get(base_language(language), "latin")


def base_language(language: str) -> str:
    """The language without its variety: plain German is searched as German."""
    return language.partition("-")[0].lower()
