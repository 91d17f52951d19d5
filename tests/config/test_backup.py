"""A backup goes back as it was; a damaged one is refused with its reason, and then nothing was touched."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from marlerweg.foundation import backups
from tests.operation import House, own_house

CONTENT = "SELECT id, task FROM jobs_job ORDER BY id"


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[House]:
    """A house with a few rows and one backup of them."""
    with own_house(tmp_path_factory.mktemp("house") / "var") as house:
        house.run("migrate", "jobs", "--verbosity=0")
        house.python(
            "from tests.foundation.jobs_at_hand import note\nfor word in ('eins', 'zwei'): note.enqueue(word)"
        )
        house.run("backup", str(house.folder / "kept"))
        yield house


@pytest.fixture
def backup(lived_in: House, tmp_path: Path) -> Path:
    (made,) = (lived_in.folder / "kept").glob("*.zip")
    return Path(shutil.copy(made, tmp_path / "copy.zip"))


def test_what_was_deleted_after_the_backup_is_back(lived_in: House, backup: Path) -> None:
    before = lived_in.ask(CONTENT)
    assert len(before) == 2
    lived_in.python("from marlerweg.foundation.jobs.models import Job\nJob.objects.all().delete()")
    assert lived_in.ask(CONTENT) == []
    lived_in.python(
        f"from pathlib import Path\nfrom marlerweg.foundation import backups\nbackups.restore(Path({str(backup)!r}))"
    )
    assert lived_in.ask(CONTENT) == before


def rewrite(backup: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def database_of(members: dict[str, bytes]) -> str:
    (name,) = (name for name in members if name.startswith("default."))
    return name


def cut_short(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-2000])


def flip_a_byte(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 0xFF
    backup.write_bytes(bytes(content))


def take_another_day(backup: Path) -> None:
    """The database of another day under this day's manifest, of the same size."""

    def change(members: dict[str, bytes]) -> None:
        name = database_of(members)
        members[name] = members[name][:-1] + bytes([members[name][-1] ^ 1])

    rewrite(backup, change)


def lose_the_database(backup: Path) -> None:
    rewrite(backup, lambda members: members.pop(database_of(members)) and None)


def lose_the_manifest(backup: Path) -> None:
    rewrite(backup, lambda members: members.pop("manifest.json") and None)


def slip_something_in(backup: Path) -> None:
    rewrite(backup, lambda members: members.update({"../settings.py": b"boo"}))


def come_from_the_future(backup: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | {"format": 99}).encode()

    rewrite(backup, change)


def change_the_counts(backup: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["databases"]["default"]["rows"]["jobs_job"] += 1
        members["manifest.json"] = json.dumps(manifest).encode()

    rewrite(backup, change)


def be_no_backup(backup: Path) -> None:
    backup.write_text("Guten Tag")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (cut_short, "unvollständig oder beschädigt"),
        (flip_a_byte, "unvollständig oder beschädigt"),
        (take_another_day, "Prüfsumme von default"),
        (lose_the_database, "fehlt default"),
        (lose_the_manifest, "keine Sicherung von Marler Weg"),
        (slip_something_in, "nicht in ihrem Verzeichnis steht"),
        (come_from_the_future, "Format 99"),
        (be_no_backup, "unvollständig oder beschädigt"),
        (Path.unlink, "gibt es nicht"),
    ],
)
def test_a_damaged_backup_is_refused_with_its_reason(
    backup: Path, damage: Callable[[Path], None], reason: str
) -> None:
    backups.check(backup)
    damage(backup)
    with pytest.raises(backups.Unfit, match=reason):
        backups.check(backup)
    assert not list(backup.parent.glob(".*")), "nothing half unpacked is left lying about"


def test_a_refused_backup_leaves_the_present_data_as_they_are(lived_in: House, backup: Path) -> None:
    lived_in.python("from tests.foundation.jobs_at_hand import note\nnote.enqueue('drei')")
    present = lived_in.ask(CONTENT)
    take_another_day(backup)
    refused = lived_in.run("restore", str(backup), check=False)
    assert refused.returncode == 1
    assert "Es wurde nichts geändert" in refused.stderr
    assert lived_in.ask(CONTENT) == present


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a dump's rows are counted when it is back")
def test_a_manifest_that_counts_otherwise_is_refused(backup: Path) -> None:
    change_the_counts(backup)
    with pytest.raises(backups.Unfit, match="jobs_job hat 2 statt 3 Zeilen"):
        backups.check(backup)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets others wait")
def test_nothing_is_put_back_under_the_feet_of_a_running_house(lived_in: House, backup: Path) -> None:
    worker = lived_in.start("work")
    try:
        lived_in.wait_until("SELECT name FROM jobs_worker")
        refused = lived_in.run("restore", str(backup), check=False)
    finally:
        worker.terminate()
        worker.wait(20)
    assert refused.returncode != 0
    assert "läuft noch" in refused.stderr
    assert len(lived_in.ask(CONTENT)) >= 2


def test_only_the_newest_backups_are_kept_when_asked(lived_in: House, tmp_path: Path) -> None:
    for old in ("2026-01-01T000000Z", "2026-01-02T000000Z"):
        (tmp_path / f"marlerweg-{old}.zip").touch()
    lived_in.run("backup", str(tmp_path), "--keep", "2")
    assert len(list(tmp_path.glob("marlerweg-*.zip"))) == 2
    assert not (tmp_path / "marlerweg-2026-01-01T000000Z.zip").exists()
    newest = max(tmp_path.glob("marlerweg-*.zip"))
    assert newest.stat().st_mode & 0o077 == 0, "it holds everything, so only its owner may read it"


def test_a_sealed_backup_goes_back_with_its_key_only_and_the_erased_stay_away(
    lived_in: House, tmp_path: Path
) -> None:
    """The whole way in commands: key, backup, erasure since, wrong key, right key."""
    for name in ("town", "other"):
        lived_in.run("backup_key", str(tmp_path / name))
    lived_in.run("migrate", "--verbosity=0")
    lived_in.python(
        "from marlerweg.network.models import ContactDetail, Organisation\n"
        "club = Organisation.objects.create(name='Verein')\n"
        "for number in ('1', '2'):\n"
        "    ContactDetail.objects.create(organisation=club, kind='phone', value=number, folded=number)"
    )
    told = lived_in.run("backup", str(tmp_path / "kept"), "--key", str(tmp_path / "town")).stdout
    assert "verschlüsselt" in told
    (sealed,) = (tmp_path / "kept").glob("*.sealed")
    assert b"jobs_job" not in sealed.read_bytes()
    lived_in.python(
        "from marlerweg.foundation import clock, erasures\nfrom marlerweg.network.models import ContactDetail\n"
        "row = ContactDetail.objects.get(value='2')\n"
        "erasures.note('network.contactdetail', row.pk, at=clock.now())\nrow.delete()"
    )
    refused = lived_in.run("restore", str(sealed), "--key", str(tmp_path / "other"), check=False)
    assert refused.returncode == 1
    assert "Der Schlüssel passt nicht" in refused.stderr
    assert "Es wurde nichts geändert" in refused.stderr
    told = lived_in.run("restore", str(sealed), "--key", str(tmp_path / "town")).stdout
    assert "Zurückgespielt" in told
    assert "Noch einmal gelöscht" in told
    assert lived_in.ask("SELECT value FROM network_contactdetail") == [("1",)]
