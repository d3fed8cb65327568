"""Judges what a laptop pushed before it is stored: what can be read, and who signed it. Pure.

One signature is checked for each contiguous run of a chain, because the hash chain carries the rest; a seal
or an order is always checked itself. Nothing here refuses evidence: a fault only decides where it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Annotated

import msgspec

from fieldkit.ledger.canonical import NotCanonical, parse
from fieldkit.ledger.revision import Type, revision_id, signing_message
from fieldkit.wire.messages import Item
from fieldkit.wire.runs import Link, runs

UNREADABLE, UNKNOWN_KEY, BAD_SIGNATURE = "unreadable", "unknown-key", "signature"
REPEATED = "repeated"
_ALWAYS_CHECKED = frozenset({Type.SEAL, Type.ERASE, Type.RESTRICT})
_LARGEST_HEADER = 64 << 10
_LARGEST_PAYLOAD = 4 << 20

Hex64 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Number = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]


class Head(msgspec.Struct, frozen=True):
    """What the server reads in a header; whatever else a newer laptop puts there stays in its bytes."""

    v: int
    type: Name
    kind: Name
    record: Name
    home: Name
    chain: Hex32
    key: Hex64
    seq: Annotated[int, msgspec.Meta(ge=1, lt=2**53)]
    prev: Hex64
    commit: Hex64
    wall_ms: Number
    blobs: tuple[tuple[Hex64, Number], ...] = ()
    targets: tuple[Hex64, ...] = ()


@dataclass(slots=True)
class Judged:
    """One item with its id. `head` is None when it cannot be read, `fault` empty when it is well signed."""

    id: str
    item: Item
    head: Head | None
    fault: str = ""


Verify = Callable[[str, bytes, bytes], bool | None]
_head = msgspec.json.Decoder(Head)


def judge(items: Iterable[Item], verify: Verify) -> list[Judged]:
    """Every item with what is wrong with it.

    `verify(key id, signature, message)` is None for a key that the council never certified.
    """
    judged = [read(item) for item in items]
    seen: set[str] = set()
    readable = []
    for one in judged:
        if one.id in seen:
            one.fault = REPEATED
        elif one.head is not None:
            head = one.head
            readable.append((Link(head.chain, head.seq, one.id, head.prev, head.key), one))
        seen.add(one.id)
    for run in runs(readable, itemgetter(0)):
        _check_run([one for _, one in run], verify)
    return judged


def read(item: Item) -> Judged:
    """One item with its id and head, its signature still to be checked."""
    found = revision_id(item.raw)
    if len(item.raw) > _LARGEST_HEADER or len(item.sig) != 64 or len(item.payload or b"") > _LARGEST_PAYLOAD:
        return Judged(found, item, None, UNREADABLE)
    try:
        head = _head.decode(item.raw)
        # msgspec writes the same bytes as the ledger for all but rare control characters, ten times quicker.
        if msgspec.json.encode(msgspec.json.decode(item.raw), order="sorted") != item.raw:
            parse(item.raw)
    except (msgspec.DecodeError, NotCanonical, RecursionError, UnicodeDecodeError):
        return Judged(found, item, None, UNREADABLE)
    if not item.raw.isascii():
        return Judged(found, item, None, UNREADABLE)
    return Judged(found, item, head)


def _check_run(run: Sequence[Judged], verify: Verify) -> None:
    last = run[-1]
    _check(last, verify)
    for line in run[:-1]:
        if last.fault or (line.head is not None and line.head.type in _ALWAYS_CHECKED):
            _check(line, verify)


def _check(line: Judged, verify: Verify) -> None:
    if line.head is not None:
        holds = verify(line.head.key, line.item.sig, signing_message(line.id))
        line.fault = UNKNOWN_KEY if holds is None else "" if holds else BAD_SIGNATURE
