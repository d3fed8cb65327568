"""What a revision says: the fields that a header commits to, and how some or all of them are withheld.

A payload is in one of two forms. Whole: every field with one nonce. Parted: the shown fields each with its
own salt, the withheld ones as bare leaves; with the nonce gone, a withheld value cannot be guessed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from fieldkit.ledger.canonical import NotCanonical, canonical, encode, parse
from fieldkit.plain import Json

_PAYLOAD_TAG = b"fk.pay.1\0"
_FIELD_TAG = b"fk.field.1\0"
NONCE_BYTES = 32
_BLOCK = 64
_INNER, _OUTER = bytes(n ^ 0x36 for n in range(256)), bytes(n ^ 0x5C for n in range(256))


def leaf(salt: bytes, name: str, value: Json) -> str:
    """The salted hash of one field: SHA-256(tag, salt, name, NUL, canonical value)."""
    return hashlib.sha256(_FIELD_TAG + salt + name.encode("ascii") + b"\0" + encode(value)).hexdigest()


@dataclass(frozen=True, slots=True)
class Payload:
    """The fields of one revision, whole (`nonce`) or parted (`salts` for shown fields, `leaves` for
    withheld ones).
    """

    fields: Mapping[str, Json]
    nonce: str = ""
    salts: Mapping[str, str] = field(default_factory=dict)
    leaves: Mapping[str, str] = field(default_factory=dict)
    _read: bytes = field(default=b"", init=False, repr=False, compare=False)
    """The bytes it was read from, so that what arrived is stored and sent on as it stands."""

    @property
    def whole(self) -> bool:
        """Whether every field is shown."""
        return bool(self.nonce)

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of the fields whose values are not here."""
        return tuple(sorted(self.leaves))

    def commit(self) -> str:
        """The commitment a header signs: SHA-256(tag, leaves in field-name order)."""
        if self.nonce:
            joined = b"".join(_whole_leaves(bytes.fromhex(self.nonce), self.fields))
        else:
            every = {name: self._leaf(name) for name in (*self.fields, *self.leaves)}
            joined = b"".join(bytes.fromhex(every[name]) for name in sorted(every))
        return hashlib.sha256(_PAYLOAD_TAG + joined).hexdigest()

    def raw(self) -> bytes:
        """The canonical bytes in which a payload is stored and sent."""
        if self._read:
            return self._read
        if self.whole:
            return canonical({"f": dict(self.fields), "n": self.nonce})
        return canonical({"f": dict(self.fields), "s": dict(self.salts), "w": dict(self.leaves)})

    @classmethod
    def of(cls, raw: bytes) -> Payload:
        """The payload of stored bytes. Raises `NotCanonical`."""
        return cls._of(parse(raw))._as_read(raw)

    @classmethod
    def read(cls, fields: Mapping[str, Json], nonce: str, raw: bytes) -> Payload:
        """The whole payload of canonical bytes that were parsed elsewhere; checks nothing."""
        return cls(fields, nonce)._as_read(raw)

    def _as_read(self, raw: bytes) -> Payload:
        object.__setattr__(self, "_read", raw)
        return self

    @classmethod
    def _of(cls, value: Json) -> Payload:
        if not isinstance(value, dict) or not isinstance(value.get("f"), dict):
            raise NotCanonical("the bytes are no payload")
        fields = cast("dict[str, Json]", value["f"])
        if value.keys() == {"f", "n"}:
            return cls(fields, nonce=_hex(value["n"]))
        if value.keys() == {"f", "s", "w"}:
            salts, leaves = _hexes(value["s"]), _hexes(value["w"])
            if salts.keys() == fields.keys() and not leaves.keys() & fields.keys():
                return cls(fields, salts=salts, leaves=leaves)
        raise NotCanonical("the bytes are no payload")

    @classmethod
    def kept(cls, raw: bytes, read: Callable[[bytes], Any] = json.loads) -> Payload:
        """The payload of bytes that `of` accepted before they were stored; checks nothing.

        `read` parses JSON.
        """
        value = read(raw)
        return cls(value["f"], value.get("n", ""), value.get("s", {}), value.get("w", {}))

    def withhold(self, names: Iterable[str]) -> Payload:
        """A copy that shows every field but `names`, and still has the same commitment.

        Names that the payload lacks are ignored. Also how a field is erased (DPA 2018 s.47): the value, its
        salt and the nonce are gone, the bare leaf stays, so that later readers know that an answer was
        there.
        """
        gone = set(names) & self.fields.keys()
        if not gone and not self.whole:
            return self
        shown = {name: value for name, value in self.fields.items() if name not in gone}
        salts = {name: self._salt(name).hex() for name in shown}
        leaves = dict(self.leaves) | {name: self._leaf(name) for name in gone}
        return Payload(shown, salts=salts, leaves=leaves)

    def withhold_all(self) -> Payload:
        """A copy of bare leaves alone: what stays of an erased payload."""
        return self.withhold(self.fields)

    def _salt(self, name: str) -> bytes:
        if self.nonce:
            return hmac.digest(bytes.fromhex(self.nonce), name.encode("ascii"), "sha256")
        return bytes.fromhex(self.salts[name])

    def _leaf(self, name: str) -> str:
        if name in self.leaves:
            return self.leaves[name]
        return leaf(self._salt(name), name, self.fields[name])


def _whole_leaves(nonce: bytes, fields: Mapping[str, Json]) -> Iterator[bytes]:
    """The leaves of a payload that is shown whole, in the order of their names.

    Each salt is HMAC-SHA-256 of the name (RFC 2104), written out: hmac's own call costs more.
    """
    block = nonce.ljust(_BLOCK, b"\0")
    inner, outer, sha256 = block.translate(_INNER), block.translate(_OUTER), hashlib.sha256
    for name in sorted(fields):
        named = name.encode("ascii")
        salt = sha256(outer + sha256(inner + named).digest()).digest()
        yield sha256(_FIELD_TAG + salt + named + b"\0" + encode(fields[name])).digest()


def _hex(value: Json) -> str:
    text = value if isinstance(value, str) else ""
    if len(text) != 2 * NONCE_BYTES or text.strip("0123456789abcdef"):
        raise NotCanonical("a nonce, salt or leaf is not 32 bytes of lower-case hex")
    return text


def _hexes(value: Json) -> dict[str, str]:
    if not isinstance(value, dict):
        raise NotCanonical("salts and leaves are named")
    return {name: _hex(item) for name, item in value.items()}
