"""The document's typefaces, made from the web fonts of the design system.

Typst reads TrueType only, and PDF/A wants every character drawn: so the fonts are unpacked once into a
folder, together with the list of characters they can draw.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from typst import Fonts

KERN = "@kern-ux/native/dist/fonts"
VAZIRMATN = "@fontsource/vazirmatn/files/vazirmatn-arabic"
NOTO_ARABIC = "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic"
# In order of preference. The design system ships whole fonts (Latin, Cyrillic, arrows, kerning between all of
# them); the web subsets could only be glued together. Vazirmatn draws each Arabic letter as one glyph, so that
# it is read back from the PDF as one letter; Noto sets letter and dots apart, and Typst then writes both as the
# letter. Noto stays for letters that Vazirmatn has not. A family that is not installed is left out.
FAMILIES = {
    "Fira Sans": {
        "FiraSans-Regular.ttf": f"{KERN}/fira-sans/FiraSans-Regular.woff2",
        "FiraSans-Italic.ttf": f"{KERN}/fira-sans/FiraSans-Italic.woff2",
        "FiraSans-SemiBold.ttf": f"{KERN}/fira-sans/FiraSans-SemiBold.woff2",
        "FiraSans-SemiBoldItalic.ttf": f"{KERN}/fira-sans/FiraSans-SemiBoldItalic.woff2",
    },
    "Vazirmatn": {
        "Vazirmatn-Regular.ttf": f"{VAZIRMATN}-400-normal.woff2",
        "Vazirmatn-SemiBold.ttf": f"{VAZIRMATN}-600-normal.woff2",
    },
    "Noto Sans Arabic": {
        "NotoSansArabic-Regular.ttf": f"{NOTO_ARABIC}-400-normal.woff2",
        "NotoSansArabic-SemiBold.ttf": f"{NOTO_ARABIC}-600-normal.woff2",
    },
    "Noto Sans": {
        "NotoSans-Regular.ttf": f"{KERN}/noto-sans/NotoSans-Regular.woff2",
        "NotoSans-Bold.ttf": f"{KERN}/noto-sans/NotoSans-Bold.woff2",
    },
}
CONTENTS = "contents.json"


def prepare_fonts(node_modules: Path, target: Path) -> list[str]:
    """Unpack the web fonts into `target` as TrueType and name the families (a first run takes 2 s).

    What is there already stays; raises FileNotFoundError if the design system itself is not installed.
    """
    target.mkdir(parents=True, exist_ok=True)
    families = [family for family, faces in FAMILIES.items() if _are_there(node_modules, faces.values())]
    if "Fira Sans" not in families:
        raise FileNotFoundError(f"No fonts of the design system in {node_modules}: install the web packages.")
    if not (target / CONTENTS).exists() or _contents(target)["families"] != families:
        drawable: set[int] = set()
        for faces in (FAMILIES[family] for family in families):
            drawable |= set.intersection(
                *(_unpack(node_modules / faces[name], target / name) for name in faces)
            )
        contents = {"families": families, "glyphs": list(_ranges(drawable))}
        half = target / f"{CONTENTS}.{os.getpid()}"
        half.write_text(json.dumps(contents), encoding="utf-8")
        half.replace(target / CONTENTS)
    return families


def _are_there(node_modules: Path, sources: Iterable[str]) -> bool:
    return all((node_modules / source).exists() for source in sources)


def _unpack(source: Path, path: Path) -> set[int]:
    with TTFont(source) as font:
        font.flavor = None
        # Several workers may begin at once: none may ever read half a file of another.
        half = path.with_suffix(f".{os.getpid()}")
        font.save(half)
        half.replace(path)
        return set(font.getBestCmap())


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(codes)
    starts = [ordered[0], *(after for before, after in pairwise(ordered) if after != before + 1)]
    ends = [*(before for before, after in pairwise(ordered) if after != before + 1), ordered[-1]]
    return zip(starts, ends, strict=True)


@lru_cache(maxsize=4)
def fonts_in(folder: Path) -> Fonts:
    """The prepared fonts and no others, so that a document looks the same on every machine."""
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@lru_cache(maxsize=4)
def families_in(folder: Path) -> tuple[str, ...]:
    """The prepared families in order of preference."""
    return tuple(_contents(folder)["families"])


@lru_cache(maxsize=4)
def glyphs_in(folder: Path) -> frozenset[int]:
    """Every character that some prepared family can draw in all of its weights."""
    return frozenset(code for first, last in _contents(folder)["glyphs"] for code in range(first, last + 1))


def _contents(folder: Path) -> dict[str, Any]:
    path = folder / CONTENTS
    if not path.exists():
        raise FileNotFoundError(f"No prepared fonts in {folder}: call prepare_fonts first.")
    contents: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return contents
