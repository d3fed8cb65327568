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
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.fold import State, Told, fold
from fieldkit.ledger.revision import Revision, Type
from fieldkit.store import disguise
from fieldkit.store import revisions as ledger
from fieldkit.store.changes import Ref
from fieldkit.store.statements import change, change_many, insert_into, rows
from fieldkit.store.tables import WORDS, CurrentRow, table

_CURRENT = table(CurrentRow)
_ADD, _ADDED = insert_into(_CURRENT)
_RECORD = _ADDED.index("record")
_HERE = (
    f"SELECT {', '.join(f'c.{name}' for name in _ADDED)},"  # noqa: S608
    " coalesce((SELECT w.said FROM words w WHERE w.rowid = c.n), '')"
    " FROM current c WHERE c.record IN (SELECT value FROM json_each(?))"
)
_PARTS = "SELECT record, kind FROM current WHERE parent = ? AND parent > ''"
_LAST = "SELECT coalesce(max(n), 0) FROM current"
_SAY, _UNSAY = "INSERT INTO words(rowid, said) VALUES (?, ?)", "DELETE FROM words WHERE rowid = ?"


def project(connection: Connection, records: Iterable[str]) -> list[Ref]:
    """Fold these records anew and put the result in `current` and the search words."""
    return _put(connection, folded(connection, records))


def take_in(connection: Connection, added: ledger.Added) -> list[Ref]:
    """Fold the records whose state the lines just added may change, and put the result in place."""
    told = ledger.histories(connection, touched(connection, added.lines), added)
    return _put(connection, _folded(connection, told))


def folded(connection: Connection, records: Iterable[str]) -> list[dict[str, Any]]:
    """What `current` should say of these records by the ledger, with their search words as `said`."""
    return _folded(connection, ledger.of_records(connection, list(dict.fromkeys(records))))


def _folded(connection: Connection, asked: Mapping[str, Sequence[Revision]]) -> list[dict[str, Any]]:
    told = {record: revisions for record, revisions in asked.items() if revisions}
    states = [_state(connection, revisions) for revisions in told.values()]
    return [_row(state, told[state.record]) for state in disguise.listed(connection, told, states)]


def held(connection: Connection, records: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What `current` does say of these records, in the same shape, by their ids."""
    columns = [column for column in _CURRENT.columns if column.name != "n"]
    wanted = select(*columns, text("(SELECT w.said FROM words w WHERE w.rowid = current.n) AS said"))
    found = connection.execute(wanted.where(_CURRENT.c.record.in_(records)))
    return {row.record: {**row._mapping, "said": row.said or ""} for row in found}


def touched(connection: Connection, fresh: Sequence[Revision]) -> list[str]:
    """The records whose state new revisions may change: their own, and what a seal or erasure is about."""
    found = [revision.header.record for revision in fresh]
    for revision in fresh:
        if revision.header.type in (Type.SEAL, Type.ERASE):
            found += sorted(ledger.targets_record(connection, revision))
        if revision.header.type in (Type.SEAL, Type.ERASE) or revision.header.kind in _BETWEEN:
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
    return {name: told[-1].value for name, told in state.fields.items() if told and not name.startswith("@")}


def _state(connection: Connection, revisions: Sequence[Revision]) -> State:
    """The fold of a record's lines, restricted only by an order that counts."""
    state = fold(revisions, _covering(connection, revisions))
    if state.restricted and not ledger.orders(connection, revisions, Type.RESTRICT):
        return replace(state, restricted=False)
    return state


def _parts(connection: Connection, parent: str) -> list[str]:
    """The records that are sealed together with `parent`, and the parts of those."""
    found = []
    for record, kind in rows(connection, _PARTS, parent):
        if _part_of_parent(kind):
            found += [record, *(_parts(connection, record) if kind in _BETWEEN else ())]
    return found


def _covering(connection: Connection, revisions: Sequence[Revision]) -> list[Revision]:
    """The seals of the parent, when the record is a part of it; and of what the parent is a part of."""
    if not _part_of_parent(revisions[0].header.kind):
        return []
    for revision in revisions:
        parent = revision.payload.fields.get("parent") if revision.payload is not None else None
        if isinstance(parent, str):
            above = ledger.of_record(connection, parent) if _has_between(revisions[0].header.kind) else []
            further = _covering(connection, above) if above else []
            return [*ledger.seals_of(connection, parent), *further]
    return []


def _has_between(kind: str) -> bool:
    return bool(_BETWEEN.intersection(KINDS[kind].parents))


def _part_of_parent(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].part_of_parent


#: The kinds that are parts and have parts of their own: hours are of a child, who is of a premises visit.
_BETWEEN = frozenset(
    parent
    for kind in KINDS.values()
    if kind.part_of_parent
    for parent in kind.parents
    if _part_of_parent(parent)
)


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
        "happened": in_utc(str(happened)) if happened else _utc_of(first.wall_ms),
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


def _put(connection: Connection, folds: Sequence[dict[str, Any]]) -> list[Ref]:
    """Put folded rows in `current` and the search words, whether a record is listed there already or not."""
    here = {line[_RECORD]: line for line in rows(connection, _HERE, _json(row["record"] for row in folds))}
    ((last,),) = rows(connection, _LAST)
    new = [{**row, "n": n} for n, row in enumerate((r for r in folds if r["record"] not in here), last + 1)]
    change_many(connection, _ADD, [[row[name] for name in _ADDED] for row in new])
    said = [(row["n"], row["said"]) for row in new if row["said"]]
    for row in folds:
        if row["record"] in here:
            said += _renew(connection, here[row["record"]], row)
    change_many(connection, _SAY, said)
    return [Ref(str(row["record"]), str(row["kind"]), str(row["home"])) for row in folds]


def _renew(connection: Connection, before: Sequence[Any], row: dict[str, Any]) -> list[tuple[int, str]]:
    """Rewrite what differs in a row of `current`; gives its search words when they are to be put in anew.

    A column that is named is written into its indexes again, also when it says the same.
    """
    n = before[_ADDED.index("n")]
    differing = [
        name for name, held in zip(_ADDED, before, strict=False) if name != "n" and held != row[name]
    ]
    if differing:
        settings = ", ".join(f"{name} = ?" for name in differing)
        values = [row[name] for name in differing]
        change(connection, f"UPDATE current SET {settings} WHERE n = ?", *values, n)  # noqa: S608
    if before[-1] == row["said"]:
        return []
    change(connection, _UNSAY, n)
    return [(n, row["said"])] if row["said"] else []


def _utc_of(wall_ms: int) -> str:
    return datetime.fromtimestamp(wall_ms // 1000, UTC).isoformat()


def in_utc(moment: str) -> str:
    """A date or moment as UTC text that sorts by time."""
    if "T" not in moment:
        return moment
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat()


def _json(names: Iterable[object]) -> str:
    return msgspec.json.encode(list(names)).decode()
