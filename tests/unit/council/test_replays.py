"""A request overheard is not answered twice, whichever worker it is shown to."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from fieldkit.council.replays import Replays
from fieldkit.council.store import tables
from fieldkit.council.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database.at(str(tmp_path / "council.db"))
    found.create()
    yield found
    found.close()


def test_a_nonce_is_good_once_per_key_within_the_window(database: Database) -> None:
    replays, other_worker = Replays(database), Replays(database)
    assert replays.first("key", "nonce", 1000, 1_000_000)
    assert not replays.first("key", "nonce", 1000, 1_000_000)
    assert not other_worker.first("key", "nonce", 1000, 1_000_000)
    assert other_worker.first("other", "nonce", 1000, 1_000_000)
    assert replays.first("key", "second", 1000, 1_000_000)
    assert not replays.first("key", "n" * 65, 1000, 1_000_000)


def test_of_many_workers_shown_one_nonce_at_once_only_one_takes_it(database: Database) -> None:
    workers = [Replays(database) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda worker: worker.first("key", "nonce", 1000, 1_000_000), workers))
    assert sum(told) == 1


def test_what_is_too_old_to_be_taken_anyway_is_forgotten(database: Database) -> None:
    replays = Replays(database)
    assert replays.first("key", "nonce", 1000, 1_000_000)
    assert replays.first("key", "later", 2000, 2_000_000)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(tables.nonces)).scalar_one() == 1
    assert replays.first("key", "nonce", 2000, 2_000_000)


def test_noting_waits_for_no_disk_and_writing_always_does(database: Database) -> None:
    for _ in range(2):
        with database.noting() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
        with database.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
