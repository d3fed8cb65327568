"""The chains that devices write: how far the server holds each, what is missing, and whether it forked."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, insert, select, update

from fieldkit.council.judge import Head, Judged
from fieldkit.council.store.tables import chains, revisions
from fieldkit.wire.messages import ChainHead

_GAPS_TOLD = 100


def extend(connection: Connection, stored: Iterable[Judged]) -> None:
    """Brings the chains' heads up to date after their lines were stored."""
    found: dict[str, list[tuple[Head, str]]] = {}
    for one in stored:
        if one.head is not None:
            found.setdefault(one.head.chain, []).append((one.head, one.id))
    for chain, lines in found.items():
        _extend(connection, chain, sorted(lines, key=lambda line: line[0].seq))


def heads(connection: Connection, wanted: Collection[str]) -> list[ChainHead]:
    """What the server holds of the wanted chains; those it knows nothing of are left out."""
    rows = connection.execute(select(chains).where(chains.c.chain.in_(wanted)).order_by(chains.c.chain))
    return [
        ChainHead(
            chain=row.chain,
            seq=row.seq,
            id=row.id,
            contiguous_to=row.contiguous_to,
            missing=_missing(connection, row.chain, row.contiguous_to, row.seq),
            forked=row.forked,
        )
        for row in rows
    ]


def of_key(connection: Connection, chain: str, key: str) -> bool:
    """Whether a chain is written by the device with this key."""
    there = select(chains.c.chain).where(chains.c.chain == chain, chains.c.key == key)
    return connection.execute(there).first() is not None


def _extend(connection: Connection, chain: str, lines: list[tuple[Head, str]]) -> None:
    row = connection.execute(select(chains).where(chains.c.chain == chain)).one_or_none()
    seq, id_, contiguous, forked = (0, "", 0, False) if row is None else tuple(row)[2:]
    seqs = [head.seq for head, _ in lines]
    first, last = seqs[0], seqs[-1]
    if first <= seq or len(set(seqs)) < len(seqs):
        forked = forked or _forked(connection, chain, first, last)
    if last > seq:
        seq, id_ = last, lines[-1][1]
    if first == contiguous + 1 and last - first + 1 == len(set(seqs)):
        contiguous = last
    if contiguous < seq:
        contiguous = _contiguous(connection, chain, contiguous)
    state = {"seq": seq, "id": id_, "contiguous_to": contiguous, "forked": forked}
    if row is None:
        connection.execute(insert(chains), {"chain": chain, "key": lines[0][0].key} | state)
    else:
        connection.execute(update(chains).where(chains.c.chain == chain).values(**state))


def _forked(connection: Connection, chain: str, first: int, last: int) -> bool:
    wanted = select(revisions.c.seq).where(revisions.c.chain == chain, revisions.c.seq.between(first, last))
    twice = wanted.group_by(revisions.c.seq).having(func.count() > 1).limit(1)
    return connection.execute(twice).first() is not None


def _contiguous(connection: Connection, chain: str, after: int) -> int:
    wanted = select(revisions.c.seq).where(revisions.c.chain == chain, revisions.c.seq > after).distinct()
    for seq in connection.execute(wanted.order_by(revisions.c.seq)).scalars():
        if seq != after + 1:
            break
        after = seq
    return after


def _missing(connection: Connection, chain: str, contiguous: int, last: int) -> tuple[tuple[int, int], ...]:
    if contiguous >= last:
        return ()
    wanted = (
        select(revisions.c.seq).where(revisions.c.chain == chain, revisions.c.seq > contiguous).distinct()
    )
    gaps, before = [], contiguous
    for seq in connection.execute(wanted.order_by(revisions.c.seq)).scalars():
        if seq > before + 1:
            gaps.append((before + 1, seq - 1))
        before = seq
    return tuple(gaps[:_GAPS_TOLD])
