"""Opens the encrypted database of a notebook and hands out its transactions: one writer, a few readers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from fieldkit.errors import Trouble
from fieldkit.store.connecting import check_file, check_library, connect
from fieldkit.store.told import told


class Database:
    """One open notebook database.

    Only `writing` can change it: every other transaction runs read-only. `on_full` is called
    once the disk has no room left, and frees some.
    """

    def __init__(self, source: _Source, engine: Engine, on_full: Callable[[], None]) -> None:
        self.path = source.path
        self.engine = engine
        self._source = source
        self._on_full = on_full
        self._writer = threading.Lock()
        self._writing_thread: int | None = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction (`BEGIN IMMEDIATE`), durable when the block ends; undone if it raises.

        One at a time: other threads wait. Raises `Trouble` when the disk is full, read-only or damaged.
        """
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("this thread is already inside a write transaction")
        with self._writer, self._told():
            self._writing_thread = threading.get_ident()
            try:
                with self.engine.connect() as connection:
                    connection.execution_options(fieldkit_writes=True)
                    with connection.begin():
                        yield connection
            finally:
                self._writing_thread = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read transaction: one unchanging picture of the notebook. Raises `Trouble` when it is damaged."""
        with self._told(reading=True), self.engine.connect() as connection:
            yield connection

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, page by page and index by index; empty when it is whole.

        The WAL is written back first: SQLCipher reads the main file behind it and would raise a false alarm.
        """
        with self._writer, self._told(), self._bare() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
            try:
                found += [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
            except dbapi2.DatabaseError as fault:
                found.append(str(fault))
        return tuple(line for line in found if line != "ok")

    def copy_to(self, path: Path, key: bytes) -> None:
        """Write the whole database to the new file `path` under another `key` (48 bytes), settled on disk."""
        if path.exists():
            raise Trouble(f"There is already a file at {path}.", "Choose another name for the copy.")
        target = connect(path, key)
        try:
            with self._told(), self._bare() as connection:
                connection.backup(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            target.close()

    def close(self) -> None:
        """Write the WAL back into the file and let go of every connection and of the key; once is enough.

        Whatever still uses the database afterwards gets the `Trouble` that it is locked.
        """
        with self._writer:
            if self._source.locked:
                return
            try:
                with self._told(), self._bare() as connection:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._source.forget()
                self.engine.dispose()

    @contextmanager
    def _bare(self) -> Iterator[Any]:
        """A driver connection outside any transaction."""
        fairy = self.engine.raw_connection()
        try:
            yield fairy.driver_connection
        finally:
            fairy.close()

    @contextmanager
    def _told(self, *, reading: bool = False) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, dbapi2.Error) as fault:
            trouble = told(fault, self.path, reading=reading)
            if trouble is None:
                raise
            if trouble.full:
                self._on_full()
            raise trouble from fault


class _Source:
    """Makes the connections of one database until it is locked."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key

    @property
    def locked(self) -> bool:
        return self._key == b""

    def forget(self) -> None:
        self._key = b""

    def __call__(self) -> Any:
        if self.locked:
            raise Trouble("The notebook is locked.", "Unlock it, then try again.")
        return connect(self.path, self._key)


def open_database(
    path: Path,
    key: bytes,
    *,
    create: bool = False,
    readers: int = 4,
    on_full: Callable[[], None] = lambda: None,
) -> Database:
    """Open the database at `path` with its raw `key`, or make a new one.

    Raises `Trouble` when the file is missing, cut short, plain, damaged or another notebook's, and when the
    SQLite library is too old or cannot encrypt.
    """
    check_library(dbapi2.sqlite_version_info)
    if create == path.exists():
        raise _already(path) if create else _missing(path)
    if not create:
        check_file(path, key)
    source = _Source(path, key)
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=source,
        poolclass=QueuePool,
        pool_size=readers + 1,
        max_overflow=0,
        pool_use_lifo=True,  # each connection has a page cache of up to 64 MB: few are kept warm
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    database = Database(source, engine, on_full)
    try:
        with database.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").all()
    except Trouble:
        engine.dispose()
        raise
    return database


def _begin(connection: Connection) -> None:
    writes = bool(connection.get_execution_options().get("fieldkit_writes"))
    driver: Any = connection.connection.driver_connection
    kept = connection.connection.info
    # Only when it changes: the pragma makes SQLite prepare every statement anew.
    if kept.get("writes") is not writes:
        driver.execute(f"PRAGMA query_only = {int(not writes)}")
        kept["writes"] = writes
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _already(path: Path) -> Trouble:
    return Trouble(f"There is already a notebook file at {path}.", "Choose an empty folder.")


def _missing(path: Path) -> Trouble:
    return Trouble(
        f"The notebook file {path} is missing.", "Put it back where it was, or restore your latest backup."
    )
