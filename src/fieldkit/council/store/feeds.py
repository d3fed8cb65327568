"""Homes, who may see them, and the feed of each: the revisions of a home in the order they were stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, insert, select, update

from fieldkit.council.store.database import among, insert_all
from fieldkit.council.store.sealing import Sealing
from fieldkit.council.store.tables import feeds, grants, homes, links, payloads, revisions
from fieldkit.wire.digests import NOTHING, add
from fieldkit.wire.messages import PUSH_BYTES, PUSH_ITEMS, Row, Scope

_SLICE = 500

#: A revision's position in the log, and its id.
Line: TypeAlias = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Whole:
    """How much of its own chain a laptop says that it holds: lines up to `seq` need not be sent again."""

    chain: str = ""
    seq: int = 0


def open_homes(connection: Connection, sealing: Sealing, wanted: Collection[str]) -> dict[str, bytes]:
    """The sealed payload key of each home; homes not there yet are made."""
    held = home_keys(connection, wanted)
    fresh = {home: sealing.new_home_key(home) for home in wanted if home not in held}
    if fresh:
        empty = {"generation": 1, "head": 0, "digest": NOTHING}
        connection.execute(
            insert(homes), [{"home": home, "sealed_key": key} | empty for home, key in fresh.items()]
        )
    return held | fresh


def home_keys(connection: Connection, wanted: Collection[str]) -> dict[str, bytes]:
    """The sealed payload keys of the homes that there are."""
    rows = connection.execute(select(homes.c.home, homes.c.sealed_key).where(homes.c.home.in_(wanted)))
    return {row.home: row.sealed_key for row in rows}


def grant(connection: Connection, home: str, holder: str, now_ms: int) -> bool:
    """Lets a holder see a home; whether that is new."""
    there = connection.execute(
        select(grants.c.home).where(grants.c.home == home, grants.c.holder == holder)
    ).first()
    if there is None:
        connection.execute(insert(grants), {"home": home, "holder": holder, "since_ms": now_ms})
    return there is None


def withdraw_grant(connection: Connection, home: str, holder: str) -> bool:
    """Ends a grant; whether there was one."""
    gone = connection.execute(grants.delete().where(grants.c.home == home, grants.c.holder == holder))
    return bool(gone.rowcount)


def may_see(connection: Connection, home: str, holders: Collection[str]) -> bool:
    """Whether one of the holders was granted the home."""
    wanted = select(grants.c.home).where(grants.c.home == home, grants.c.holder.in_(holders))
    return connection.execute(wanted.limit(1)).first() is not None


def visible(connection: Connection, ids: Sequence[str], holders: Collection[str]) -> list[str]:
    """Those of the revisions that are in the feed of a home granted to one of the holders."""
    named = select(revisions.c.id).join(feeds, feeds.c.position == revisions.c.position)
    named = named.join(grants, grants.c.home == feeds.c.home)
    wanted = named.where(revisions.c.id.in_(ids[:_SLICE]), grants.c.holder.in_(holders)).distinct()
    return list(connection.execute(wanted.order_by(revisions.c.id)).scalars())


def scopes(connection: Connection, holders: Collection[str], epoch: int) -> list[Scope]:
    """Every home that the holders may see, with the state of its feed."""
    seen = select(grants.c.home).where(grants.c.holder.in_(holders))
    rows = connection.execute(select(homes).where(homes.c.home.in_(seen)).order_by(homes.c.home))
    return [_scope(row.home, row.generation, row.head, row.digest, epoch) for row in rows]


def scope(connection: Connection, home: str, epoch: int) -> Scope:
    """The state of one home's feed."""
    row = connection.execute(select(homes).where(homes.c.home == home)).one()
    return _scope(row.home, row.generation, row.head, row.digest, epoch)


def extend(connection: Connection, home: str, lines: Sequence[Line]) -> None:
    """Adds revisions that are not in a home's feed yet at its end."""
    if not lines:
        return
    row = connection.execute(select(homes.c.head, homes.c.digest).where(homes.c.home == home)).one()
    fresh = [
        {"home": home, "n": row.head + n, "position": position}
        for n, (position, _) in enumerate(lines, start=1)
    ]
    insert_all(connection, feeds, fresh)
    digest = add(row.digest, [revision for _, revision in lines])
    state = {"head": row.head + len(lines), "digest": digest}
    connection.execute(update(homes).where(homes.c.home == home).values(**state))


