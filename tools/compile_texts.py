"""Compile the translations; only texts whose source is newer, and a missing locale folder is no trouble."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "marlerweg" / "locale"


def compile_texts(source: Path) -> None:
    """Unchecked (fuzzy) texts stay out; the file appears whole or not at all."""
    with source.open("rb") as stream:
        catalogue = read_po(stream, ignore_obsolete=True)
    target = source.with_suffix(".mo")
    beside = target.with_suffix(".mo.part")
    with beside.open("wb") as stream:
        write_mo(stream, catalogue)
    beside.replace(target)


def main() -> int:
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_texts(source)
    return 0


if __name__ == "__main__":
    sys.exit(main())
