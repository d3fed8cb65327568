"""The encrypted engine: each trap of `security.md` 1.3, and what the officer is told when the disk fails."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from fieldkit.errors import Trouble
from fieldkit.store import connecting
from fieldkit.store.connecting import KEY_BYTES, OLDEST_SQLITE, check_library, connect, key_pragma
from fieldkit.store.engine import Database, open_database

KEY = bytes(range(KEY_BYTES))
MARK = "QUILTHERONLAMP"
ADD = text("INSERT INTO said (words) VALUES (:words)")
COUNT = text("SELECT count(*) FROM said")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = open_database(tmp_path / "notebook.db", KEY, create=True)
    with made.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT UNIQUE) STRICT")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE found USING fts5(words)")
    yield made
    made.close()


def fill(database: Database, rows: int = 200) -> None:
    with database.writing() as connection:
        connection.execute(ADD, [{"words": f"{MARK} {row} " + "x" * 400} for row in range(rows)])


def count(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(COUNT).scalar_one())


def test_the_settings_are_the_ones_that_were_measured(database: Database) -> None:
    wanted = {
        "cipher_status": "1",
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "temp_store": 2,
        "cache_size": -64000,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "busy_timeout": 10000,
    }
    with database.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one_or_none() for name in wanted}
    assert found | {"mmap_size": found["mmap_size"] or 0} == wanted


def test_trap_1_the_pool_is_named_and_eight_threads_lose_nothing(database: Database) -> None:
    assert type(database.engine.pool) is QueuePool
    faults: list[BaseException] = []

    def work(name: int) -> None:
        try:
            for turn in range(10):
                with database.writing() as connection:
                    connection.execute(ADD, {"words": f"{name} {turn}"})
                count(database)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (faults, count(database)) == ([], 80)


def test_trap_3_no_file_is_ever_plain(database: Database, tmp_path: Path) -> None:
    fill(database)
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO found VALUES (?)", (MARK,))
    for path in tmp_path.iterdir():
        raw = path.read_bytes()
        assert MARK.encode() not in raw
        assert not raw.startswith(b"SQLite format 3")
    assert MARK not in repr(database.engine.url)
    assert KEY.hex() not in repr(database.engine.url)


def test_trap_3_without_its_key_sqlcipher_would_write_in_plain_and_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notebook.db"
    monkeypatch.setattr(connecting, "key_pragma", lambda key: f"SELECT {len(key)}")
    with pytest.raises(Trouble, match="cannot encrypt"):
        open_database(path, KEY, create=True)
    assert path.read_bytes() == b""


def test_trap_3_a_plain_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    plain = dbapi2.connect(str(path))
    plain.execute("CREATE TABLE said (words)")
    plain.close()
    with pytest.raises(Trouble, match="not encrypted"):
        open_database(path, KEY)


@pytest.mark.parametrize("length", [0, 16, 31, 32, 47, 49, 96])
def test_trap_4_a_key_of_another_length_is_never_taken_for_a_passphrase(tmp_path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="48 bytes"):
        connect(tmp_path / "notebook.db", bytes(length))
    assert not (tmp_path / "notebook.db").exists()
    assert len(key_pragma(KEY)) == len("PRAGMA key = \"x''\"") + 96


@pytest.mark.parametrize("way", ["ATTACH '{}' AS other KEY ''", "VACUUM INTO '{}'", "DETACH main"])
def test_trap_5_nothing_leads_to_a_plain_copy(database: Database, tmp_path: Path, way: str) -> None:
    path = tmp_path / "plain.db"
    driver = connect(database.path, KEY)
    with pytest.raises(dbapi2.DatabaseError, match=r"not authorized|authorization denied"):
        driver.execute(way.format(path))
    driver.close()
    assert not path.exists()


def test_trap_6_the_drivers_errors_are_seen(database: Database) -> None:
    """They are not `sqlite3.Error`; a broken rule of the schema stays a bug and is not told as trouble."""
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(ADD, [{"words": "same"}, {"words": "same"}])
    assert count(database) == 0


def test_trap_7_the_check_raises_no_false_alarm_over_a_wal(database: Database) -> None:
    fill(database)
    assert database.path.with_name("notebook.db-wal").stat().st_size > 0
    assert database.check() == ()
    assert database.path.with_name("notebook.db-wal").stat().st_size == 0


def test_trap_7_the_check_names_every_damaged_page(database: Database) -> None:
    fill(database, 500)
    database.close()
    raw = bytearray(database.path.read_bytes())
    for page in (5, 9):
        raw[page * 4096 + 100] ^= 1
    database.path.write_bytes(raw)
    again = open_database(database.path, KEY)
    told = " ".join(again.check())
    again.close()
    assert "page 6" in told
    assert "page 10" in told


def test_trap_9_deleted_words_leave_the_index(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO found(found, rank) VALUES ('secure-delete', 1)")
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO found(rowid, words) VALUES (1, 'quilt')")
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM found WHERE rowid = 1")
    with database.reading() as connection:
        left = connection.exec_driver_sql("SELECT block FROM found_data").scalars().all()
    assert not any(b"quilt" in block for block in left)


def test_an_sqlite_that_damages_databases_is_refused() -> None:
    check_library(OLDEST_SQLITE)
    with pytest.raises(Trouble, match=r"SQLite 3\.51\.2"):
        check_library((3, 51, 2))
    check_library(dbapi2.sqlite_version_info)


def test_another_key_is_refused(database: Database) -> None:
    fill(database)
    database.close()
    with pytest.raises(Trouble, match="not the one that belongs"):
        open_database(database.path, secrets.token_bytes(KEY_BYTES))
    with pytest.raises(Trouble, match="damaged"):
        open_database(database.path, bytes(32) + KEY[32:])


@pytest.mark.parametrize(
    ("left", "told"),
    [(0, "cut short"), (15, "cut short"), (4095, "cut short"), (6000, "cut short"), (8192, "damaged")],
)
def test_a_file_cut_short_is_refused(database: Database, left: int, told: str) -> None:
    fill(database)
    database.close()
    os.truncate(database.path, left)
    with pytest.raises(Trouble, match=told):
        open_database(database.path, KEY)


def test_a_foreign_a_missing_and_an_existing_file_are_told_apart(database: Database, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(secrets.token_bytes(8192))
    with pytest.raises(Trouble, match="not the one that belongs"):
        open_database(foreign, KEY)
    with pytest.raises(Trouble, match="is missing"):
        open_database(tmp_path / "nowhere.db", KEY)
    assert not (tmp_path / "nowhere.db").exists()
    with pytest.raises(Trouble, match="already a notebook file"):
        open_database(database.path, KEY, create=True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_bit_of_the_file_is_found(
    database: Database, tmp_path: Path, data: st.DataObject
) -> None:
    if database.path.with_name("notebook.db-wal").exists():
        fill(database, 40)
        database.close()
    raw = bytearray(database.path.read_bytes())
    bit = data.draw(st.integers(0, 8 * len(raw) - 1))
    raw[bit // 8] ^= 1 << bit % 8
    changed = tmp_path / "changed.db"
    changed.write_bytes(raw)
    try:
        opened = open_database(changed, KEY)
        found = opened.check()
        opened.close()
    except Trouble as trouble:
        found = (trouble.say,)
    assert found


def test_only_a_write_transaction_writes(database: Database) -> None:
    with pytest.raises(OperationalError, match="readonly"), database.reading() as connection:
        connection.execute(ADD, {"words": "stray"})
    fill(database, 1)
    assert count(database) == 1


def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    def half() -> None:
        with database.writing() as connection:
            connection.execute(ADD, {"words": "half"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert count(database) == 0


def test_a_reader_sees_one_picture_while_another_writes(database: Database) -> None:
    with database.reading() as connection:
        before = connection.execute(COUNT).scalar_one()
        fill(database, 3)
        assert connection.execute(COUNT).scalar_one() == before
    assert count(database) == 3


def test_a_write_inside_a_write_is_a_bug(database: Database) -> None:
    with database.writing(), pytest.raises(RuntimeError, match="already inside"), database.writing():
        pass
    fill(database, 1)


def test_a_full_disk_keeps_what_was_saved_and_gives_the_reserve_back(tmp_path: Path) -> None:
    given_back: list[bool] = []
    path = tmp_path / "notebook.db"
    database = open_database(path, KEY, create=True, on_full=lambda: given_back.append(True))
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT)")
    fill(database, 20)
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 20")
    with pytest.raises(Trouble, match="no room left"):
        fill(database, 1000)
    assert (count(database), given_back, database.check()) == (20, [True], ())
    database.close()


GROW = """
import resource, signal, sys
from pathlib import Path
from fieldkit.errors import Trouble
from fieldkit.store.engine import open_database
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database = open_database(Path(sys.argv[1]), bytes(range(48)), create=True)
with database.writing() as connection:
    connection.exec_driver_sql("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT)")
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
kept = 0
try:
    while True:
        with database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO said (words) VALUES (?)", ("x" * 5000,))
        kept += 1
