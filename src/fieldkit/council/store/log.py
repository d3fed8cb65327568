"""The log of everything received: one Merkle tree over revision ids, in the order of commits.

Whole nodes from level 5 up are kept; those below are built from at most 32 leaves when a proof needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, insert, select, update

from fieldkit.council.store.tables import log, nodes, receipts, revisions
from fieldkit.wire.merkle import ReadNode, Tree, inclusion, leaf_hash, node_hash
from fieldkit.wire.merkle import consistency as prove_consistency
from fieldkit.wire.receipts import Checkpoint, Proof, Receipt

_KEPT = 5
_HASH = 32

SignCheckpoint = Callable[[Checkpoint], str]


def tree(connection: Connection) -> tuple[Tree, int]:
    """The log as it is, and the server's epoch."""
    size, peaks, epoch = connection.execute(select(log.c.size, log.c.peaks, log.c.epoch)).one()
    return Tree(size, _cut(peaks)), epoch


def checkpoint(connection: Connection, origin: str, now_ms: int) -> Checkpoint:
    """The log as it is, ready to be signed."""
    now, epoch = tree(connection)
    return Checkpoint(origin, now.size, now.root.hex(), now_ms, epoch)


def append(
    connection: Connection, ids: Sequence[str], origin: str, now_ms: int, sign: SignCheckpoint
) -> Receipt:
    """Adds revision ids at the end of the log inside a writing transaction; their receipt is kept."""
    before, epoch = tree(connection)
    after, made = before.append(bytes.fromhex(one) for one in ids)
    note = sign(Checkpoint(origin, after.size, after.root.hex(), now_ms, epoch))
    connection.execute(update(log).values(size=after.size, peaks=b"".join(after.peaks)))
    kept = [{"level": lv, "index": ix, "hash": made[lv, ix]} for lv, ix in made if lv >= _KEPT]
    if kept:
        connection.execute(insert(nodes), kept)
    peaks = b"".join(before.peaks)
    line = {"first": before.size, "size": after.size, "peaks": peaks, "checkpoint": note}
    connection.execute(insert(receipts), line)
    return Receipt(checkpoint=note, first=before.size, peaks=before.peaks, leaves=tuple(ids))


def receipts_for(connection: Connection, positions: Iterable[int]) -> list[Receipt]:
    """The receipts that were given for these positions of the log, oldest first."""
    found: dict[int, Receipt] = {}
    covered = -1
    for position in sorted(positions):
        if position < covered:
            continue
        first, size, peaks, note = connection.execute(
            select(receipts).where(receipts.c.first <= position).order_by(receipts.c.first.desc()).limit(1)
        ).one()
        leaves = tuple(_leaves(connection, first, size))
        found[first] = Receipt(checkpoint=note, first=first, peaks=_cut(peaks), leaves=leaves)
        covered = size
    return list(found.values())


def sign_anew(connection: Connection, sign: SignCheckpoint) -> None:
    """Signs every receipt that was given once more, after the receipt key was renewed."""
    for row in connection.execute(select(receipts.c.first, receipts.c.checkpoint)).all():
        note = sign(Checkpoint.of(row.checkpoint.partition("\n\n")[0] + "\n"))
        connection.execute(update(receipts).where(receipts.c.first == row.first).values(checkpoint=note))


def consistency(connection: Connection, old: int, root: str) -> tuple[bytes, ...] | None:
    """The proof that the tree of `old` leaves begins the log; None when the log does not hold that tree."""
    now, _ = tree(connection)
    if not 0 <= old <= now.size:
        return None
    if old == 0:
        return ()
    if old == now.size:
        return () if root == now.root.hex() else None
    read = node_reader(connection)
    if _root(old, read).root.hex() != root:
        return None
    return prove_consistency(old, now.size, read)


def proof(connection: Connection, revision: str, note: str, size: int) -> Proof | None:
    """The place of a revision in the log of `size` leaves that `note` signs for; None when not there."""
    index = connection.execute(select(revisions.c.position).where(revisions.c.id == revision)).scalar()
    if index is None or index >= size:
        return None
    return Proof(checkpoint=note, index=index, path=inclusion(index, size, node_reader(connection)))


def node_reader(connection: Connection) -> ReadNode:
    """Reads whole nodes of the log."""
    held: dict[tuple[int, int], bytes] = {}

    def read(level: int, index: int) -> bytes:
        if (level, index) not in held and level >= _KEPT:
            held[level, index] = connection.execute(
                select(nodes.c.hash).where(nodes.c.level == level, nodes.c.index == index)
            ).scalar_one()
        elif (level, index) not in held:
            first = index << level
            leaves = _leaves(connection, first, first + (1 << level))
            row = [leaf_hash(bytes.fromhex(one)) for one in leaves]
            while len(row) > 1:
                row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
            held[level, index] = row[0]
        return held[level, index]

    return read


def raise_epoch(connection: Connection, known: int = 0) -> int:
    """Begins a new epoch: the server is an older copy of itself, and laptops must compare from the start.

    `known` is an epoch that laptops have seen, perhaps one that this copy does not know of.
    """
    _, epoch = tree(connection)
    connection.execute(update(log).values(epoch=max(epoch, known) + 1))
    return max(epoch, known) + 1


def _root(size: int, read: ReadNode) -> Tree:
    peaks, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            peaks.append(read(level, start >> level))
            start += 1 << level
    return Tree(size, tuple(peaks))


def _leaves(connection: Connection, first: int, last: int) -> list[str]:
    wanted = select(revisions.c.id).where(revisions.c.position >= first, revisions.c.position < last)
    return list(connection.execute(wanted.order_by(revisions.c.position)).scalars())


def _cut(joined: bytes) -> tuple[bytes, ...]:
    return tuple(joined[start : start + _HASH] for start in range(0, len(joined), _HASH))
