"""Backups under lock: AES-256-GCM in pieces of one megabyte, so that size does not matter and no byte goes unproven.

A sealed file is a head (mark, kind of key, salt, check) and pieces, each its own nonce counter and the head as bound data;
the last piece says that it is the last, so a shortened file is found out. The key of a file is derived from the town's
key and the file's salt; `check` tells a wrong key from a damaged file without helping anybody to guess.
"""

import base64
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from marlerweg.foundation.backups.manifest import Unfit

MARK = b"MARLERWEG-SEALED-1"
PIECE, TAG, SALT, CHECK = 1 << 20, 16, 16, 8
HEAD = len(MARK) + 1 + SALT + CHECK
KEY_MARK, KEY_BYTES = "marlerweg-backup-key-1:", 32
SHORTEST_PASSPHRASE = 16
NOT_READABLE = "Die Datei ist unvollständig oder beschädigt; vermutlich brach das Kopieren ab."


@dataclass(frozen=True, slots=True)
class Key:
    """The town's own: 32 random bytes from a key file, or a passphrase."""

    secret: bytes
    is_passphrase: bool = False

    @property
    def kind(self) -> bytes:
        return b"P" if self.is_passphrase else b"K"

    def derived(self, salt: bytes) -> tuple[AESGCM, bytes]:
        """The cipher of one file and what its head says to recognise the key."""
        secret = self.secret
        if self.is_passphrase:
            secret = Scrypt(salt=salt, length=KEY_BYTES, n=1 << 16, r=8, p=1).derive(secret)
        both = HKDF(SHA256(), length=KEY_BYTES + CHECK, salt=salt, info=MARK).derive(secret)
        return AESGCM(both[:KEY_BYTES]), both[KEY_BYTES:]


def new_key_file(path: Path) -> None:
    """Readable by its owner only; refuses to replace one, because old backups would be lost with it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(KEY_MARK + base64.b64encode(os.urandom(KEY_BYTES)).decode() + "\n")


def key_from_file(path: Path) -> Key:
    strange = Unfit(f"{path} ist keine ganze Schlüsseldatei (`manage.py backup_key` erzeugt eine).")
    try:
        mark, _, words = path.read_text(encoding="ascii").strip().rpartition(":")
        secret = base64.b64decode(words, validate=True)
    except FileNotFoundError as missing:
        raise Unfit(f"Die Schlüsseldatei {path} gibt es nicht.") from missing
    except ValueError as problem:
        raise strange from problem
    if f"{mark}:" != KEY_MARK or len(secret) != KEY_BYTES:
        raise strange
    return Key(secret)


def key_from_passphrase(words: str) -> Key:
    if len(words) < SHORTEST_PASSPHRASE:
        raise Unfit(f"Die Passphrase ist zu kurz: mindestens {SHORTEST_PASSPHRASE} Zeichen.")
    return Key(words.encode(), is_passphrase=True)


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


def seal(source: Path, target: Path, key: Key) -> None:
    salt = os.urandom(SALT)
    cipher, check = key.derived(salt)
    head = MARK + key.kind + salt + check
    target.touch(mode=0o600)
    with source.open("rb") as plain, target.open("wb") as sealed:
        sealed.write(head)
        for number, last, piece in pieces(plain, PIECE):
            sealed.write(cipher.encrypt(nonce(number, last=last), piece, head))


def unseal(source: Path, target: Path, key: Key | None) -> None:
    """Raises `Unfit` for no key, another key, and for any byte changed, missing or added."""
    with source.open("rb") as sealed:
        head = sealed.read(HEAD)
        if len(head) < HEAD:
            raise Unfit(NOT_READABLE)
        cipher = _opened(head, key)
        target.touch(mode=0o600)
        with target.open("wb") as plain:
            for number, last, piece in pieces(sealed, PIECE + TAG):
                try:
                    plain.write(cipher.decrypt(nonce(number, last=last), piece, head))
                except InvalidTag as changed:
                    raise Unfit(NOT_READABLE) from changed


def _opened(head: bytes, key: Key | None) -> AESGCM:
    kind, salt, check = head[len(MARK) : -SALT - CHECK], head[-SALT - CHECK : -CHECK], head[-CHECK:]
    wanted = "mit einer Passphrase" if kind == b"P" else "mit einer Schlüsseldatei"
    if key is None:
        raise Unfit(
            f"Die Sicherung ist {wanted} verschlüsselt: MARLERWEG_BACKUP_KEY_FILE oder MARLERWEG_BACKUP_PASSPHRASE fehlt."
        )
    if key.kind != kind:
        raise Unfit(f"Die Sicherung ist {wanted} verschlüsselt; angegeben ist etwas anderes.")
    cipher, own = key.derived(salt)
    if own != check:
        raise Unfit(
            "Der Schlüssel passt nicht zu dieser Sicherung. Gesucht ist der, mit dem sie gemacht wurde."
        )
    return cipher


def pieces(file: BinaryIO, size: int) -> Iterator[tuple[int, bool, bytes]]:
    """Number, whether it is the last, and content; an empty file has one empty last piece."""
    number, piece = 0, file.read(size)
    while True:
        following = file.read(size)
        yield number, not following, piece
        if not following:
            return
        number, piece = number + 1, following


def nonce(number: int, *, last: bool) -> bytes:
    """Never twice under one key: each file has its own, and pieces are counted."""
    return struct.pack(">QI", number, int(last))
