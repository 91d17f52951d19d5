"""A sealed backup opens only with its key and only whole; the answer says which of the two was wrong."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marlerweg.foundation.backups import Unfit, key_from_file, key_from_passphrase, new_key_file, sealing
from marlerweg.foundation.backups.sealing import HEAD, PIECE, TAG, Key

KEY, OTHER = Key(b"k" * 32), Key(b"o" * 32)
SECRET = b"Geheim " * 400_000  # 2.8 MB: three pieces


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    (tmp_path / "plain").write_bytes(SECRET)
    sealing.seal(tmp_path / "plain", tmp_path / "sealed", KEY)
    return tmp_path / "sealed"


def opened(sealed: Path, key: Key | None = KEY) -> bytes:
    target = sealed.with_name("opened")
    sealing.unseal(sealed, target, key)
    return target.read_bytes()


def test_what_was_sealed_comes_back_and_is_not_to_be_read_on_the_way(sealed: Path) -> None:
    assert b"Geheim" not in sealed.read_bytes()
    assert sealed.stat().st_mode & 0o077 == 0
    assert opened(sealed) == SECRET


@settings(max_examples=8, deadline=None)
@given(size=st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE]))
def test_every_length_comes_back(size: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("lengths")
    (folder / "plain").write_bytes(b"x" * size)
    sealing.seal(folder / "plain", folder / "sealed", KEY)
    assert len(opened(folder / "sealed")) == size


def test_another_key_is_named_as_such(sealed: Path) -> None:
    with pytest.raises(Unfit, match="Der Schlüssel passt nicht"):
        opened(sealed, OTHER)


def test_no_key_says_which_is_needed(sealed: Path) -> None:
    with pytest.raises(Unfit, match=r"mit einer Schlüsseldatei verschlüsselt.*fehlt"):
        opened(sealed, None)
    with pytest.raises(Unfit, match="angegeben ist etwas anderes"):
        opened(sealed, key_from_passphrase("lange genug für uns"))


def without_the_last_piece(content: bytes) -> bytes:
    return content[: HEAD + 2 * (PIECE + TAG)]


def pieces_swapped(content: bytes) -> bytes:
    size = PIECE + TAG
    body = content[HEAD:]
    return content[:HEAD] + body[size : 2 * size] + body[:size] + body[2 * size :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content + b"\0",
        lambda content: content[:20],
        lambda content: content[:-40] + bytes([content[-40] ^ 1]) + content[-39:],
        without_the_last_piece,
        pieces_swapped,
    ],
)
def test_any_change_is_found_out(sealed: Path, damage: object) -> None:
    sealed.write_bytes(damage(sealed.read_bytes()))  # type: ignore[operator]
    with pytest.raises(Unfit, match="unvollständig oder beschädigt"):
        opened(sealed)


def test_a_passphrase_opens_too_and_must_be_long(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"kurz")
    sealing.seal(tmp_path / "plain", tmp_path / "sealed", key_from_passphrase("drei Wörter und ein Baum"))
    assert opened(tmp_path / "sealed", key_from_passphrase("drei Wörter und ein Baum")) == b"kurz"
    with pytest.raises(Unfit, match="passt nicht"):
        opened(tmp_path / "sealed", key_from_passphrase("drei Wörter und ein Strauch"))
    with pytest.raises(Unfit, match="zu kurz"):
        key_from_passphrase("hallo")


def test_a_key_file_is_private_is_never_replaced_and_nothing_else_is_taken_for_one(tmp_path: Path) -> None:
    file = tmp_path / "key"
    new_key_file(file)
    assert file.stat().st_mode & 0o077 == 0
    assert len(key_from_file(file).secret) == 32
    with pytest.raises(FileExistsError):
        new_key_file(file)
    file.write_text("Passwort123")
    with pytest.raises(Unfit, match="keine ganze Schlüsseldatei"):
        key_from_file(file)
    with pytest.raises(Unfit, match="gibt es nicht"):
        key_from_file(tmp_path / "nowhere")
