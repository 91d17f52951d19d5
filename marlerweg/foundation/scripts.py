"""From a language tag to the language itself and the way its script runs, for tags of any kind.

`languages` knows the languages the town speaks; this also answers for „de-DE“ or a language nobody has chosen.
"""

from __future__ import annotations

from typing import Literal

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ckb"})


def primary(language: str) -> str:
    """The language itself: „de“ of „de-DE“ and of „de-simple“."""
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    return "rtl" if primary(language) in RIGHT_TO_LEFT else "ltr"
