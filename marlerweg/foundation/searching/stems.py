"""Word forms joined: Snowball where it does so well, light stemmers of our own where not."""

import threading
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

from marlerweg.foundation.searching import light_stems
from marlerweg.foundation.searching.folding import canonical, plain
from marlerweg.foundation.searching.scripts import base_language

SNOWBALL = {
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
}  # fmt: skip
OWN: dict[str, Callable[[str], str]] = {
    "ar": light_stems.arabic,
    "bg": light_stems.bulgarian,
    "fa": light_stems.persian,
    "tr": light_stems.turkish,
    "uk": light_stems.ukrainian,
}
BEFORE_SNOWBALL: dict[str, Callable[[str], str]] = {"de": light_stems.german_noun}
AFTER_SNOWBALL: dict[str, Callable[[str], str]] = {
    "de": light_stems.german_verb,
    "ro": light_stems.romanian_plural,
}
# These work as well on plain letters, and other spellings must meet before the endings go.
PLAIN_FIRST = frozenset({"de", "en", "tr", "ar"})
_each_thread = threading.local()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem in plain form; the plain word itself in a language without a stemmer."""
    base = base_language(language)
    form = plain(word, base) if base in PLAIN_FIRST else canonical(word, base)
    return plain(_stemmer(base)(form), base) or plain(word, base)


def _stemmer(language: str) -> Callable[[str], str]:
    if language in OWN:
        return OWN[language]
    if language not in SNOWBALL:
        return str
    before, after = BEFORE_SNOWBALL.get(language, str), AFTER_SNOWBALL.get(language, str)
    snowball = _snowball(SNOWBALL[language])
    return lambda word: after(snowball(before(word)))


def _snowball(algorithm: str) -> Callable[[str], str]:
    """Snowball's objects keep the word they work on, so every thread has its own."""
    kept: dict[str, Callable[[str], str]] = _each_thread.__dict__.setdefault("stemmers", {})
    if algorithm not in kept:
        kept[algorithm] = snowballstemmer.stemmer(algorithm).stemWord
    return kept[algorithm]
