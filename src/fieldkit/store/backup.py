"""Copies a whole notebook into one sealed file, and makes a notebook of it again.

The file: one line of canonical JSON (who can open it), then a sealed stream (`keys/sealing.py`) of database
and attachments, each as name, size and bytes. The database in it is under a fresh root key; that key is
sealed to the council's offline recovery key, under a passphrase, or both. No signing key is in it: a restored
notebook signs with a new one (`design.md` 7).
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fieldkit.errors import Trouble
from fieldkit.keys.fields import hexed, number, parts, text
from fieldkit.keys.hpke import RecoveryKey, RecoveryPublicKey
from fieldkit.keys.lockbox import lock_away, take_out
from fieldkit.keys.recovery_slot import RecoverySlot
from fieldkit.keys.sealing import CHUNK, Altered, SealedReader, seal
from fieldkit.keys.slots import database_key
from fieldkit.keys.stretching import derive
from fieldkit.ledger.canonical import Json, NotCanonical, canonical, parse
from fieldkit.store.durable import NEW_FILE, TEMPORARY, settle_folder
from fieldkit.store.folder import Folder
from fieldkit.store.vault import OpenVault

LABEL = "notebook backup"
_MOST_HEAD = 64 * 1024
_DATABASE = "notebook.db"

Progress = Callable[[int, int], object]
"""Takes the bytes done and the bytes to do; it may raise to stop."""


def _quietly(done: int, total: int) -> None:
    """Tells nobody."""
    del done, total


def back_up(
    vault: OpenVault,
    path: Path,
    *,
    recovery: tuple[str, RecoveryPublicKey] | None = None,
    passphrase: str | None = None,
    progress: Progress = _quietly,
) -> None:
    """Write the open notebook to the new file `path`, whole or not at all.

    Opened later by the key of `recovery` (council id and checked key) or by `passphrase`; one is needed.
    Raises `Trouble`.
    """
    if path.exists():
        raise Trouble(f"There is already a file at {path}.", "Choose another name for the backup.")
    root = secrets.token_bytes(32)
    head = _head(vault.notebook, root, recovery, passphrase)
    copy = vault.folder.path / f"backup.{secrets.token_hex(4)}{TEMPORARY}"
    try:
        vault.database.copy_to(copy, database_key(root))
        kept = [
            (_DATABASE, copy),
            *(("files/" + name, vault.files.path(name)) for name in vault.files.names()),
        ]
        _write(path, head, seal(_packed(kept, progress), _stream_key(root), _file_id(head)))
    finally:
        copy.unlink(missing_ok=True)


def open_backup(path: Path, opener: RecoveryKey | str) -> bytes:
    """The root key of the backup at `path`, by the council's key or a passphrase. Raises `Trouble`."""
    head, _ = _read_head(path)
    recovery, locked = head["recovery"], head["passphrase"]
    if isinstance(opener, str):
        if locked is None:
            raise Trouble("No passphrase opens this backup.", "Ask your council: its recovery key opens it.")
        return take_out(hexed(head, "passphrase"), opener, LABEL)
    if recovery is None:
        raise Trouble("No recovery key opens this backup.", "Use the passphrase that it was made with.")
    return RecoverySlot.of(text(head, "notebook"), parts(recovery)).open(opener)


def unpack(path: Path, root: bytes, place: Folder, progress: Progress = _quietly) -> None:
    """Put the database and the attachments of a backup into the folder `place`, every byte checked.

    Raises `Altered` when the backup was changed or cut short, `Trouble` when the disk fails.
    """
    head, start = _read_head(path)
    with path.open("rb") as file:
        reader = SealedReader(file, _stream_key(root), start)
        if reader.id != _file_id(canonical(head)):
            raise Altered
        stream = _Stream(reader.pieces(), reader.size, progress)
        while name := stream.take(int.from_bytes(stream.take(2), "big")).decode("ascii"):
            target = place.database if name == _DATABASE else _attachment(place, name)
            _write(target, b"", stream.through(int.from_bytes(stream.take(8), "big")))


def _head(
    notebook: str, root: bytes, recovery: tuple[str, RecoveryPublicKey] | None, passphrase: str | None
) -> bytes:
    if recovery is None and passphrase is None:
        raise ValueError("a backup that nobody can open")
    head: dict[str, Json] = {
        "notebook": notebook,
        "passphrase": None if passphrase is None else lock_away(root, passphrase, LABEL).hex(),
        "recovery": None if recovery is None else RecoverySlot.make(notebook, root, *recovery).plain(),
        "type": LABEL,
        "v": 1,
    }
    return canonical(head)


def _read_head(path: Path) -> tuple[dict[str, Json], int]:
    """The head, and where the sealed stream begins."""
    try:
        with path.open("rb") as file:
            line = file.readline(_MOST_HEAD)
        head = parts(parse(line.removesuffix(b"\n")))
        if text(head, "type") != LABEL or number(head, "v") != 1:
            raise ValueError("something else")
    except OSError as fault:
        raise Trouble(f"The backup {path} cannot be read.", "Check that the file is there.") from fault
    except (NotCanonical, ValueError) as fault:
        raise Trouble(
            f"The file {path} is no backup of a notebook, or it is damaged.", "Choose another backup."
        ) from fault
    return head, len(line)


def _file_id(head: bytes) -> bytes:
    """Binds the sealed stream to the very head it was written with."""
    return hashlib.sha256(head).digest()[:16]


def _stream_key(root: bytes) -> bytes:
    return derive(root, b"backup/v1")


def _packed(kept: Iterable[tuple[str, Path]], progress: Progress) -> Iterator[bytes]:
    entries = [(name, path, path.stat().st_size) for name, path in kept]
    done, total = 0, sum(size for *_, size in entries)
    for name, path, size in entries:
        yield len(name).to_bytes(2, "big") + name.encode("ascii") + size.to_bytes(8, "big")
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                yield piece
                done += len(piece)
                progress(done, total)
    yield bytes(2)


class _Stream:
    """Takes exact lengths from pieces of any length."""

    def __init__(self, pieces: Iterator[bytes], total: int, progress: Progress) -> None:
        self._pieces = pieces
        self._held = b""
        self._done = 0
        self._total = total
        self._progress = progress

    def take(self, length: int) -> bytes:
        return b"".join(self.through(length))

    def through(self, length: int) -> Iterator[bytes]:
        while length:
            if not self._held:
                self._held = next(self._pieces, b"")
                self._done += len(self._held)
                self._progress(self._done, self._total)
            if not self._held:
                raise Altered
            piece, self._held = self._held[:length], self._held[length:]
            length -= len(piece)
            yield piece


def _attachment(place: Folder, name: str) -> Path:
    folder, _, file = name.partition("/")
    if folder != "files" or len(file) != 32 or not set(file) <= set("0123456789abcdef"):
        raise Altered
    return place.files / file


def _write(path: Path, head: bytes, pieces: Iterable[bytes]) -> None:
    """Write a new file beside its place, settle it, then put it there."""
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        with os.fdopen(os.open(temporary, NEW_FILE, 0o600), "wb") as file:
            file.write(head + b"\n" if head else b"")
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        settle_folder(path.parent)
    except OSError as fault:
        raise Trouble(
            f"The file {path} could not be written.", "Check that there is room on that disk, then try again."
        ) from fault
    finally:
        temporary.unlink(missing_ok=True)
