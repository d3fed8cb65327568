"""Hunts for words in files, also where they were encoded or compressed on the way there."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import zstandard

_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){6,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}")
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_ZLIB_HEADS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_ZSTD_HEAD = re.compile(re.escape(b"\x28\xb5\x2f\xfd"))
_LARGEST = 16 << 20


class Hunt:
    """Looks for each of `words`, in any case, as UTF-8, UTF-16, hex or base64, plain, deflated or zstandard.

    A word that holds another of them is left out: where it stands, the other stands too.
    """

    def __init__(self, words: Iterable[str]) -> None:
        kept: list[str] = []
        for word in sorted({word.lower() for word in words}, key=len):
            if not any(shorter in word for shorter in kept):
                kept.append(word)
        self.words = {word: word.encode() for word in kept}
        self._wide = {word: word.encode("utf-16-le") for word in kept if not word.isascii()}

    def found_in(self, file: Path) -> list[str]:
        """The words that the file holds."""
        return sorted(self.found(file.read_bytes()))

    def found(self, content: bytes) -> set[str]:
        """The words that some bytes hold."""
        if not content.strip(b"\0"):
            return set()
        found: set[str] = set()
        for seen in (content, *_unpacked(content)):
            for view in _views(seen):
                low = view.lower()
                found |= {word for word, wanted in self.words.items() if wanted in low}
            low = seen.lower()
            found |= {word for word, wanted in self._wide.items() if wanted in low}
        return found


def _views(content: bytes) -> Iterator[bytes]:
    yield content
    # Both orders of UTF-16, as far as it is ASCII, are UTF-8 with a zero beside each letter.
    yield content.replace(b"\0", b"")
    yield b"\n".join(bytes.fromhex(run.decode()) for run in _HEX.findall(content))
    runs = [run.translate(_URL_SAFE) for run in _BASE64.findall(content)]
    for start in range(4):
        # Where a run began before the word did, one of four offsets meets its first letter.
        yield b"\n".join(_decoded(run[start:]) for run in runs)


def _decoded(run: bytes) -> bytes:
    whole = run[:-1] if len(run) % 4 == 1 else run
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))


def _unpacked(content: bytes) -> Iterator[bytes]:
    for head in _ZLIB_HEADS.finditer(content):
        reader = zlib.decompressobj(wbits=47)
        try:
            yield reader.decompress(content[head.start() : head.start() + _LARGEST], _LARGEST)
        except zlib.error:
            continue
    for head in _ZSTD_HEAD.finditer(content):
        unpacker = zstandard.ZstdDecompressor().decompressobj()
        try:
            yield unpacker.decompress(content[head.start() : head.start() + _LARGEST])
        except zstandard.ZstdError:
            continue
