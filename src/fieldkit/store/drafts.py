"""Keeps what an officer types until it is confirmed: one draft a record, saved in its own short
transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fieldkit.store.tables import DraftRow, table

_DRAFTS = table(DraftRow)
Typed = str | list[str]


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers as typed, with the heads their author had seen, the page they were on, and when they were
    kept.
    """

    record: str
    kind: str
    home: str
    parent: str = ""
    bases: tuple[str, ...] = ()
    typed: Mapping[str, Typed] = field(default_factory=dict)
    place: str = ""
    saved_ms: int = 0


def save(connection: Connection, draft: Draft) -> None:
    """Keep the draft, in place of the one the record had."""
    values = {
        "record": draft.record,
        "kind": draft.kind,
        "home": draft.home,
        "parent": draft.parent,
        "bases": json.dumps(list(draft.bases)),
        "typed": json.dumps(dict(draft.typed), ensure_ascii=False),
        "place": draft.place,
        "saved_ms": draft.saved_ms,
    }
    statement = insert(_DRAFTS).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["record"], set_=values))


def get(connection: Connection, record: str) -> Draft | None:
    """The draft of a record, if there is one."""
    row = connection.execute(select(_DRAFTS).where(_DRAFTS.c.record == record)).one_or_none()
    return None if row is None else _draft(row)


def all_drafts(connection: Connection) -> Sequence[Draft]:
    """Every draft, the latest first."""
    return [_draft(row) for row in connection.execute(select(_DRAFTS).order_by(_DRAFTS.c.saved_ms.desc()))]


def drop(connection: Connection, record: str) -> None:
    """Forget the draft of a record: its words were confirmed, or thrown away by its author."""
    connection.execute(_DRAFTS.delete().where(_DRAFTS.c.record == record))


def _draft(row: Any) -> Draft:
    return Draft(
        row.record,
        row.kind,
        row.home,
        row.parent,
        tuple(json.loads(row.bases)),
        json.loads(row.typed),
        row.place,
        row.saved_ms,
    )
