"""What was erased is written down outside the database, without a word of it, and erased again on a backup put back."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from marlerweg.foundation import erasures

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)


@pytest.fixture
def erased(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A kind of this test's own, and which identifiers were erased."""
    gone: list[str] = []
    monkeypatch.setattr(erasures, "_erasers", {"test.note": lambda identifier: gone.append(identifier) or 1})
    return gone


@pytest.fixture
def written(tmp_path: Path, settings: Any) -> Path:
    settings.ERASURES = tmp_path / "var" / "list.jsonl"
    return Path(settings.ERASURES)


@pytest.mark.django_db(transaction=True)
def test_only_what_came_after_the_backup_is_erased_again(erased: list[str], written: Path) -> None:
    erasures.note("test.note", 1, at=NOW - DAY)
    erasures.note("test.note", 2, at=NOW + DAY)
    assert written.stat().st_mode & 0o077 == 0
    assert erasures.repeat(NOW) == {"test.note": 1}
    assert erased == ["2"]


@pytest.mark.django_db(transaction=True)
def test_whoever_lost_the_disk_has_the_copy_beside_the_backups(
    erased: list[str], written: Path, tmp_path: Path
) -> None:
    erasures.note("test.note", 1, at=NOW)
    for _ in range(2):
        erasures.keep_beside(tmp_path)
    copy = tmp_path / erasures.NAME
    assert len(copy.read_text().splitlines()) == 1
    written.unlink()
    erasures.repeat(NOW - DAY, copy)
    assert erased == ["1"]


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_no_line(erased: list[str], written: Path) -> None:
    erasures.note("test.note", 1, at=NOW)
    assert not written.exists(), "the transaction of the deed has not ended"


def test_a_line_cut_off_is_passed_over_and_strange_kinds_too(
    erased: list[str], written: Path, db: None
) -> None:
    written.parent.mkdir()
    line = erasures.Erasure(NOW, "gone.room", "9").line()
    written.write_text(f'{line}\n{{"at": "2026-05-0')
    assert erasures.repeat(NOW - DAY) == {}


def test_nobody_notes_what_nobody_can_repeat() -> None:
    with pytest.raises(KeyError):
        erasures.note("no.such.kind", 1, at=NOW)
