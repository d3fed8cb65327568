"""The folder of sealed attachments: one file each under a random name, opened only by its own key."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from fieldkit.errors import Trouble
from fieldkit.keys.sealing import CHUNK, Altered, SealedReader, new_file_key, seal
from fieldkit.store.durable import NEW_FILE, TEMPORARY, settle_folder
from fieldkit.store.told import StoreTrouble

_NAME = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Sealed:
    """One sealed file: key and plain hash belong in the payload, sealed hash and size in the header."""

    name: str
    """32 hex digits, also the id inside the file: never anything about what it shows."""
    key: bytes = field(repr=False)
    sha256: str
    size: int
    sealed_sha256: str
    sealed_size: int


class SealedFiles:
    """The sealed attachments of one notebook."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, plain: Iterable[bytes]) -> Sealed:
        """Seal `plain` into a new file, settled on disk before this returns; nothing is left when it fails.

        Raises `Trouble` when the disk is full or cannot be written; what `plain` raises passes through.
        """
        name, key = secrets.token_hex(16), new_file_key()
        inside, outside = _Sum(), _Sum()
        self._write(name, outside.of(seal(inside.of(plain), key, bytes.fromhex(name))))
        return Sealed(name, key, inside.hex, inside.size, outside.hex, outside.size)

    def adopt(self, name: str, sealed: Path, sealed_sha256: str) -> None:
        """Take in a file that arrived whole at `sealed`. Raises `Altered` unless its hash is as signed."""
        with sealed.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sealed_sha256:
                raise Altered
            os.fsync(file.fileno())
        sealed.replace(self.path(name))
        settle_folder(self._folder)

    def pieces(self, name: str, key: bytes) -> Iterator[bytes]:
        """The plain bytes, 64 KiB at a time, each checked before it is given. Raises `Altered`, `Trouble`."""
        with self._open(name) as file:
            yield from self._reader(name, file, key).pieces()

    def read(self, name: str, key: bytes) -> bytes:
        """All the plain bytes. Raises `Altered`, `Trouble`."""
        return b"".join(self.pieces(name, key))

    def read_range(self, name: str, key: bytes, start: int, length: int) -> bytes:
        """At most `length` plain bytes from `start`. Raises `Altered`, `Trouble`."""
        with self._open(name) as file:
            return self._reader(name, file, key).read(start, length)

    def verify(self, sealed: Sealed) -> None:
        """Check both hashes and both sizes against the file. Raises `Altered`, `Trouble`."""
        with self._open(sealed.name) as file:
            outside = hashlib.file_digest(file, "sha256").hexdigest()
            inside = _Sum()
            for _ in inside.of(self._reader(sealed.name, file, sealed.key).pieces()):
                pass
            found = (inside.hex, inside.size, outside, file.seek(0, 2))
        if found != (sealed.sha256, sealed.size, sealed.sealed_sha256, sealed.sealed_size):
            raise Altered

    def path(self, name: str) -> Path:
        """Where the sealed file lies, to send it as it is."""
        if len(name) != 32 or not _NAME.issuperset(name):
            raise ValueError("a sealed file's name is 32 hex digits")
        return self._folder / name

    def arriving(self, name: str) -> Path:
        """Where a sealed file that is still arriving lies; `sweep` leaves it while `name` is kept."""
        return self.path(name).with_suffix(TEMPORARY)

    def has(self, name: str) -> bool:
        """Whether the sealed file is here whole."""
        return self.path(name).exists()

    def remove(self, name: str) -> None:
        """Take the file away; erasing its key is what makes it unreadable everywhere."""
        self.path(name).unlink(missing_ok=True)
        settle_folder(self._folder)

    def names(self) -> tuple[str, ...]:
        """The names of all files that are here whole, in order."""
        return tuple(sorted(path.name for path in self._folder.iterdir() if path.suffix != TEMPORARY))

    def sweep(self, keep: Iterable[str]) -> int:
        """Take away every file that no row names (a crash before its commit); how many there were."""
        kept = {end for name in keep for end in (name, name + TEMPORARY)}
        orphans = [path for path in self._folder.iterdir() if path.name not in kept]
        for path in orphans:
            path.unlink()
        if orphans:
            settle_folder(self._folder)
        return len(orphans)

    def _write(self, name: str, pieces: Iterable[bytes]) -> None:
        temporary = self.arriving(name)
        try:
            with self._told():
                descriptor = os.open(temporary, NEW_FILE, 0o600)
            with os.fdopen(descriptor, "wb", buffering=0) as file:
                for piece in pieces:
                    with self._told():
                        left = memoryview(piece)
                        while left:
                            left = left[file.write(left) :]
                with self._told():
                    os.fsync(file.fileno())
            with self._told():
                temporary.replace(self.path(name))
                settle_folder(self._folder)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            if fault.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StoreTrouble(
                    "There is no room left on this disk for this photograph or paper.",
                    "Free some space, then attach it again.",
                    full=True,
                ) from fault
            raise StoreTrouble(
                f"The folder {self._folder} cannot be written to.", "Check that the disk is in place."
            ) from fault

    def _open(self, name: str) -> BufferedReader:
        try:
            return self.path(name).open("rb")
        except FileNotFoundError as fault:
            raise Trouble(
                "A photograph or paper of this record is not on this computer.",
                "Send and receive to fetch it, or restore it from a backup.",
            ) from fault

    def _reader(self, name: str, file: BinaryIO, key: bytes) -> SealedReader:
        reader = SealedReader(file, key)
        if reader.id.hex() != name:
            raise Altered
        return reader


class _Sum:
    """The hash and size of pieces on their way through."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.size = 0

    def of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._hash.update(piece)
            self.size += len(piece)
            yield piece

    @property
    def hex(self) -> str:
        return self._hash.hexdigest()


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of `stream` from where it stands, 64 KiB at a time."""
    while piece := stream.read(CHUNK):
        yield piece
