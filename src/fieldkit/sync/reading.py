"""Reads revisions as strictly as the ledger does, and several times as quickly where nothing is unusual.

What is not plainly in its one form is left to the ledger, which judges it: so this may turn to it too often,
and never take what it would refuse.
"""

from __future__ import annotations

import unicodedata
from operator import attrgetter
from typing import Any

import msgspec

from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import Header, Revision, revision_id

_LARGEST = 2**53
_HEX_DIGITS = "0123456789abcdef"

_numbers = attrgetter("v", "schema", "seq", "hlc_ms", "hlc_n", "wall_ms", "mono_ms", "offset_ms", "suite")
_decode_header = msgspec.json.Decoder(Header).decode
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_encode = msgspec.json.Encoder(order="sorted").encode


def read(raw: bytes, sig: bytes, payload: bytes | None = None) -> Revision:
    """What `Revision.of` gives. Raises `NotCanonical` where it does."""
    header = _header(raw)
    said = None if payload is None else _payload(payload)
    if header is None or (payload is not None and (said is None or said.commit() != header.commit)):
        return Revision.of(raw, sig, payload)
    return Revision(raw, sig, header, revision_id(raw), said)


def _header(raw: bytes) -> Header | None:
    # Escapes by number are the one thing that the two encoders may write otherwise.
    if not raw.isascii() or b"\\u" in raw:
        return None
    try:
        told = _decode_header(raw)
    except msgspec.DecodeError:
        return None
    hashes = (told.key, told.prev, told.commit, *told.bases, *told.targets)
    if set(map(len, hashes)) != {64} or len(told.chain) != 32:
        return None
    if "".join((told.chain, *hashes)).strip(_HEX_DIGITS):
        return None
    if not (_in_order(told.bases) and _in_order(told.targets)) or not all(map(_small, _numbers(told))):
        return None
    return told if _encode(told) == raw else None


def _in_order(names: tuple[str, ...]) -> bool:
    return len(names) < 2 or list(names) == sorted(set(names))


def _small(number: int) -> bool:
    return -_LARGEST < number < _LARGEST


def _payload(raw: bytes) -> Payload | None:
    """A payload that is shown whole, as almost all are."""
    if b"\\u" in raw:
        return None
    try:
        told = _decode(raw)
        if not raw.isascii() and not unicodedata.is_normalized("NFC", raw.decode("utf-8")):
            return None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    fields, nonce = told.get("f"), told.get("n")
    if len(told) != 2 or not isinstance(fields, dict) or not isinstance(nonce, str) or not _plain(fields):
        return None
    if len(nonce) != 64 or nonce.strip(_HEX_DIGITS) or _encode(told) != raw:
        return None
    return Payload.read(fields, nonce, raw)


def _plain(value: Any) -> bool:
    """Whether the ledger takes the value: no float, no integer too large, names in ASCII."""
    sort = type(value)
    if sort is str or sort is bool or value is None:
        return True
    if sort is int:
        return _small(value)
    if sort is list:
        return all(map(_plain, value))
    if sort is not dict:
        return False
    for name, item in value.items():
        if not name.isascii() or (type(item) is not str and not _plain(item)):
            return False
    return True
