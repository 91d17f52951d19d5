"""One file that holds all data, proves itself whole, and goes back in one step or not at all.

A backup is a ZIP with a `manifest.json` (version, moment, engine, SHA-256 and row counts) and one copy per database; under
a key it is sealed as a whole (see `sealing`).
"""

from marlerweg.foundation.backups.manifest import Unfit
from marlerweg.foundation.backups.returning import check, restore
from marlerweg.foundation.backups.sealing import Key, key_from_file, key_from_passphrase, new_key_file
from marlerweg.foundation.backups.taking import back_up

__all__ = [
    "Key",
    "Unfit",
    "back_up",
    "check",
    "key_from_file",
    "key_from_passphrase",
    "new_key_file",
    "restore",
]
