"""Reads and appends the rows of the ledger; nothing else writes to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import Header, Revision, Type
from fieldkit.store import certificates
from fieldkit.store.statements import change, change_many, row, rows
from fieldkit.store.tables import RevisionRow, table

_REVISIONS = table(RevisionRow)
_SELECT = (
    "SELECT r.raw, r.sig, r.id, p.raw, r.n, r.record"
    " FROM revisions r LEFT JOIN payloads p ON p.id = r.id WHERE "
)
_OF_RECORD = _SELECT + "r.record = ? ORDER BY r.n"
_OF_RECORDS = _SELECT + "r.record IN (SELECT value FROM json_each(?)) ORDER BY r.n"  # noqa: S608
_BY_ID = _SELECT + "r.id IN (SELECT value FROM json_each(?)) ORDER BY r.n"  # noqa: S608
_OF_CHAIN = _SELECT + "r.chain = ? AND r.seq > ? ORDER BY r.seq LIMIT ?"
_EVERYTHING = _SELECT + "r.n > ? ORDER BY r.n LIMIT ?"
_SEALS = _SELECT + "r.record = ? AND r.type = 'seal' ORDER BY r.n"
_HEAD = "SELECT seq, id, raw FROM revisions WHERE chain = ? ORDER BY seq DESC LIMIT 1"
_ADD = (
    "INSERT INTO revisions (id, record, home, chain, seq, type, raw, sig) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO NOTHING RETURNING n"
)
_SAY = "INSERT INTO payloads (id, raw) VALUES (?, ?)"
# An order reaches no further than the home it was given in.
_ERASED = (
    "SELECT e.field FROM erasures e JOIN revisions o ON o.id = e.by JOIN revisions t ON t.id = e.target"
    " WHERE e.target = ? AND t.home = o.home"
)
_TO_ERASE = "INSERT INTO erasures (target, field, by) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_read = msgspec.json.Decoder().decode
ALL_FIELDS = "*"


def append(connection: Connection, revisions: Sequence[Revision]) -> list[Revision]:
    """Store what is not here yet, and say which those were. Bytes and signatures go in as they are."""
    fresh = [revision for revision in revisions if _add(connection, revision)]
    for revision in fresh:
        if revision.payload is not None:
            erased = [str(name) for (name,) in rows(connection, _ERASED, revision.id)]
            change(connection, _SAY, revision.id, _without(revision.payload, erased).raw())
    for revision in orders(connection, fresh, Type.ERASE):
        _erase(connection, revision)
    return fresh


def orders(connection: Connection, revisions: Iterable[Revision], sort: Type) -> list[Revision]:
    """The orders of this sort, to erase or to restrict, that count: those of managers and administrators.

    Any other is kept like every line, and not carried out, whoever passed it on.
    """
    found = [revision for revision in revisions if revision.header.type == sort]
    return [order for order in found if certificates.may_order(connection, order.header.key)]


def of_record(connection: Connection, record: str) -> list[Revision]:
    """Every revision of one record, in order of arrival."""
    return [_revision(found) for found in rows(connection, _OF_RECORD, record)]


def of_records(connection: Connection, records: Sequence[str]) -> dict[str, list[Revision]]:
    """The revisions of many records at once."""
    found: dict[str, list[Revision]] = {record: [] for record in records}
    for line in rows(connection, _OF_RECORDS, json.dumps(list(records))):
        found[line[5]].append(_revision(line))
    return found


def by_id(connection: Connection, ids: Iterable[str]) -> list[Revision]:
    """The revisions with these ids, as far as they are here, in order of arrival."""
    return [_revision(found) for found in rows(connection, _BY_ID, json.dumps(list(ids)))]


def of_chain(connection: Connection, chain: str, after: int = 0, limit: int = -1) -> list[Revision]:
    """The revisions of one chain with a number above `after`, in order."""
    return [_revision(found) for found in rows(connection, _OF_CHAIN, chain, after, limit)]


def head_of(connection: Connection, chain: str) -> tuple[int, str, Header] | None:
    """The last revision of a chain: number, id and header."""
    found = row(connection, _HEAD, chain)
    return None if found is None else (found[0], found[1], Header.kept(found[2], _read))


def everything(connection: Connection, after: int = 0, limit: int = 1000) -> tuple[list[Revision], int]:
    """A page of the whole ledger by order of arrival, and where the next page begins (0: there is none)."""
    page = rows(connection, _EVERYTHING, after, limit)
    return [_revision(found) for found in page], page[-1][4] if len(page) == limit else 0


def records_of(connection: Connection) -> list[str]:
    """The ids of all records, oldest first."""
    first = func.min(_REVISIONS.c.n)
    wanted = select(_REVISIONS.c.record).group_by(_REVISIONS.c.record).order_by(first)
    return list(connection.execute(wanted).scalars())


def count(connection: Connection) -> int:
    """How many revisions there are."""
    return int(connection.execute(select(func.count()).select_from(_REVISIONS)).scalar_one())


def seals_of(connection: Connection, record: str) -> list[Revision]:
    """The seals of one record, which may cover its parts too."""
    return [_revision(found) for found in rows(connection, _SEALS, record)]


def targets_record(connection: Connection, revision: Revision) -> set[str]:
    """The records that a seal or erasure is about, besides its own."""
    rows = connection.execute(select(_REVISIONS.c.record).where(_REVISIONS.c.id.in_(revision.header.targets)))
    return set(rows.scalars())


def _add(connection: Connection, revision: Revision) -> bool:
    """Store one revision; whether it was not here yet."""
    header = revision.header
    added = row(
        connection,
        _ADD,
        revision.id,
        header.record,
        header.home,
        header.chain,
        header.seq,
        header.type,
        revision.raw,
        revision.sig,
    )
    return added is not None


def _erase(connection: Connection, order: Revision) -> None:
    """Carry out an erasure: the values, their salts and the nonce go; what must stay is the bare leaves."""
    named = order.payload.fields.get("@fields") if order.payload is not None else None
    fields = [str(name) for name in named] if isinstance(named, list) else [ALL_FIELDS]
    pairs = [(target, name, order.id) for target in order.header.targets for name in fields]
    change_many(connection, _TO_ERASE, pairs)
    for revision in by_id(connection, order.header.targets):
        if revision.payload is not None and revision.header.home == order.header.home:
            left = _without(revision.payload, fields)
            change(connection, "UPDATE payloads SET raw = ? WHERE id = ?", left.raw(), revision.id)


def _without(payload: Payload, fields: Iterable[str]) -> Payload:
    names = list(fields)
    if not names:
        return payload
    return payload.withhold_all() if ALL_FIELDS in names else payload.withhold(names)


def _revision(found: Sequence[Any]) -> Revision:
    raw, sig, name, said = found[:4]
    payload = None if said is None else Payload.kept(said, _read)
    return Revision(raw, sig, Header.kept(raw, _read), name, payload)