def link(connection: Connection, record: str, home: str) -> None:
    """Makes a record's history, past and to come, part of another home's feed."""
    there = connection.execute(select(links).where(links.c.record == record, links.c.home == home)).first()
    if there is None:
        connection.execute(insert(links), {"record": record, "home": home})
        held = select(feeds.c.position).where(feeds.c.home == home)
        extend(connection, home, history(connection, record, revisions.c.position.not_in(held)))


def linked_homes(connection: Connection, records: Collection[str]) -> list[tuple[str, str]]:
    """(record, home) for every link of these records."""
    wanted = select(links.c.record, links.c.home).where(among(connection, links.c.record, records))
    rows = connection.execute(wanted.order_by(links.c.record, links.c.home))
    return [(row.record, row.home) for row in rows]


def history(connection: Connection, record: str, *more: ColumnElement[bool]) -> list[Line]:
    """Position and id of a record's revisions that stand, in the order received."""
    wanted = select(revisions.c.position, revisions.c.id).where(revisions.c.record == record)
    wanted = wanted.where(revisions.c.quarantine == "", *more).order_by(revisions.c.position)
    return [(row.position, row.id) for row in connection.execute(wanted)]


def home_of(connection: Connection, record: str) -> str:
    """The home that a record lives in; empty when the server holds nothing of it."""
    wanted = select(revisions.c.home).where(revisions.c.record == record, revisions.c.quarantine == "")
    return connection.execute(wanted.order_by(revisions.c.position).limit(1)).scalar() or ""


_LINE = (revisions, payloads.c.sealed, payloads.c.home.label("sealed_home"))


def page(
    connection: Connection, sealing: Sealing, home: str, after: int, head: int, limit: int, whole: Whole
) -> tuple[list[Row], bool]:
    """The next lines of a feed after number `after` up to `head`, and whether there are more."""
    wanted = (
        select(feeds.c.n, *_LINE)
        .join(revisions, revisions.c.position == feeds.c.position)
        .outerjoin(payloads, payloads.c.position == feeds.c.position)
        .where(feeds.c.home == home, feeds.c.n > after, feeds.c.n <= head)
        .order_by(feeds.c.n)
        .limit(_limit(limit))
    )
    rows = _rows(connection, sealing, connection.execute(wanted).all(), whole)
    return rows, bool(rows) and rows[-1].n < head


def chain_page(
    connection: Connection, sealing: Sealing, chain: str, after: int, limit: int
) -> tuple[list[Row], bool]:
    """The next lines of one chain after line `after`, numbered by their place in it."""
    wanted = (
        select(revisions.c.seq.label("n"), *_LINE)
        .outerjoin(payloads, payloads.c.position == revisions.c.position)
        .where(revisions.c.chain == chain, revisions.c.seq > after)
        .order_by(revisions.c.seq, revisions.c.position)
        .limit(_limit(limit) + 1)
    )
    found = connection.execute(wanted).all()
    rows = _rows(connection, sealing, found[: _limit(limit)], Whole())
    return rows, len(rows) < len(found)


def _limit(limit: int) -> int:
    return max(1, min(limit, PUSH_ITEMS))


def _rows(connection: Connection, sealing: Sealing, found: Sequence[Any], whole: Whole) -> list[Row]:
    rows: list[Row] = []
    size = 0
    keys = home_keys(connection, {line.sealed_home for line in found if line.sealed_home})
    for line in found:
        row = _row(sealing, keys, line, whole)
        size += len(row.raw) + len(row.payload or b"")
        if rows and size > PUSH_BYTES:
            break
        rows.append(row)
    return rows


def _row(sealing: Sealing, keys: dict[str, bytes], line: Any, whole: Whole) -> Row:
    if line.chain == whole.chain and line.seq <= whole.seq:
        return Row(line.n, line.id, b"", b"", None, line.position, line.received_ms)
    payload = None
    if line.sealed is not None:
        payload = sealing.open_payload(keys[line.sealed_home], line.sealed_home, line.id, line.sealed)
    return Row(line.n, line.id, line.raw, line.sig, payload, line.position, line.received_ms)


def _scope(home: str, generation: int, head: int, digest: str, epoch: int) -> Scope:
    # A new epoch makes every feed a new generation, so that laptops read them from the start.
    return Scope(home, (epoch << 20) + generation, head, head, digest)
