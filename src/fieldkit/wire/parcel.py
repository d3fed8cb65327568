"""A parcel: revisions and sealed files for one officer's device in one encrypted file, without any server.

The file is: magic and version, a salt (16 bytes), a mark by which the addressee knows it (16 bytes), the file
key sealed to the addressee (HPKE, bound to all before it), then the body as a sealed file (`keys.sealing`).
The body is the contents list, signed by the sender and naming the addressee, then batches of revisions, the
council's receipts, sealed files as they are, and zeros up to a Padmé size (Nikitin et al., PETS 2019), so
that the length says little. Outside the seal there is no name and no id.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

import msgspec

from fieldkit.keys.documents import Document
from fieldkit.keys.fields import hexed, number, text, texts
from fieldkit.keys.hpke import SEALED_BYTES, NotSealedToUs, SealingKey, SealingPublicKey
from fieldkit.keys.sealing import ID_BYTES, KEY_BYTES, Altered, SealedReader, new_file_key, seal
from fieldkit.keys.signing import SigningKey, VerifyKey
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.revision import Blob
from fieldkit.wire.messages import PUSH_BYTES, PUSH_ITEMS, Garbled, Item, decode
from fieldkit.wire.receipts import Receipt

KIND = "parcel"
MAGIC = b"FKPARCEL\x01"
SALT_BYTES = MARK_BYTES = 16
_KEY_AT = len(MAGIC) + SALT_BYTES + MARK_BYTES
BODY_AT = _KEY_AT + KEY_BYTES + SEALED_BYTES
_LENGTH_BYTES = 8
_PIECE = 1 << 20
LARGEST_LIST = 1 << 26

Receipts: TypeAlias = tuple[Receipt, ...]
TakeFile: TypeAlias = Callable[[Blob, Iterator[bytes]], None]


class BadParcel(ValueError):
    """The file is no parcel, or not as its sender sealed and signed it."""


class NotForUs(BadParcel):
    """The parcel was sealed to somebody else's device, or its head was changed."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a parcel holds, as its sender signed it.

    `number` counts the sender's parcels; `to` is the id of the addressee's sealing key. `batches` are the
    SHA-256 of each batch of revisions, `receipts` that of the council's receipts.
    """

    id: str
    council: str
    number: int
    made_ms: int
    to: str
    homes: tuple[str, ...]
    revisions: int
    batches: tuple[str, ...]
    receipts: str
    files: tuple[Blob, ...]
    certificates: tuple[bytes, ...]
    council_keys: bytes
    sender: str = ""
    raw: bytes = b""

    def sign(self, key: SigningKey) -> Contents:
        """The same as a document signed by the sender's device."""
        body: dict[str, Json] = {
            "batches": list(self.batches),
            "certificates": [raw.hex() for raw in self.certificates],
            "council": self.council,
            "council_keys": self.council_keys.hex(),
            "files": [f"{blob.sha256} {blob.size}" for blob in self.files],
            "homes": list(self.homes),
            "id": self.id,
            "made_ms": self.made_ms,
            "number": self.number,
            "receipts": self.receipts,
            "revisions": self.revisions,
            "to": self.to,
            "v": 1,
        }
        return self.of(Document.sign(KIND, body, key).raw)

    @classmethod
    def of(cls, raw: bytes) -> Contents:
        """The list in `raw`; `signed_by` says whether to believe it. Raises `BadParcel`."""
        try:
            document = Document.of(KIND, raw)
            body = document.body
            if number(body, "v") != 1:
                raise ValueError("a newer parcel")
            return cls(
                id=text(body, "id"),
                council=text(body, "council"),
                number=number(body, "number"),
                made_ms=number(body, "made_ms"),
                to=text(body, "to"),
                homes=texts(body, "homes"),
                revisions=number(body, "revisions"),
                batches=texts(body, "batches"),
                receipts=text(body, "receipts"),
                files=tuple(_blob(line) for line in texts(body, "files")),
                certificates=tuple(bytes.fromhex(line) for line in texts(body, "certificates")),
                council_keys=hexed(body, "council_keys"),
                sender=document.signer,
                raw=raw,
            )
        except ValueError as fault:
            raise BadParcel("its list of contents cannot be read") from fault

    def signed_by(self, key: VerifyKey) -> bool:
        """Whether the device with this key signed the list."""
        return Document.of(KIND, self.raw).signed_by(key)


