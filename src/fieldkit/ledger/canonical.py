"""The one way a value becomes bytes that are hashed and signed (a subset of RFC 8785)."""

from __future__ import annotations

import json
import re
import unicodedata

from fieldkit.plain import Json as Json
from fieldkit.plain import tidy as tidy

_LARGEST = 2**53
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
_LONG_NUMBER = re.compile(rb"[0-9]{16}")


class NotCanonical(ValueError):
    """The value or the bytes cannot be part of a signed record."""


def canonical(value: Json) -> bytes:
    """The canonical bytes of `value`: sorted ASCII keys, NFC text, no floats, integers under 2^53.

    Raises `NotCanonical`.
    """
    _check(value)
    return encode(value)


def encode(value: Json) -> bytes:
    """The canonical bytes of a value that was checked before, as all that came out of `parse` was."""
    return _encode(value).encode("utf-8")


def parse(raw: bytes) -> Json:
    """The value of canonical bytes. Raises `NotCanonical` when any other bytes would mean the same."""
    try:
        value: Json = json.loads(raw.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float)
        # Plain ASCII without a long number has nothing left to check but its form, which the comparison sees.
        again = encode(value) if raw.isascii() and not _LONG_NUMBER.search(raw) else canonical(value)
    except (ValueError, RecursionError) as fault:
        raise NotCanonical(str(fault)) from fault
    if again != raw:
        raise NotCanonical("the bytes are not in canonical form")
    return value


def _no_float(text: str) -> Json:
    raise NotCanonical(f"{text} is not an integer")


def _check(value: Json) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) >= _LARGEST:
            raise NotCanonical("an integer is 2^53 or more")
    elif isinstance(value, str):
        _check_text(value)
    elif isinstance(value, list):
        for item in value:
            _check(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical("a key is not ASCII text")
            _check(item)
    else:
        raise NotCanonical(f"{type(value).__name__} cannot be signed")


def _check_text(text: str) -> None:
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("a text is not in Unicode NFC")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise NotCanonical("a text holds half a character") from fault
