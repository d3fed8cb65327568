"""The lookup table of the national register of schools, made from a dataset and never edited by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects.sqlite import insert

from fieldkit.store.search import School
from fieldkit.store.tables import SchoolRow, table

_SCHOOLS = table(SchoolRow)


def put(connection: Connection, rows: Sequence[dict[str, Any]], dataset: str) -> None:
    """Add schools, or bring them up to date by URN, with their search words."""
    statement = insert(_SCHOOLS)
    fresh = {c.name: statement.excluded[c.name] for c in _SCHOOLS.columns if c.name != "urn"}
    held = [{**row, "dataset": dataset} for row in rows]
    connection.execute(statement.on_conflict_do_update(index_elements=["urn"], set_=fresh), held)
    urns = [row["urn"] for row in rows]
    for start in range(0, len(urns), 500):
        found = connection.execute(
            select(text("rowid"), _SCHOOLS).where(_SCHOOLS.c.urn.in_(urns[start : start + 500]))
        ).all()
        words = [
            {"n": row[0], "said": f"{row.name} {row.urn} {row.dfe_number} {row.authority}"} for row in found
        ]
        connection.execute(text("DELETE FROM school_words WHERE rowid = :n"), words)
        connection.execute(text("INSERT INTO school_words(rowid, said) VALUES (:n, :said)"), words)


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
