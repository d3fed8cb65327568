"""Reads and appends the rows of the ledger; nothing else writes to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import Header, Revision, Type
from fieldkit.store.tables import ErasureRow, PayloadRow, RevisionRow, table

_REVISIONS, _PAYLOADS, _ERASURES = table(RevisionRow), table(PayloadRow), table(ErasureRow)
_BOTH = _REVISIONS.outerjoin(_PAYLOADS, _PAYLOADS.c.id == _REVISIONS.c.id)
_COLUMNS = (_REVISIONS.c.raw, _REVISIONS.c.sig, _REVISIONS.c.id, _PAYLOADS.c.raw.label("said"))
_JOINED = select(*_COLUMNS).select_from(_BOTH)
_OF_RECORD = _JOINED.where(_REVISIONS.c.record == bindparam("record")).order_by(_REVISIONS.c.n)
ALL_FIELDS = "*"


def append(connection: Connection, revisions: Sequence[Revision]) -> list[Revision]:
    """Store what is not here yet, and say which those were. Bytes and signatures go in as they are."""
    known = _known(connection, [revision.id for revision in revisions])
    fresh = list({revision.id: revision for revision in revisions if revision.id not in known}.values())
    if not fresh:
        return []
    connection.execute(insert(_REVISIONS), [_row(revision) for revision in fresh])
    erased = _erased(connection, [revision.id for revision in fresh])
    said = [
        {"id": revision.id, "raw": _without(revision.payload, erased.get(revision.id, ())).raw()}
        for revision in fresh
        if revision.payload is not None
    ]
    if said:
        connection.execute(insert(_PAYLOADS), said)
    for revision in fresh:
        if revision.header.type == Type.ERASE:
            _erase(connection, revision)
    return fresh


def of_record(connection: Connection, record: str) -> list[Revision]:
    """Every revision of one record, in order of arrival."""
    return [_revision(row) for row in connection.execute(_OF_RECORD, {"record": record})]


def of_records(connection: Connection, records: Sequence[str]) -> dict[str, list[Revision]]:
    """The revisions of many records at once."""
    found: dict[str, list[Revision]] = {record: [] for record in records}
    for start in range(0, len(records), 500):
        part = records[start : start + 500]
        for row in connection.execute(_JOINED.where(_REVISIONS.c.record.in_(part)).order_by(_REVISIONS.c.n)):
            revision = _revision(row)
            found[revision.header.record].append(revision)
    return found


def by_id(connection: Connection, ids: Iterable[str]) -> list[Revision]:
    """The revisions with these ids, as far as they are here, in order of arrival."""
    wanted = list(ids)
    found: list[Revision] = []
    for start in range(0, len(wanted), 500):
        part = _REVISIONS.c.id.in_(wanted[start : start + 500])
        found += [_revision(row) for row in connection.execute(_JOINED.where(part).order_by(_REVISIONS.c.n))]
    return found


def of_chain(connection: Connection, chain: str, after: int = 0, limit: int = -1) -> list[Revision]:
    """The revisions of one chain with a number above `after`, in order."""
    wanted = _JOINED.where(_REVISIONS.c.chain == chain, _REVISIONS.c.seq > after)
    rows = connection.execute(wanted.order_by(_REVISIONS.c.seq).limit(limit))
    return [_revision(row) for row in rows]


def head_of(connection: Connection, chain: str) -> tuple[int, str, Header] | None:
    """The last revision of a chain: number, id and header."""
    row = connection.execute(
        select(_REVISIONS.c.seq, _REVISIONS.c.id, _REVISIONS.c.raw)
        .where(_REVISIONS.c.chain == chain)
        .order_by(_REVISIONS.c.seq.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row.seq, row.id, Header.kept(row.raw))


def everything(connection: Connection, after: int = 0, limit: int = 1000) -> tuple[list[Revision], int]:
    """A page of the whole ledger by order of arrival, and where the next page begins (0: there is none)."""
    rows = connection.execute(
        _JOINED.add_columns(_REVISIONS.c.n)
        .where(_REVISIONS.c.n > after)
        .order_by(_REVISIONS.c.n)
        .limit(limit)
    ).all()
    return [_revision(row) for row in rows], rows[-1].n if len(rows) == limit else 0


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
    wanted = _JOINED.where(_REVISIONS.c.record == record, _REVISIONS.c.type == Type.SEAL)
    return [_revision(row) for row in connection.execute(wanted.order_by(_REVISIONS.c.n))]


def targets_record(connection: Connection, revision: Revision) -> set[str]:
    """The records that a seal or erasure is about, besides its own."""
    rows = connection.execute(select(_REVISIONS.c.record).where(_REVISIONS.c.id.in_(revision.header.targets)))
    return set(rows.scalars())


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        found |= set(connection.execute(select(_REVISIONS.c.id).where(_REVISIONS.c.id.in_(part))).scalars())
    return found


def _erased(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for start in range(0, len(ids), 500):
        part = _ERASURES.c.target.in_(ids[start : start + 500])
        for row in connection.execute(select(_ERASURES.c.target, _ERASURES.c.field).where(part)):
            found.setdefault(row.target, []).append(row.field)
    return found


def _erase(connection: Connection, order: Revision) -> None:
    """Carry out an erasure: the values, their salts and the nonce go; what must stay is the bare leaves."""
    named = order.payload.fields.get("@fields") if order.payload is not None else None
    fields = [str(name) for name in named] if isinstance(named, list) else [ALL_FIELDS]
    pairs = [(target, name) for target in order.header.targets for name in fields]
    rows = [{"target": target, "field": name, "by": order.id} for target, name in pairs]
    connection.execute(insert(_ERASURES).on_conflict_do_nothing(), rows)
    for row in connection.execute(select(_PAYLOADS).where(_PAYLOADS.c.id.in_(order.header.targets))).all():
        left = _without(Payload.kept(row.raw), fields)
        connection.execute(_PAYLOADS.update().where(_PAYLOADS.c.id == row.id).values(raw=left.raw()))


def _without(payload: Payload, fields: Iterable[str]) -> Payload:
    names = list(fields)
    if not names:
        return payload
    return payload.withhold_all() if ALL_FIELDS in names else payload.withhold(names)


def _row(revision: Revision) -> dict[str, object]:
    header = revision.header
    return {
        "id": revision.id,
        "record": header.record,
        "home": header.home,
        "chain": header.chain,
        "seq": header.seq,
        "type": header.type,
        "raw": revision.raw,
        "sig": revision.sig,
    }


def _revision(row: object) -> Revision:
    raw, sig, name, said = row[:4]  # type: ignore[index]
    return Revision(raw, sig, Header.kept(raw), name, None if said is None else Payload.kept(said))
