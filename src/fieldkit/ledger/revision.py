"""A revision: a signed header that never changes, and a payload that can lawfully be erased."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from fieldkit.ledger.canonical import Json, NotCanonical, canonical, parse
from fieldkit.ledger.payload import Payload

_REVISION_TAG = b"fk.rev.1\0"
_SIGNATURE_TAG = b"fk.sig.1\0"
NO_REVISION = "0" * 64


class Type(StrEnum):
    """What a revision does. Approvals, custody and looks are kinds of record, not types of revision."""

    EDIT = "edit"
    STATE = "state"
    WITHDRAW = "withdraw"
    SEAL = "seal"
    ADDENDUM = "addendum"
    RESOLVE = "resolve"
    RESTRICT = "restrict"
    ERASE = "erase"
    BLOB_GONE = "blob_gone"
    ROTATE = "rotate"


@dataclass(frozen=True, slots=True)
class Blob:
    """A sealed attachment that a revision names: SHA-256 and size in bytes of the sealed file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The signed part of a revision: integers and ASCII text only, no personal data.

    `bases` are the heads of the record its author had seen; `hlc_*` the hybrid logical clock; `wall_ms`,
    `mono_ms` and `offset_ms` what the device's clocks said (UTC milliseconds, milliseconds since start,
    zone offset in force
    in milliseconds); `targets` the revisions that a seal, erase, restrict or resolve is about.
    """

    type: str
    kind: str
    schema: int
    record: str
    home: str
    chain: str
    key: str
    seq: int
    prev: str
    bases: tuple[str, ...]
    session: str
    hlc_ms: int
    hlc_n: int
    wall_ms: int
    mono_ms: int
    offset_ms: int
    commit: str
    blobs: tuple[Blob, ...] = ()
    targets: tuple[str, ...] = ()
    app: str = ""
    v: int = 1
    suite: int = 1

    def raw(self) -> bytes:
        """The canonical bytes that are hashed, signed, stored and sent."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in _NAMES}
        plain["bases"] = list(self.bases)
        plain["targets"] = list(self.targets)
        plain["blobs"] = [[blob.sha256, blob.size] for blob in self.blobs]
        raw = canonical(plain)
        if not raw.isascii():
            raise NotCanonical("a header holds ASCII only")
        return raw

    @classmethod
    def of(cls, raw: bytes) -> Header:
        """The header of stored bytes. Raises `NotCanonical` for anything but one exact header."""
        value = parse(raw)
        if not raw.isascii() or not isinstance(value, dict) or value.keys() != _NAMES:
            raise NotCanonical("the bytes are no header")
        for name, sort in _SORTS.items():
            if type(value[name]) is not sort:
                raise NotCanonical(f"{name} has the wrong sort of value")
        for name, length in _HEX.items():
            _hex(value[name], length)
        given: dict[str, Any] = dict(value)
        given["bases"] = _ids(value["bases"])
        given["targets"] = _ids(value["targets"])
        given["blobs"] = _blobs(value["blobs"])
        return cls(**given)

    @classmethod
    def kept(cls, raw: bytes, read: Callable[[bytes], Any] = json.loads) -> Header:
        """The header of bytes that `of` accepted before they were stored: checks nothing, so is far quicker.

        `read` parses JSON.
        """
        given: dict[str, Any] = read(raw)
        given["bases"] = tuple(given["bases"])
        given["targets"] = tuple(given["targets"])
        given["blobs"] = tuple([Blob(*pair) for pair in given["blobs"]])
        return cls(**given)

    @property
    def when(self) -> tuple[int, int]:
        """The hybrid logical time, for sorting only; causality is decided by `bases`."""
        return self.hlc_ms, self.hlc_n


def revision_id(raw: bytes) -> str:
    """The id of a revision: SHA-256 over tag and header bytes, in hex."""
    return hashlib.sha256(_REVISION_TAG + raw).hexdigest()


def signing_message(revision: str) -> bytes:
    """The bytes that the author's Ed25519 key signs for the revision id `revision`."""
    return _SIGNATURE_TAG + bytes.fromhex(revision)


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision as stored: header bytes, signature, and the payload while it is held."""

    raw: bytes
    sig: bytes
    header: Header
    id: str
    payload: Payload | None = None

    @classmethod
    def of(cls, raw: bytes, sig: bytes, payload: bytes | None = None) -> Revision:
        """Reads the stored bytes.

        Raises `NotCanonical`, also when the payload is not the one committed to.
        """
        header = Header.of(raw)
        said = None if payload is None else Payload.of(payload)
        if said is not None and said.commit() != header.commit:
            raise NotCanonical("the payload is not the one that was signed")
        return cls(raw, sig, header, revision_id(raw), said)


_NAMES = {item.name for item in fields(Header)}
_TEXTS = ("type", "kind", "record", "home", "chain", "key", "prev", "session", "commit", "app")
_LISTS = ("bases", "targets", "blobs")
_HEX = {"chain": 32, "key": 64, "prev": 64, "commit": 64}
_SORTS: dict[str, type] = {
    name: str if name in _TEXTS else list if name in _LISTS else int for name in sorted(_NAMES)
}


def _hex(value: Json, length: int) -> str:
    if not isinstance(value, str) or len(value) != length or value.strip("0123456789abcdef"):
        raise NotCanonical(f"an id is not {length} lower-case hex digits")
    return value


def _ids(value: Json) -> tuple[str, ...]:
    found = tuple(_hex(item, 64) for item in value) if isinstance(value, list) else ()
    if list(found) != sorted(set(found)):
        raise NotCanonical("revision ids are listed once each, in order")
    return found


def _blobs(value: Json) -> tuple[Blob, ...]:
    blobs = []
    for item in value if isinstance(value, list) else ():
        if not (isinstance(item, list) and len(item) == 2):
            raise NotCanonical("a blob is a hash and a size")
        digest, size = item
        if type(size) is not int or size < 0:
            raise NotCanonical("a blob is a hash and a size")
        blobs.append(Blob(_hex(digest, 64), size))
    return tuple(blobs)
