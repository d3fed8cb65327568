"""Seals a file in chunks that can be read from any place (AES-256-GCM in the STREAM construction).

A sealed file is: magic, version, file id (16 bytes), nonce prefix (7 bytes), then chunks of 64 KiB of plain
text, each with its 16-byte tag. Nonce: prefix, 4-byte counter, 1 byte for "last". Every chunk covers the
head. A key is random and seals one file once, so no nonce ever repeats (`security.md` 2.5).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldkit.errors import Trouble

MAGIC = b"FKSEAL"
VERSION = 1
CHUNK = 64 * 1024
KEY_BYTES = 32
ID_BYTES = 16
_PREFIX = 7
_TAG = 16
HEAD = len(MAGIC) + 1 + ID_BYTES + _PREFIX


class Altered(Trouble):
    """A sealed file is not what was sealed: changed, cut short, or opened with another file's key."""

    def __init__(self) -> None:
        super().__init__(
            "A sealed file was damaged or changed after it was saved.",
            "Fetch it again from the council or from a backup; do not use this copy.",
        )


def new_file_key() -> bytes:
    """A random key for one file."""
    return secrets.token_bytes(KEY_BYTES)


def sealed_size(plain: int) -> int:
    """The size in bytes of the sealed file of `plain` bytes."""
    return HEAD + plain + _TAG * max(1, -(-plain // CHUNK))


def plain_size(sealed: int) -> int:
    """The number of bytes inside a sealed file of `sealed` bytes. Raises `Altered` when no file has it."""
    body = sealed - HEAD
    chunks = -(-body // (CHUNK + _TAG))
    plain = body - chunks * _TAG
    if body < _TAG or sealed_size(plain) != sealed:
        raise Altered
    return plain


def seal(plain: Iterable[bytes], key: bytes, file_id: bytes) -> Iterator[bytes]:
    """The sealed file of `plain`, piece by piece."""
    head = MAGIC + bytes([VERSION]) + file_id + secrets.token_bytes(_PREFIX)
    if len(head) != HEAD:
        raise ValueError(f"a file id has {ID_BYTES} bytes, not {len(file_id)}")
    box, number, waiting = AESGCM(key), 0, bytearray()
    yield head
    for piece in plain:
        waiting += piece
        while len(waiting) > CHUNK:
            yield box.encrypt(_nonce(head, number, last=False), bytes(waiting[:CHUNK]), head)
            del waiting[:CHUNK]
            number += 1
    yield box.encrypt(_nonce(head, number, last=True), bytes(waiting), head)


class SealedReader:
    """Reads a sealed file from any place; `file` must be seekable and stays the caller's to close."""

    def __init__(self, file: BinaryIO, key: bytes, start: int = 0) -> None:
        """The sealed file lies in `file` from `start` to its end. Raises `Altered` when it is none."""
        self._file = file
        self._box = AESGCM(key)
        self._start = start
        self.size = plain_size(file.seek(0, 2) - start)
        """The number of plain bytes inside; vouched for once the last chunk is read."""
        file.seek(start)
        self._head = file.read(HEAD)
        if self._head[: len(MAGIC) + 1] != MAGIC + bytes([VERSION]):
            raise Altered
        self.id = self._head[len(MAGIC) + 1 : -_PREFIX]
        self._last = max(0, -(-self.size // CHUNK) - 1)

    def pieces(self) -> Iterator[bytes]:
        """All the plain bytes, chunk by chunk, each checked before it is given. Raises `Altered`."""
        for number in range(self._last + 1):
            yield self._chunk(number)

    def read(self, start: int, length: int) -> bytes:
        """The plain bytes from `start`, at most `length`; only the chunks they lie in are opened.

        The size is checked by opening the last chunk first. Raises `Altered`.
        """
        end = min(start + length, self.size)
        self._chunk(self._last)
        if start >= end:
            return b""
        first, final = start // CHUNK, (end - 1) // CHUNK
        joined = b"".join(self._chunk(number) for number in range(first, final + 1))
        return joined[start - first * CHUNK : end - first * CHUNK]

    def _chunk(self, number: int) -> bytes:
        self._file.seek(self._start + HEAD + number * (CHUNK + _TAG))
        try:
            return self._box.decrypt(
                _nonce(self._head, number, last=number == self._last),
                self._file.read(CHUNK + _TAG),
                self._head,
            )
        except (InvalidTag, ValueError) as fault:
            raise Altered from fault


def _nonce(head: bytes, number: int, *, last: bool) -> bytes:
    return head[-_PREFIX:] + number.to_bytes(4, "big") + bytes([last])
