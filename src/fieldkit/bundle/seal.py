"""Closing the seal: the whole file's hash and the device's signature, written into the hole left for them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

from fieldkit.bundle.manifest import EMPTY_HOLE, HOLE_WIDTH
from fieldkit.bundle.plan import Built
from fieldkit.errors import Trouble

if TYPE_CHECKING:
    from typing_extensions import Buffer

_TAG = b"fk.bun.1\0"
_MARK = b'"hole":"' + EMPTY_HOLE.encode("ascii")
_MARK_START = len(_MARK) - HOLE_WIDTH


def seal_message(file_sha256: str, manifest_sha256: str) -> bytes:
    """What the device key signs: tag, hash of the file with the hole empty, hash of the manifest likewise."""
    return _TAG + bytes.fromhex(file_sha256) + bytes.fromhex(manifest_sha256)


def hole_text(built: Built, sign: Callable[[bytes], bytes]) -> bytes:
    """What goes into the hole, `HOLE_WIDTH` bytes long."""
    signature = sign(seal_message(built.sha256, built.manifest_sha256))
    text = f"{built.sha256}{built.manifest_sha256}{signature.hex()}".encode("ascii")
    if len(text) != HOLE_WIDTH:
        raise ValueError("a seal is two SHA-256 and one Ed25519 signature")
    return text


def close_seal(pdf: bytes, built: Built, sign: Callable[[bytes], bytes]) -> bytes:
    """`pdf` with its seal closed. Raises `Trouble` when `built` is not about these bytes."""
    if hashlib.sha256(pdf).hexdigest() != built.sha256:
        raise Trouble("The bundle changed before it was sealed.", "Build it again.")
    start, end = built.hole_at, built.hole_at + HOLE_WIDTH
    return b"".join((memoryview(pdf)[:start], hole_text(built, sign), memoryview(pdf)[end:]))


def close_seal_in(out: BinaryIO, built: Built, sign: Callable[[bytes], bytes]) -> None:
    """Closes the seal of the bundle just written to `out`, in place."""
    out.seek(built.hole_at)
    out.write(hole_text(built, sign))
    out.seek(0, 2)


class HoleFinder(io.RawIOBase):
    """A file to write a bundle to: hashes what passes, and notes where the one hole is.

    A piece is hashed on a thread of its own while the next is being made; `finish` waits for the last.
    """

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out = out
        self._hash = hashlib.sha256()
        self._hasher = ThreadPoolExecutor(1)
        self._hashing: Future[None] | None = None
        self._tail = b""
        self._written = 0
        self.holes: list[int] = []

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, given: Buffer) -> int:
        """Writes on."""
        piece = bytes(given)
        # A hole that starts in one piece and ends in the next is found in the seam between them.
        self._note(self._tail + piece[: len(_MARK)], self._written - len(self._tail))
        self._note(piece, self._written)
        self._wait()
        self._hashing = self._hasher.submit(self._hash.update, piece)
        self._out.write(piece)
        self._written += len(piece)
        self._tail = (self._tail + piece[-len(_MARK) :])[-len(_MARK) + 1 :]
        return len(piece)

    def _note(self, piece: bytes, start: int) -> None:
        place = piece.find(_MARK)
        while place >= 0:
            found = start + place + _MARK_START
            if found not in self.holes:
                self.holes.append(found)
            place = piece.find(_MARK, place + 1)

    def _wait(self) -> None:
        if self._hashing is not None:
            self._hashing.result()

    def finish(self) -> str:
        """The hash of all that was written; nothing can be written after it."""
        self._wait()
        self._hasher.shutdown()
        return self._hash.hexdigest()
