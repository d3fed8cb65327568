"""Keeps `current` and the search words what the ledger says: folded in the same transaction, rebuilt at
will.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec
from pydantic import ValidationError
from sqlalchemy import Connection, select, text

from fieldkit.kinds.record import Record
from fieldkit.kinds.registry import KINDS
from fieldkit.kinds.times import moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.fold import State, Told, fold
from fieldkit.ledger.revision import Revision, Type
from fieldkit.store import revisions as ledger
from fieldkit.store import disguise, statements
from fieldkit.store.changes import Ref
from fieldkit.store.statements import change, insert_into, update_of
from fieldkit.store.tables import WORDS, CurrentRow, table

_CURRENT = table(CurrentRow)
_HERE = (
    "SELECT c.n, coalesce((SELECT w.said FROM words w WHERE w.rowid = c.n), '') FROM current c"
    " WHERE c.record = ?"
)
_ADD, _ADDED = insert_into(_CURRENT, without=["n"])
_REPLACE, _REPLACED = update_of(_CURRENT, "record", without=["n"])


def project(connection: Connection, records: Iterable[str]) -> list[Ref]:
    """Fold these records anew and put the result in `current` and the search words."""
    rows = folded(connection, records)
    for row in rows:
        _store(connection, row)
    return [Ref(str(row["record"]), str(row["kind"]), str(row["home"])) for row in rows]


def folded(connection: Connection, records: Iterable[str]) -> list[dict[str, Any]]:
    """What `current` should say of these records by the ledger, with their search words as `said`."""
    asked = ledger.of_records(connection, list(dict.fromkeys(records)))
    told = {record: revisions for record, revisions in asked.items() if revisions}
    states = [_state(connection, revisions) for revisions in told.values()]
    return [_row(state, told[state.record]) for state in disguise.listed(connection, told, states)]


def held(connection: Connection, records: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What `current` does say of these records, in the same shape, by their ids."""
    columns = [column for column in _CURRENT.columns if column.name != "n"]
    wanted = select(*columns, text("(SELECT w.said FROM words w WHERE w.rowid = current.n) AS said"))
    rows = connection.execute(wanted.where(_CURRENT.c.record.in_(records)))
    return {row.record: {**row._mapping, "said": row.said or ""} for row in rows}


def touched(connection: Connection, fresh: Sequence[Revision]) -> list[str]:
    """The records whose state new revisions may change: their own, and what a seal or erasure is about."""
    found = [revision.header.record for revision in fresh]
    for revision in fresh:
        if revision.header.type in (Type.SEAL, Type.ERASE):
            found += sorted(ledger.targets_record(connection, revision))
            found += _parts(connection, revision.header.record)
    return list(dict.fromkeys(found))


def clear(connection: Connection) -> None:
    """Empty `current` and the search words, before a rebuild."""
    connection.execute(_CURRENT.delete())
    # Row by row, secure-delete would rewrite the index for every word; the pages are zeroed all the same.
    for statement in ("DROP TABLE words", *WORDS):
        change(connection, statement)


def state_of(row: Any) -> State:
    """The folded state that a row of `current` holds."""
    body = msgspec.json.decode(row.body)
    return State(
        record=row.record,
        kind=row.kind,
        home=row.home,
        heads=tuple(body["heads"]),
        order=tuple(body["order"]),
        fields={name: tuple(Told(*told) for told in items) for name, items in body["fields"].items()},
        withdrawn=row.withdrawn,
        restricted=row.restricted,
        seal=row.seal,
        addenda=tuple(body["addenda"]),
        late=tuple(body["late"]),
        incomplete=body["incomplete"],
    )


def values_of(state: State) -> dict[str, Json]:
    """The newest value of every field, as plain values."""
    return {name: state.latest(name) for name in state.fields if not name.startswith("@")}


def _state(connection: Connection, revisions: Sequence[Revision]) -> State:
    """The fold of a record's lines, restricted only by an order that counts."""
    state = fold(revisions, _covering(connection, revisions))
    if state.restricted and not ledger.orders(connection, revisions, Type.RESTRICT):
        return replace(state, restricted=False)
    return state


def _parts(connection: Connection, parent: str) -> list[str]:
    """The records that are sealed together with `parent`."""
    rows = connection.execute(select(_CURRENT.c.record, _CURRENT.c.kind).where(_CURRENT.c.parent == parent))
    return [row.record for row in rows if _part_of_parent(row.kind)]


def _covering(connection: Connection, revisions: Sequence[Revision]) -> list[Revision]:
    """The seals of the parent, when the record is a part of it."""
    if not _part_of_parent(revisions[0].header.kind):
        return []
    for revision in revisions:
        parent = revision.payload.fields.get("parent") if revision.payload is not None else None
        if isinstance(parent, str):
            return ledger.seals_of(connection, parent)
    return []


def _part_of_parent(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].part_of_parent


def _row(state: State, revisions: Sequence[Revision]) -> dict[str, Any]:
    values = values_of(state)
    kind = KINDS.get(state.kind, Record)
    record = _record(kind, values)
    first = min(revisions, key=lambda revision: revision.header.when).header
    happened = values.get(kind.happened) if kind.happened else None
    return {
        "record": state.record,
        "kind": state.kind,
        "home": state.home,
        "parent": str(values.get("parent") or ""),
        "subject": str(values.get("child") or ""),
        "state": state.state,
        "title": record.title(),
        "line": record.line(),
        "happened": in_utc(str(happened or moment_of(first.wall_ms))),
        "due": str(values.get(kind.due) or "") if kind.due else "",
        "made_ms": first.wall_ms,
        "changed_ms": max(revision.header.wall_ms for revision in revisions),
        "seal": state.seal,
        "withdrawn": state.withdrawn,
        "restricted": state.restricted,
        "disputed": " ".join(state.conflicts),
        "late": len(state.late),
        "body": _body(state),
        "said": _said(kind, record, values),
    }


def _record(kind: type[Record], values: Mapping[str, Json]) -> Record:
    """The record for its title; what another FieldKit wrote in another shape is listed under its kind
    alone.
    """
    try:
        return kind.model_validate(values)
    except ValidationError:
        return kind()


def _body(state: State) -> str:
    fields = {
        name: [[told.value, told.revision, told.erased] for told in items]
        for name, items in state.fields.items()
    }
    body = {
        "heads": state.heads,
        "order": state.order,
        "fields": fields,
        "addenda": state.addenda,
        "late": state.late,
        "incomplete": state.incomplete,
    }
    return msgspec.json.encode(body).decode()


def _said(kind: type[Record], record: Record, values: Mapping[str, Json]) -> str:
    words = [str(values[name]) for name in kind.searched if values.get(name)]
    return "\n".join([record.title(), *words]) if kind.searched else ""


def _store(connection: Connection, row: dict[str, Any]) -> None:
    said = row["said"]
    here = statements.row(connection, _HERE, row["record"])
    if here is None:
        n = change(connection, _ADD, *[row[name] for name in _ADDED])
    else:
        n = here[0]
        change(connection, _REPLACE, *[row[name] for name in _REPLACED])
        if here[1] == said:
            return
        change(connection, "DELETE FROM words WHERE rowid = ?", n)
    if said:
        change(connection, "INSERT INTO words(rowid, said) VALUES (?, ?)", n, said)


def in_utc(moment: str) -> str:
    """A date or moment as UTC text that sorts by time."""
    if "T" not in moment:
        return moment
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat()
