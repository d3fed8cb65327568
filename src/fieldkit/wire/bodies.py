"""Bodies on the wire: Zstandard (RFC 8878), never larger than a stated number of bytes when opened."""

from __future__ import annotations

import zstandard

from fieldkit.wire.messages import Garbled

CONTENT_TYPE = "application/vnd.fieldkit+msgpack"
#: The largest body that either end takes, as sent and when opened, in bytes.
LARGEST_SENT = 4 << 20
LARGEST_OPENED = 16 << 20
_WORTH_PACKING = 256


def pack(body: bytes) -> tuple[bytes, str]:
    """`body` as sent and its Content-Encoding; short bodies go as they are, with an empty encoding."""
    if len(body) < _WORTH_PACKING:
        return body, ""
    return zstandard.ZstdCompressor(level=1, write_content_size=True).compress(body), "zstd"


def unpack(sent: bytes, encoding: str, largest: int = LARGEST_OPENED) -> bytes:
    """The body that `pack` was given.

    Raises `Garbled` for another encoding, damaged bytes, or more than `largest` bytes when opened.
    """
    if len(sent) > LARGEST_SENT:
        raise Garbled("the body is too large")
    if encoding in ("", "identity"):
        return sent
    if encoding != "zstd":
        raise Garbled("the body is in an unknown encoding")
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 23).stream_reader(sent) as stream:
            opened = stream.read(largest + 1)
    except zstandard.ZstdError as fault:
        raise Garbled("the body is damaged") from fault
    if len(opened) > largest:
        raise Garbled("the body is too large when opened")
    return opened
