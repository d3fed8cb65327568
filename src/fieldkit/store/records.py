"""Reads the current state of records: one, or lists sorted and filtered in the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from fieldkit.ledger.canonical import Json
from fieldkit.ledger.fold import State
from fieldkit.store.projection import state_of, values_of
from fieldkit.store.tables import CurrentRow, table

_CURRENT = table(CurrentRow)


@dataclass(frozen=True, slots=True)
class Held:
    """One record as it currently stands."""

    record: str
    kind: str
    home: str
    parent: str
    state: str
    title: str
    line: str
    happened: str
    due: str
    made_ms: int
    changed_ms: int
    seal: str
    withdrawn: bool
    disputed: tuple[str, ...]
    late: int
    folded: State

    @property
    def values(self) -> dict[str, Json]:
        """The newest value of every field."""
        return values_of(self.folded)

    def value(self, name: str) -> Json:
        """The agreed value of one field; None when there is none or it is disputed."""
        return self.folded.value(name)

    def text(self, name: str) -> str:
        """The newest value of a field of words, or an empty text."""
        told = self.folded.latest(name)
        return told if isinstance(told, str) else ""

    @property
    def locked(self) -> bool:
        """Whether it is sealed: only addenda are taken."""
        return bool(self.seal)


def get(connection: Connection, record: str) -> Held | None:
    """One record, or None when it is not in this notebook."""
    row = connection.execute(select(_CURRENT).where(_CURRENT.c.record == record)).one_or_none()
    return None if row is None else _held(row)


def some(connection: Connection, records: Sequence[str]) -> dict[str, Held]:
    """Several records by id; those not here are left out."""
    found: dict[str, Held] = {}
    for start in range(0, len(records), 500):
        part = _CURRENT.c.record.in_(records[start : start + 500])
        found |= {row.record: _held(row) for row in connection.execute(select(_CURRENT).where(part))}
    return found


def listed(
    connection: Connection,
    *,
    kinds: Sequence[str] = (),
    home: str = "",
    parent: str = "",
    states: Sequence[str] = (),
    withdrawn: bool = False,
    order: str = "happened",
    newest_first: bool = False,
    limit: int = -1,
) -> list[Held]:
    """The records that answer to all of these.

    `order` is a column: happened, due, title, made_ms, changed_ms.
    """
    wanted = select(_CURRENT)
    if kinds:
        wanted = wanted.where(_CURRENT.c.kind.in_(kinds))
    if home:
        wanted = wanted.where(_CURRENT.c.home == home)
    if parent:
        # The second says no more than the first, but lets SQLite use the index, which leaves out no parent.
        wanted = wanted.where(_CURRENT.c.parent == parent, _CURRENT.c.parent > "")
    if states:
        wanted = wanted.where(_CURRENT.c.state.in_(states))
    if not withdrawn:
        wanted = wanted.where(_CURRENT.c.withdrawn.is_(False))
    column = _CURRENT.c[order]
    keys = [column.desc(), _CURRENT.c.n.desc()] if newest_first else [column, _CURRENT.c.n]
    return [_held(row) for row in connection.execute(wanted.order_by(*keys).limit(limit))]


def disputed(connection: Connection) -> list[Held]:
    """Every record with a disputed field, the newest first."""
    wanted = select(_CURRENT).where(_CURRENT.c.disputed != "").order_by(_CURRENT.c.changed_ms.desc())
    return [_held(row) for row in connection.execute(wanted)]


def late(connection: Connection) -> list[Held]:
    """Every locked record with an edit that came after its lock, the newest first."""
    wanted = select(_CURRENT).where(_CURRENT.c.late > 0).order_by(_CURRENT.c.changed_ms.desc())
    return [_held(row) for row in connection.execute(wanted)]


def number_of(connection: Connection, kind: str, states: Sequence[str] = ()) -> int:
    """How many records of a kind there are, withdrawn ones apart."""
    wanted = select(func.count()).select_from(_CURRENT)
    wanted = wanted.where(_CURRENT.c.kind == kind, _CURRENT.c.withdrawn.is_(False))
    if states:
        wanted = wanted.where(_CURRENT.c.state.in_(states))
    return int(connection.execute(wanted).scalar_one())


def number_under(connection: Connection, parent: str, kind: str) -> int:
    """How many records of a kind hang from a record, withdrawn ones apart."""
    wanted = select(func.count()).select_from(_CURRENT)
    wanted = wanted.where(_CURRENT.c.parent == parent, _CURRENT.c.parent > "", _CURRENT.c.kind == kind)
    return int(connection.execute(wanted.where(_CURRENT.c.withdrawn.is_(False))).scalar_one())


def total(connection: Connection) -> int:
    """How many records there are."""
    return int(connection.execute(select(func.count()).select_from(_CURRENT)).scalar_one())


def _held(row: Row[Any]) -> Held:
    return Held(
        record=row.record,
        kind=row.kind,
        home=row.home,
        parent=row.parent,
        state=row.state,
        title=row.title,
        line=row.line,
        happened=row.happened,
        due=row.due,
        made_ms=row.made_ms,
        changed_ms=row.changed_ms,
        seal=row.seal,
        withdrawn=row.withdrawn,
        disputed=tuple(row.disputed.split()),
        late=row.late,
        folded=state_of(row),
    )
