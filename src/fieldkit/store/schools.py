"""The lookup table of the national register of schools, made from a dataset and never edited by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text

from fieldkit.store import statements
from fieldkit.store.search import School
from fieldkit.store.tables import SchoolRow, table

_SCHOOLS = table(SchoolRow)
_ADD, _NAMES = statements.insert_into(_SCHOOLS)
_PUT = f"{_ADD} ON CONFLICT (urn) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _NAMES if name != "urn"
)
_WORDS = (
    "SELECT rowid, name, urn, dfe_number, authority FROM schools"
    " WHERE urn IN (SELECT value FROM json_each(?))"
)


def put(connection: Connection, rows: Sequence[dict[str, Any]], dataset: str) -> None:
    """Add schools, or bring them up to date by URN; only what reads otherwise than before gets new words."""
    urns = json.dumps([row["urn"] for row in rows])
    before = set(statements.rows(connection, _WORDS, urns))
    held = [{**row, "dataset": dataset} for row in rows]
    statements.change_many(connection, _PUT, ([row[name] for name in _NAMES] for row in held))
    fresh = [row for row in statements.rows(connection, _WORDS, urns) if row not in before]
    statements.change_many(connection, "DELETE FROM school_words WHERE rowid = ?", ((n,) for n, *_ in fresh))
    said = ((n, " ".join(words)) for n, *words in fresh)
    statements.change_many(connection, "INSERT INTO school_words (rowid, said) VALUES (?, ?)", said)


def drop_others(connection: Connection, dataset: str) -> int:
    """Take out the schools that a newer dataset no longer has; says how many."""
    gone = connection.execute(
        select(text("rowid")).select_from(_SCHOOLS).where(_SCHOOLS.c.dataset != dataset)
    )
    rows = [{"n": n} for n in gone.scalars()]
    if rows:
        connection.execute(text("DELETE FROM school_words WHERE rowid = :n"), rows)
        connection.execute(_SCHOOLS.delete().where(_SCHOOLS.c.dataset != dataset))
    return len(rows)


def count(connection: Connection) -> int:
    """How many schools the register holds."""
    return int(connection.execute(select(func.count()).select_from(_SCHOOLS)).scalar_one())


def by_urn(connection: Connection, urns: Iterable[str]) -> dict[str, School]:
    """Schools by their URN."""
    rows = connection.execute(select(_SCHOOLS).where(_SCHOOLS.c.urn.in_(list(urns))))
    return {
        row.urn: School(row.urn, row.name, row.dfe_number, row.authority, row.school_type) for row in rows
    }
