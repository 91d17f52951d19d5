"""The document's typefaces, made from the web fonts of the design system.

Typst reads TrueType only, and PDF/A wants every character drawn: so the fonts are unpacked once into a
folder, together with the list of characters they can draw.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont
from typst import Fonts

KERN = "@kern-ux/native/dist/fonts"
ARABIC = "@fontsource/noto-sans-arabic/files"
# The design system ships whole fonts (Latin, Cyrillic, arrows, kerning between all of them);
# the web subsets could only be glued together.
FAMILIES = {
    "Fira Sans": {
        "FiraSans-Regular.ttf": f"{KERN}/fira-sans/FiraSans-Regular.woff2",
        "FiraSans-Italic.ttf": f"{KERN}/fira-sans/FiraSans-Italic.woff2",
        "FiraSans-SemiBold.ttf": f"{KERN}/fira-sans/FiraSans-SemiBold.woff2",
        "FiraSans-SemiBoldItalic.ttf": f"{KERN}/fira-sans/FiraSans-SemiBoldItalic.woff2",
    },
    "Noto Sans Arabic": {
        "NotoSansArabic-Regular.ttf": f"{ARABIC}/noto-sans-arabic-arabic-400-normal.woff2",
        "NotoSansArabic-SemiBold.ttf": f"{ARABIC}/noto-sans-arabic-arabic-600-normal.woff2",
    },
    "Noto Sans": {
        "NotoSans-Regular.ttf": f"{KERN}/noto-sans/NotoSans-Regular.woff2",
        "NotoSans-Bold.ttf": f"{KERN}/noto-sans/NotoSans-Bold.woff2",
    },
}
COVERAGE = "coverage.json"


def prepare_fonts(node_modules: Path, target: Path) -> list[Path]:
    """Unpack the web fonts into `target` as TrueType; what is there already stays (a first run takes 2 s)."""
    target.mkdir(parents=True, exist_ok=True)
    fonts = [target / name for faces in FAMILIES.values() for name in faces]
    if all(path.exists() for path in (*fonts, target / COVERAGE)):
        return fonts
    drawable: set[int] = set()
    for faces in FAMILIES.values():
        drawable |= set.intersection(*(_unpack(node_modules / faces[name], target / name) for name in faces))
    (target / COVERAGE).write_text(json.dumps(list(_ranges(drawable))), encoding="utf-8")
    return fonts


def _unpack(source: Path, path: Path) -> set[int]:
    with TTFont(source) as font:
        font.flavor = None
        font.save(path)
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
def glyphs_in(folder: Path) -> frozenset[int]:
    """Every character that some prepared family can draw in all of its weights."""
    path = folder / COVERAGE
    if not path.exists():
        raise FileNotFoundError(f"No prepared fonts in {folder}: call prepare_fonts first.")
    ranges = json.loads(path.read_text(encoding="utf-8"))
    return frozenset(code for first, last in ranges for code in range(first, last + 1))
