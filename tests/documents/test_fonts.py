"""The typefaces are unpacked once, and again when another one has been installed."""

import pytest

from marlerweg.foundation.documents import prepare_fonts
from marlerweg.foundation.documents.fonts import FAMILIES, families_in, glyphs_in
from tests.documents.conftest import NODE_MODULES


def without(family, target):
    """A folder of packages in which one family is missing."""
    for name, faces in FAMILIES.items():
        for source in faces.values() if name != family else ():
            if (NODE_MODULES / source).exists():
                link = target / source
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(NODE_MODULES / source)
    return target


def test_what_the_public_languages_need_can_be_drawn(fonts_folder):
    for letters in ("äöüß", "ğışİ", "șțăâî", "ąęłżź", "їєґ", "ъщ", "عربي", "پچژگکی", "→€–…„“"):
        assert set(map(ord, letters)) <= glyphs_in(fonts_folder)


def test_fonts_are_unpacked_once(tmp_path):
    prepare_fonts(NODE_MODULES, tmp_path)
    written = (tmp_path / "FiraSans-Regular.ttf").stat().st_mtime_ns
    prepare_fonts(NODE_MODULES, tmp_path)
    assert (tmp_path / "FiraSans-Regular.ttf").stat().st_mtime_ns == written


def test_a_family_installed_later_is_taken_in(tmp_path):
    packages = without("Noto Sans Arabic", tmp_path / "packages")
    assert "Noto Sans Arabic" not in prepare_fonts(packages, tmp_path / "fonts")
    assert "Noto Sans Arabic" in prepare_fonts(NODE_MODULES, tmp_path / "fonts")
    assert "Noto Sans Arabic" in families_in(tmp_path / "fonts")


def test_without_the_design_system_there_are_no_documents(tmp_path):
    with pytest.raises(FileNotFoundError, match="design system"):
        prepare_fonts(tmp_path, tmp_path / "fonts")
    with pytest.raises(FileNotFoundError, match="prepare_fonts first"):
        glyphs_in(tmp_path / "fonts")
