"""Opens the server's database: a SQLite file by default, PostgreSQL by its address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Engine,
    String,
    Table,
    any_,
    create_engine,
    event,
    func,
    insert,
    inspect,
    literal,
    select,
)
from sqlalchemy import Connection as Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.pool import QueuePool

from fieldkit.council.store import tables
from fieldkit.errors import Trouble

_WRITING, _NOTING = "fieldkit_writing", "fieldkit_noting"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "temp_store=MEMORY",
    "secure_delete=ON",
    # Ids are random, so their indexes are touched all over: 32 MiB hold those of a year.
    "cache_size=-32768",
    "wal_autocheckpoint=4000",
)


class Clash(Exception):
    """Another writer stored the same thing first."""


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Inserts many plain rows with every column of `table`.

    The statement is SQLAlchemy's; its work on each parameter, which none of these columns needs, is left out:
    it costs more than the insert itself.
    """
    compiled = insert(table).compile(dialect=connection.dialect)
    order = getattr(compiled, "positiontup", None)
    if order is None:
        connection.exec_driver_sql(str(compiled), [dict(row) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), [tuple(row[name] for name in order) for row in rows])


def among(connection: Connection, column: Column[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column is one of many values, which go as one parameter.

    A parameter each would have SQLAlchemy write the statement anew for every number of them: that costs more
    than the query.
    """
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), ARRAY(String)))
    told = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(told.c.value))


class Database:
    """One database, with its two ways in: `reading()` and `writing()`, each a transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def at(cls, address: str) -> Database:
        """Opens `address`: the path of a SQLite file, or a postgresql:// address. Raises `Trouble`."""
        if address.startswith(("postgresql://", "postgres://")):
            url = "postgresql+psycopg://" + address.partition("://")[2]
            return cls(create_engine(url, pool_pre_ping=True))
        return cls(_sqlite(Path(address)))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one transaction that writes: a second writer waits at this line until the first has committed.

        That makes numbers taken inside gapless and in the order of commits, so that no reader's cursor can
        pass a row that is still to come (sync.md §3.4). Raises `Clash`.
        """
        with self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITING: True})
            try:
                with connection.begin():
                    if self.engine.dialect.name == "postgresql":
                        connection.execute(select(tables.log.c.one).with_for_update())
                    yield connection
            except IntegrityError as fault:
                raise Clash(str(fault.orig)) from fault

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """A transaction for what a power cut may take back without harm; it waits for no disk."""
        with self.engine.connect() as connection:
            connection = connection.execution_options(**{_NOTING: True})
            with connection.begin():
                if self.engine.dialect.name == "postgresql":
                    connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
                yield connection

    def create(self) -> None:
        """Makes the tables of a new server. Raises `Trouble` when the database already holds one."""
        try:
            with self.engine.begin() as connection:
                if tables.metadata.tables.keys() & set(_table_names(connection)):
                    raise Trouble(
                        "This database already holds a council server.", "Give an empty one, or serve it."
                    )
                tables.metadata.create_all(connection)
                connection.execute(insert(tables.log), {"one": 1, "size": 0, "peaks": b"", "epoch": 1})
                connection.execute(insert(tables.settings), {"name": "schema", "value": str(tables.SCHEMA)})
        except OperationalError as fault:
            raise _unreachable() from fault

    def check_schema(self) -> None:
        """Raises `Trouble` unless the database is a council server of this release."""
        try:
            with self.reading() as connection:
                found = connection.execute(
                    select(tables.settings.c.value).where(tables.settings.c.name == "schema")
                ).scalar()
        except DBAPIError as fault:
            raise _unreachable() from fault
        if found != str(tables.SCHEMA):
            raise Trouble(
                "The database belongs to another release of FieldKit.", "Install the newer release."
            )

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()


def _sqlite(path: Path) -> Engine:
    def connect() -> Any:
        # The engine that comes with sqlcipher3 is newer than many a system's own; no cipher is set here.
        connection = sqlite.connect(str(path), timeout=30, check_same_thread=False, isolation_level=None)
        for line in _PRAGMAS:
            connection.execute(f"PRAGMA {line}").fetchall()
        return connection

    engine = create_engine("sqlite://", module=sqlite, creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if _WRITING in options or _NOTING in options:
            # A connection of the pool may have served the other sort before.
            level = "FULL" if _WRITING in options else "NORMAL"
            connection.exec_driver_sql(f"PRAGMA synchronous={level}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _table_names(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def _unreachable() -> Trouble:
    return Trouble(
        "The council server's database cannot be opened.",
        "Check the folder or the database address, and run fieldkit-council init first.",
    )
