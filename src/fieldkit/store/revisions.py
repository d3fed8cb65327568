"""Reads and appends the rows of the ledger; nothing else writes to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
    " FROM revisions r LEFT JOIN payloads p ON p.n = r.n WHERE "
)
_OF_RECORD = _SELECT + "r.record = ? ORDER BY r.n"
_OF_RECORDS = _SELECT + "r.record IN (SELECT value FROM json_each(?)) ORDER BY r.n"  # noqa: S608
_BY_ID = _SELECT + "r.id IN (SELECT value FROM json_each(?)) ORDER BY r.n"  # noqa: S608
_OF_CHAIN = _SELECT + "r.chain = ? AND r.seq > ? ORDER BY r.seq LIMIT ?"
_EVERYTHING = _SELECT + "r.n > ? ORDER BY r.n LIMIT ?"
_SEALS = _SELECT + "r.record = ? AND r.type = 'seal' ORDER BY r.n"
_HEAD = "SELECT seq, id, raw FROM revisions WHERE chain = ? ORDER BY seq DESC LIMIT 1"
_HERE = "SELECT id FROM revisions WHERE id IN (SELECT value FROM json_each(?))"
_LAST = "SELECT coalesce(max(n), 0) FROM revisions"
_ADD = (
    "INSERT INTO revisions (n, id, record, home, chain, seq, type, raw, sig)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SAY = "INSERT INTO payloads (n, raw) VALUES (?, ?)"
_SAY_LESS = "UPDATE payloads SET raw = ? WHERE n = (SELECT n FROM revisions WHERE id = ?)"
_BEFORE = "SELECT DISTINCT record FROM revisions WHERE record IN (SELECT value FROM json_each(?)) AND n < ?"
# An order reaches no further than the home it was given in.
_ERASED = (
    "SELECT e.target, e.field FROM erasures e JOIN revisions o ON o.id = e.by"
    " JOIN revisions t ON t.id = e.target"
    " WHERE e.target IN (SELECT value FROM json_each(?)) AND t.home = o.home"
)
_TO_ERASE = "INSERT INTO erasures (target, field, by) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_read = msgspec.json.Decoder().decode
_head = msgspec.json.Decoder(Header).decode
ALL_FIELDS = "*"


@dataclass(frozen=True, slots=True)
class Added:
    """What a transaction added to the ledger: the lines as they are kept, the first of them with number
    `first`.
    """

    lines: tuple[Revision, ...] = ()
    first: int = 0


def append(connection: Connection, revisions: Sequence[Revision]) -> Added:
    """Store what is not here yet, and say which those were. Bytes and signatures go in as they are."""
    there = {str(name) for (name,) in rows(connection, _HERE, _json(r.id for r in revisions))}
    fresh = {revision.id: revision for revision in revisions if revision.id not in there}
    if not fresh:
        return Added()
    ((last,),) = rows(connection, _LAST)
    numbered = list(enumerate(fresh.values(), start=last + 1))
    change_many(connection, _ADD, [_columns(n, revision) for n, revision in numbered])
    erased: dict[str, list[str]] = {}
    for target, name in rows(connection, _ERASED, _json(fresh)):
        erased.setdefault(target, []).append(name)
    for target, names in erased.items():
        said = fresh[target].payload
        fresh[target] = replace(fresh[target], payload=None if said is None else _without(said, names))
    lines = [fresh[revision.id] for _, revision in numbered]
    said_of = [None if line.payload is None else line.payload.raw() for line in lines]
    told = [(n, said) for n, said in enumerate(said_of, start=last + 1) if said is not None]
    change_many(connection, _SAY, told)
    for order in orders(connection, lines, Type.ERASE):
        _erase(connection, order)
    # As they would be read: what was written here has its fields in the order in which they were typed.
    kept = [
        line if said is None else replace(line, payload=Payload.kept(said, _read))
        for line, said in zip(lines, said_of, strict=True)
    ]
    return Added(tuple(kept), last + 1)


def histories(connection: Connection, records: Iterable[str], added: Added) -> dict[str, list[Revision]]:
    """Every revision of these records after `added`; what was added just now is not read again."""
    wanted = list(dict.fromkeys(records))
    told: dict[str, list[Revision]] = {record: [] for record in wanted}
    if any(revision.header.type == Type.ERASE for revision in added.lines):
        return of_records(connection, wanted)
    for revision in added.lines:
        if revision.header.record in told:
            told[revision.header.record].append(revision)
    longer = [str(name) for (name,) in rows(connection, _BEFORE, _json(wanted), added.first)]
    return told | of_records(connection, longer)


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
    for line in rows(connection, _OF_RECORDS, _json(records)):
        found[line[5]].append(_revision(line))
    return found


def by_id(connection: Connection, ids: Iterable[str]) -> list[Revision]:
    """The revisions with these ids, as far as they are here, in order of arrival."""
    return [_revision(found) for found in rows(connection, _BY_ID, _json(ids))]


def of_chain(connection: Connection, chain: str, after: int = 0, limit: int = -1) -> list[Revision]:
    """The revisions of one chain with a number above `after`, in order."""
    return [_revision(found) for found in rows(connection, _OF_CHAIN, chain, after, limit)]


def head_of(connection: Connection, chain: str) -> tuple[int, str, Header] | None:
    """The last revision of a chain: number, id and header."""
    found = row(connection, _HEAD, chain)
    return None if found is None else (found[0], found[1], _header(found[2]))


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


def _columns(n: int, revision: Revision) -> tuple[object, ...]:
    header = revision.header
    return (
        n,
        revision.id,
        header.record,
        header.home,
        header.chain,
        header.seq,
        header.type,
        revision.raw,
        revision.sig,
    )


def _erase(connection: Connection, order: Revision) -> None:
    """Carry out an erasure: the values, their salts and the nonce go; what must stay is the bare leaves."""
    named = order.payload.fields.get("@fields") if order.payload is not None else None
    fields = [str(name) for name in named] if isinstance(named, list) else [ALL_FIELDS]
    pairs = [(target, name, order.id) for target in order.header.targets for name in fields]
    change_many(connection, _TO_ERASE, pairs)
    for revision in by_id(connection, order.header.targets):
        if revision.payload is not None and revision.header.home == order.header.home:
            left = _without(revision.payload, fields)
            change(connection, _SAY_LESS, left.raw(), revision.id)


def _without(payload: Payload, fields: Iterable[str]) -> Payload:
    names = list(fields)
    if not names:
        return payload
    return payload.withhold_all() if ALL_FIELDS in names else payload.withhold(names)


def _revision(found: Sequence[Any]) -> Revision:
    raw, sig, name, said = found[:4]
    payload = None if said is None else Payload.kept(said, _read)
    return Revision(raw, sig, _header(raw), name, payload)


def _header(raw: bytes) -> Header:
    try:
        return _head(raw)
    except msgspec.ValidationError:
        # One that names sealed files, which stand there as pairs.
        return Header.kept(raw, _read)


def _json(names: Iterable[object]) -> str:
    return msgspec.json.encode(list(names)).decode()
