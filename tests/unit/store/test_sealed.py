"""The folder of sealed attachments: whole or absent, opened by its own key, swept of what no row names."""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.errors import Trouble
from fieldkit.keys.sealing import CHUNK, Altered, new_file_key
from fieldkit.store.sealed import Sealed, SealedFiles, pieces_of

PHOTO = secrets.token_bytes(2 * CHUNK + 77)


@pytest.fixture
def files(tmp_path: Path) -> SealedFiles:
    return SealedFiles(tmp_path)


@pytest.fixture
def photo(files: SealedFiles) -> Sealed:
    return files.put(pieces_of(io.BytesIO(PHOTO)))


def test_what_was_put_is_what_comes_back(files: SealedFiles, photo: Sealed) -> None:
    raw = files.path(photo.name).read_bytes()
    assert (photo.sha256, photo.size) == (hashlib.sha256(PHOTO).hexdigest(), len(PHOTO))
    assert (photo.sealed_sha256, photo.sealed_size) == (hashlib.sha256(raw).hexdigest(), len(raw))
    assert files.read(photo.name, photo.key) == PHOTO
    assert files.read_range(photo.name, photo.key, CHUNK - 5, 10) == PHOTO[CHUNK - 5 : CHUNK + 5]
    assert files.has(photo.name)
    files.verify(photo)
    assert PHOTO[:64] not in raw
    assert photo.key.hex() not in repr(photo)


def test_nothing_and_one_byte_are_files_too(files: SealedFiles) -> None:
    for plain in (b"", b"x"):
        assert files.read(*name_and_key(files.put([plain]))) == plain


def name_and_key(sealed: Sealed) -> tuple[str, bytes]:
    return sealed.name, sealed.key


def test_a_changed_file_another_key_and_another_name_are_found(files: SealedFiles, photo: Sealed) -> None:
    path = files.path(photo.name)
    with pytest.raises(Altered):
        files.read(photo.name, new_file_key())
    other = files.path("0" * 32)
    other.write_bytes(path.read_bytes())
    with pytest.raises(Altered):
        files.read(other.name, photo.key)
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    with pytest.raises(Altered):
        files.read(photo.name, photo.key)
    with pytest.raises(Altered):
        files.verify(photo)


def test_a_file_that_is_not_here_is_told(files: SealedFiles, photo: Sealed) -> None:
    files.remove(photo.name)
    assert not files.has(photo.name)
    with pytest.raises(Trouble, match="not on this computer"):
        files.read(photo.name, photo.key)


def test_a_name_never_leads_out_of_the_folder(files: SealedFiles) -> None:
    for name in ("../../etc/passwd", "x" * 32, "AB" * 16, "ab" * 15, ""):
        with pytest.raises(ValueError, match="32 hex digits"):
            files.path(name)


def test_a_stream_that_breaks_off_leaves_nothing(files: SealedFiles, tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield PHOTO
        raise OSError("the camera was pulled out")

    with pytest.raises(OSError, match="camera"):
        files.put(broken())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be written to"):
        SealedFiles(tmp_path / "gone").put([b"x"])


def test_the_sweep_takes_only_what_no_row_names(files: SealedFiles, photo: Sealed, tmp_path: Path) -> None:
    orphan = files.put([b"the row was never committed"])
    files.arriving("ab" * 16).write_bytes(b"half of a file that is still coming")
    files.arriving("cd" * 16).write_bytes(b"half of a file that nobody waits for")
    assert files.sweep([photo.name, "ab" * 16]) == 2
    assert not files.has(orphan.name)
    assert {path.name for path in tmp_path.iterdir()} == {photo.name, "ab" * 16 + ".part"}
    assert files.sweep([photo.name, "ab" * 16]) == 0


def test_a_file_that_arrived_is_taken_in_only_as_it_was_signed(
    files: SealedFiles, photo: Sealed, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    elsewhere = SealedFiles(tmp_path / "other")
    arriving = elsewhere.arriving(photo.name)
    arriving.write_bytes(files.path(photo.name).read_bytes()[:-1])
    with pytest.raises(Altered):
        elsewhere.adopt(photo.name, arriving, photo.sealed_sha256)
    assert not elsewhere.has(photo.name)
    arriving.write_bytes(files.path(photo.name).read_bytes())
    elsewhere.adopt(photo.name, arriving, photo.sealed_sha256)
    assert elsewhere.read(photo.name, photo.key) == PHOTO
    assert not arriving.exists()
