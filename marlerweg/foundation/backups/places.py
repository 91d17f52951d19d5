"""Which backups lie in a folder, and with which key this installation opens them."""

from pathlib import Path

from django.conf import settings

from marlerweg.foundation.backups.sealing import Key, key_from_file, key_from_passphrase


def backups_in(folder: Path) -> list[Path]:
    """Open and sealed ones, oldest first."""
    return sorted([*folder.glob("marlerweg-*.zip"), *folder.glob("marlerweg-*.zip.sealed")])


def chosen_key(file: str | None = None) -> Key | None:
    """The file named now, else the one of the settings, else the passphrase of the settings; raises `Unfit`."""
    if named := file or settings.BACKUP_KEY_FILE:
        return key_from_file(Path(named))
    return key_from_passphrase(settings.BACKUP_PASSPHRASE) if settings.BACKUP_PASSPHRASE else None
