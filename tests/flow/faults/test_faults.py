"""Whatever breaks on the way, nothing acknowledged is lost and nothing is doubled."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import select

from fieldkit.council import enrolling
from fieldkit.council.store.tables import revisions
from fieldkit.errors import Trouble
from fieldkit.sync import troubles


def at_server(council: Any) -> list[str]:
    with council.office.database.reading() as connection:
        return list(connection.execute(select(revisions.c.id)).scalars())


@pytest.fixture
def laptop(council: Any, proxy: Any, new_laptop: Callable[..., Any]) -> Any:
    """A laptop whose only way to the council leads through the proxy."""
    made = new_laptop()
    officer = council.officer("Ann Example")
    made.officer = officer.id
    made.enrol(proxy.url, council.code(officer))
    return made


def test_an_answer_lost_after_the_commit_is_a_duplicate_the_next_time(
    council: Any, proxy: Any, laptop: Any, new_home: str, one_fault: Callable[..., Any]
) -> None:
    written = {laptop.note(new_home).id for _ in range(5)}
    # The hello's answer passes; the push is stored, and its answer swallowed.
    proxy.plan = [one_fault("swallow-answer", 3000)]
    with pytest.raises(troubles.Cut):
        laptop.sync()
    assert set(at_server(council)) == written
    assert laptop.notebook.received() == set()
    done = laptop.sync()
    assert (done.sent, done.alarms) == (0, [])
    assert sorted(at_server(council)) == sorted(written)


def test_lines_sent_twice_are_told_apart_and_receipted(
    council: Any, laptop: Any, new_home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = [laptop.note(new_home).id for _ in range(5)]
    laptop.sync()
    # A server that reports no heads is offered everything again.
    monkeypatch.setattr("fieldkit.council.store.chains.heads", lambda _connection, _wanted: [])
    laptop.notebook.db.execute("DELETE FROM receipts")
    done = laptop.sync()
    assert (done.sent, done.already_there) == (0, 5)
    assert laptop.notebook.received() == set(written)
    assert sorted(at_server(council)) == sorted(written)


@pytest.mark.parametrize("seed", range(6))
def test_seeded_faults_lose_and_double_nothing(
    seed: int, council: Any, proxy: Any, laptop: Any, new_home: str, faults: Callable[..., Any]
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same steps for the same seed
    proxy.plan = faults(seed, 25)
    written: list[str] = []
    acknowledged: set[str] = set()
    while proxy.plan:
        written += [laptop.note(new_home).id for _ in range(chance.randrange(4))]
        if chance.random() < 0.3:
            sealed = laptop.notebook.attach(len(written).to_bytes(4) * 1000)
            written.append(laptop.note(new_home, blobs=(sealed,)).id)
        with suppress(Trouble):
            laptop.sync()
        assert acknowledged <= laptop.notebook.received()
        acknowledged = laptop.notebook.received()
        assert acknowledged <= set(at_server(council))
    done = laptop.sync()
    assert done.alarms == []
    assert not laptop.notebook.files_to_send()
    assert sorted(at_server(council)) == sorted(written)
    assert council.office.faults() == []


def test_a_sign_in_page_is_named_as_such(proxy: Any, laptop: Any, one_fault: Callable[..., Any]) -> None:
    proxy.plan = [one_fault("portal", 0)]
    with pytest.raises(troubles.Rubbish, match="sign-in page"):
        laptop.sync()


@pytest.mark.parametrize("place", [9, 120, 300, 700, 1000, 1200])
def test_a_flipped_byte_in_an_answer_is_never_taken(
    proxy: Any, laptop: Any, new_home: str, one_fault: Callable[..., Any], place: int
) -> None:
    laptop.note(new_home)
    proxy.plan = [one_fault("flip-answer", place)]
    try:
        done = laptop.sync()
    except Trouble:
        assert laptop.notebook.cursors() == {}
    else:
        # A byte that nothing depends on, such as the date's: the round was right all the same.
        assert done.alarms == []
    assert laptop.sync().alarms == []


def test_an_attachment_goes_on_from_the_byte_it_reached(
    council: Any,
    proxy: Any,
    laptop: Any,
    new_laptop: Callable[..., Any],
    new_home: str,
    one_fault: Callable[..., Any],
) -> None:
    content = bytes(range(251)) * 14_000
    laptop.note(new_home, blobs=(laptop.notebook.attach(content),))
    # Hello, push and start pass; the third of four parts is cut.
    proxy.plan = [one_fault("cut-request", 2_300_000)]
    with pytest.raises(troubles.Cut):
        laptop.sync()
    assert laptop.notebook.files_to_send()
    parts = list(council.office.shelf.list("uploads").collect())
    assert sum(part["size"] for part in parts) == 2 << 20
    done = laptop.sync()
    assert done.files_sent == 1
    assert not laptop.notebook.files_to_send()
    boss = new_laptop(council, "Bo Manager", "MGR")

    enrolling.allocate(council.office, new_home, boss.officer, "", council.clock())
    assert boss.sync().files_received == 1
    (name,) = [path for path in boss.notebook.folder.iterdir() if len(path.name) == 64]
    assert name.read_bytes() == content
