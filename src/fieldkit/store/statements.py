"""Runs the fixed statements of saving and folding on the driver itself, inside the open transaction.

SQLAlchemy takes longer to prepare one of them than SQLCipher to run it; all others go through SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table

Rows = list[tuple[Any, ...]]


def change(connection: Connection, statement: str, *values: object) -> int:
    """Run one statement; the number of the row it added, if it added one."""
    return int(_driver(connection).execute(statement, values).lastrowid or 0)


def change_many(connection: Connection, statement: str, rows: Iterable[Sequence[object]]) -> None:
    """Run one statement for each row of values."""
    _driver(connection).executemany(statement, rows)


def rows(connection: Connection, statement: str, *values: object) -> Rows:
    """All the rows of one query."""
    found: Rows = _driver(connection).execute(statement, values).fetchall()
    return found


def row(connection: Connection, statement: str, *values: object) -> tuple[Any, ...] | None:
    """The first row of one query, or None."""
    found: tuple[Any, ...] | None = _driver(connection).execute(statement, values).fetchone()
    return found


def insert_into(table: Table, *, without: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The statement that adds a row to `table`, and the columns whose values it takes, in order."""
    names = tuple(column.name for column in table.columns if column.name not in without)
    marks = ", ".join("?" for _ in names)
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", names  # noqa: S608


def _driver(connection: Connection) -> Any:
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.driver_connection