def in_batches(items: Iterable[Item]) -> Iterator[bytes]:
    """Revisions as the batches of a parcel, each as large as a push may be."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.raw) + len(item.sig) + len(item.payload or b"")
        if len(batch) == PUSH_ITEMS or size >= PUSH_BYTES:
            yield msgspec.msgpack.encode(batch)
            batch, size = [], 0
    if batch:
        yield msgspec.msgpack.encode(batch)


def packed_receipts(receipts: Sequence[Receipt]) -> bytes:
    """Receipts as the one part of a parcel that holds them."""
    return msgspec.msgpack.encode(list(receipts))


def digest(part: bytes) -> str:
    """The hash by which the contents list names a part."""
    return hashlib.sha256(part).hexdigest()


def pack(
    contents: Contents,
    batches: Iterable[bytes],
    receipts: bytes,
    files: Iterable[Iterable[bytes]],
    to: SealingPublicKey,
) -> Iterator[bytes]:
    """The bytes of a parcel of signed `contents`; `files` gives the bytes of each in the order listed."""
    salt, key = secrets.token_bytes(SALT_BYTES), new_file_key()
    head = MAGIC + salt + _mark(salt, to)
    yield head + to.seal(key, head)
    yield from seal(_body(contents, batches, receipts, files), key, secrets.token_bytes(ID_BYTES))


def drained(_: Blob, pieces: Iterator[bytes]) -> None:
    """Takes the bytes of a file and lets them go: they are checked on the way."""
    for _piece in pieces:
        continue


class Unpacked:
    """A parcel that was opened with the addressee's key; `file` must be seekable and stays the caller's."""

    def __init__(self, file: BinaryIO, key: SealingKey) -> None:
        """Raises `BadParcel`, or `NotForUs`, before anything of the contents is believed."""
        file.seek(0)
        head = file.read(_KEY_AT)
        if head[: len(MAGIC)] != MAGIC or len(head) != _KEY_AT:
            raise BadParcel("it is no parcel")
        salt = head[len(MAGIC) : -MARK_BYTES]
        if not hmac.compare_digest(_mark(salt, key.public), head[-MARK_BYTES:]):
            raise NotForUs("it is for somebody else")
        try:
            self._body = SealedReader(file, key.unseal(file.read(KEY_BYTES + SEALED_BYTES), head), BODY_AT)
            self.contents = Contents.of(_Parts(self._body).take_part(LARGEST_LIST))
        except (NotSealedToUs, Altered) as fault:
            raise BadParcel("it was changed or cut short") from fault
        if self.contents.to != key.public.id:
            raise NotForUs("its sender meant it for somebody else")

    def read(
        self,
        batch: Callable[[Sequence[Item]], None],
        receipts: Callable[[Receipts], None] = lambda _: None,
        file: TakeFile = drained,
    ) -> None:
        """Gives every part in order, each checked against the signed list, down to the last byte.

        The bytes of a file are checked once all of its pieces were taken, so `file` must take them all.
        Raises `BadParcel`.
        """
        try:
            self._read(batch, receipts, file)
        except (Altered, Garbled) as fault:
            raise BadParcel("it was changed or cut short") from fault

    def batches(self) -> Iterator[Sequence[Item]]:
        """The batches alone, of a parcel that `read` has found whole. Raises `BadParcel`."""
        parts = _Parts(self._body)
        parts.take_part(LARGEST_LIST)
        for expected in self.contents.batches:
            yield decode(_named(parts.take_part(_LARGEST_BATCH), expected), list[Item])

    def _read(
        self,
        batch: Callable[[Sequence[Item]], None],
        receipts: Callable[[Receipts], None],
        file: TakeFile,
    ) -> None:
        parts = _Parts(self._body)
        parts.take_part(LARGEST_LIST)
        count = 0
        for expected in self.contents.batches:
            items = decode(_named(parts.take_part(_LARGEST_BATCH), expected), list[Item])
            count += len(items)
            batch(items)
        if count != self.contents.revisions:
            raise BadParcel("it holds another number of revisions than it says")
        receipts(decode(_named(parts.take_part(LARGEST_LIST), self.contents.receipts), Receipts))
        for blob in self.contents.files:
            file(blob, parts.take_file(blob))
        parts.end()


# A batch ends with the first revision that fills it, and a payload has at most 4 MiB.
_LARGEST_BATCH = PUSH_BYTES + (8 << 20)


class _Parts:
    """The plain body, taken part by part."""

    def __init__(self, body: SealedReader) -> None:
        self._pieces = body.pieces()
        self._held = bytearray()
        self._left = body.size

    def take(self, length: int) -> bytes:
        if length > self._left:
            raise BadParcel("it is shorter than it says")
        while len(self._held) < length:
            self._held += next(self._pieces)
        taken = bytes(self._held[:length])
        del self._held[:length]
        self._left -= length
        return taken

    def take_part(self, most: int) -> bytes:
        length = int.from_bytes(self.take(_LENGTH_BYTES), "big")
        if length > most:
            raise BadParcel("a part of it is longer than any can be")
        return self.take(length)

    def take_file(self, blob: Blob) -> Iterator[bytes]:
        left, found = blob.size, hashlib.sha256()
        while left:
            piece = self.take(min(left, _PIECE))
            left -= len(piece)
            found.update(piece)
            yield piece
        if found.hexdigest() != blob.sha256:
            raise BadParcel("a file in it is not the one that was signed")

    def end(self) -> None:
        while self._left:
            if any(self.take(min(self._left, _PIECE))):
                raise BadParcel("something was added behind its contents")
        # The last chunk vouches for the end, also where nothing is left to take.
        for rest in self._pieces:
            if rest:
                raise BadParcel("something was added behind its contents")


def padded(size: int) -> int:
    """The Padmé size of a body: at most 12 % more, and one of few sizes."""
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    spare = (1 << max(0, exponent - exponent.bit_length())) - 1
    return (size + spare) & ~spare


def _body(
    contents: Contents, batches: Iterable[bytes], receipts: bytes, files: Iterable[Iterable[bytes]]
) -> Iterator[bytes]:
    size = 0
    for part in (contents.raw, *batches, receipts):
        yield len(part).to_bytes(_LENGTH_BYTES, "big")
        yield part
        size += _LENGTH_BYTES + len(part)
    for pieces in files:
        for piece in pieces:
            yield piece
            size += len(piece)
    fill = padded(size) - size
    while fill:
        yield bytes(min(fill, _PIECE))
        fill -= min(fill, _PIECE)


def _mark(salt: bytes, to: SealingPublicKey) -> bytes:
    return hmac.digest(salt, to.raw, "sha256")[:MARK_BYTES]


def _named(part: bytes, expected: str) -> bytes:
    if digest(part) != expected:
        raise BadParcel("a part of it is not the one that was signed")
    return part


def _blob(line: str) -> Blob:
    sha256, _, size = line.partition(" ")
    if len(bytes.fromhex(sha256)) != 32 or not size.isdecimal():
        raise ValueError("no file is named so")
    return Blob(sha256, int(size))
