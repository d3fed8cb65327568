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
from fieldkit.store.told import told

KEY_BYTES = 48
"""32 bytes of AES-256 key and 16 bytes of salt; any other length SQLCipher would take for a passphrase."""

PAGE_BYTES = 4096
OLDEST_SQLITE = (3, 51, 3)
"""Before it, two connections that write or checkpoint at once can damage a WAL database."""

_PLAINTEXT = b"SQLite format 3\0"
_SETTINGS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -64000",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
)
_FORBIDDEN = (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH)


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


def connect(path: Path, key: bytes) -> Any:
    """One driver connection with every setting of `security.md` 1.3; it never opens or makes a plain file."""
    pragma = key_pragma(key)
    connection = dbapi2.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        connection.execute(pragma)
        for setting in _SETTINGS:
            connection.execute(setting)
        if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
            raise _no_cipher()
        if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise Trouble(
                f"The disk that holds {path} cannot keep a notebook safely.",
                "Keep the notebook on this computer's own disk, not on a network or shared folder.",
            )
        connection.set_authorizer(_authorise)
    except BaseException:
        connection.close()
        raise
    return connection


def key_pragma(key: bytes) -> str:
    """The statement that gives SQLCipher its raw key. Raises `ValueError` unless it is 96 hex digits long."""
    digits = key.hex()
    if len(digits) != 2 * KEY_BYTES:
        raise ValueError(f"a notebook key has {KEY_BYTES} bytes, not {len(key)}")
    return f"PRAGMA key = \"x'{digits}'\""


def check_library(sqlite: tuple[int, ...]) -> None:
    """Refuse an SQLite that is known to damage databases. Raises `Trouble`."""
    if sqlite < OLDEST_SQLITE:
        found, needed = (".".join(map(str, version)) for version in (sqlite, OLDEST_SQLITE))
        raise Trouble(
            f"This copy of FieldKit carries SQLite {found}, which can damage a notebook.",
            f"Install FieldKit again: it needs SQLite {needed} or later.",
        )


def check_file(path: Path, key: bytes) -> None:
    """Refuse a file that cannot be this notebook, before SQLite touches it. Raises `Trouble`."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
        size = path.stat().st_size
        waiting = path.with_name(path.name + "-wal")
        settled = not waiting.exists() or waiting.stat().st_size == 0
    except OSError as fault:
        raise Trouble(
            f"The notebook file {path} cannot be read.", "Check that you may read that folder."
        ) from fault
    if head == _PLAINTEXT:
        raise Trouble(
            f"The file {path} is not encrypted, so it is not a FieldKit notebook.",
            "Put the notebook's own file back, or restore a backup.",
        )
    if size < PAGE_BYTES or (settled and size % PAGE_BYTES):
        raise Trouble(f"The notebook file {path} has been cut short.", "Restore your latest backup.")
    if head != key[32:]:
        raise Trouble(
            f"The file {path} is not the one that belongs to this notebook, or its start is damaged.",
            "Put the notebook's own file back, or restore a backup.",
        )


def _begin(connection: Connection) -> None:
    writes = bool(connection.get_execution_options().get("fieldkit_writes"))
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA query_only = {int(not writes)}")
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _authorise(action: int, *_: object) -> int:
    """ATTACH would open a way to write a plain copy, also through VACUUM INTO."""
    return int(dbapi2.SQLITE_DENY if action in _FORBIDDEN else dbapi2.SQLITE_OK)


def _no_cipher() -> Trouble:
    return Trouble(
        "This copy of FieldKit cannot encrypt, so it will not open a notebook.",
        "Install FieldKit again with its own SQLCipher.",
    )


def _already(path: Path) -> Trouble:
    return Trouble(f"There is already a notebook file at {path}.", "Choose an empty folder.")


def _missing(path: Path) -> Trouble:
    return Trouble(
        f"The notebook file {path} is missing.", "Put it back where it was, or restore your latest backup."
    )