except Trouble as trouble:
    print(kept, trouble.say)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
database.close()
"""

OPEN = """
import resource, shutil, signal, sys
from pathlib import Path
from fieldkit.errors import Trouble
from fieldkit.store.engine import open_database
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, resource.RLIM_INFINITY))
shutil.disk_usage = lambda place: shutil._ntuple_diskusage(2**30, 2**30 - 4096, 4096)
try:
    with open_database(Path(sys.argv[1]), bytes(range(48))).reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM said").scalar_one()
except Trouble as trouble:
    print(trouble.say, trouble.full)
"""

if sys.platform != "win32":

    def test_files_that_may_not_grow_are_told_and_lose_nothing(tmp_path: Path) -> None:
        """The operating system itself refuses to let the files grow, as it does on a full disk."""
        path = tmp_path / "notebook.db"
        run = [sys.executable, "-c", GROW, str(path)]
        told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        kept, say = told.split(" ", 1)
        assert "disk" in say
        database = open_database(path, KEY)
        assert count(database) == int(kept) > 0
        assert database.check() == ()
        database.close()

    def test_a_disk_too_full_to_open_the_notebook_is_called_full(tmp_path: Path) -> None:
        """SQLite needs a little room even to read; without it the disk is not broken, it is full."""
        path = tmp_path / "notebook.db"
        database = open_database(path, KEY, create=True)
        with database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT)")
        fill(database, 20)
        database.close()
        run = [sys.executable, "-c", OPEN, str(path)]
        told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        assert "no room left on this disk" in told
        assert told.endswith("True\n")
        database = open_database(path, KEY)
        assert (count(database), database.check()) == (20, ())
        database.close()


def test_a_copy_has_everything_under_another_key(database: Database, tmp_path: Path) -> None:
    fill(database, 30)
    other = secrets.token_bytes(KEY_BYTES)
    database.copy_to(tmp_path / "copy.db", other)
    with pytest.raises(Trouble, match="already a file"):
        database.copy_to(tmp_path / "copy.db", other)
    copy = open_database(tmp_path / "copy.db", other)
    assert (count(copy), copy.check()) == (30, ())
    copy.close()
    assert count(database) == 30


def test_closing_leaves_one_file(database: Database, tmp_path: Path) -> None:
    fill(database)
    database.close()
    assert [path.name for path in tmp_path.iterdir()] == ["notebook.db"]


def test_a_closed_database_is_locked_and_holds_no_key(database: Database) -> None:
    fill(database, 1)
    database.close()
    database.close()
    with pytest.raises(Trouble, match="is locked"), database.reading():
        pass
    with pytest.raises(Trouble, match="is locked"):
        database.check()
    held = [value for value in vars(database._source).values() if isinstance(value, bytes)]
    assert held == [b""]
