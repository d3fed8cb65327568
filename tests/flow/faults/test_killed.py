"""The real program: `fieldkit-council serve` killed after it stored a push, before its answer arrived."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uuid_utils

from fieldkit.council import enrolling
from fieldkit.council.opening import Plan, make_council, open_council
from fieldkit.errors import Trouble
from fieldkit.sync import troubles
from fieldkit.wire.messages import Officer

PASSPHRASE = "granite teacup lantern willow biscuit"
RUN = "from fieldkit.council.cli import main; raise SystemExit(main())"


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def new_id() -> str:
    return str(uuid_utils.uuid7())


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[], tuple[subprocess.Popen[str], int]]]:
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    running: list[subprocess.Popen[str]] = []

    def start() -> tuple[subprocess.Popen[str], int]:
        given = ["--council", str(tmp_path / "council"), "--passphrase-file", str(tmp_path / "passphrase")]
        words = [sys.executable, "-c", RUN, "serve", "--port", "0", *given]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        return process, int(process.stdout.readline().rpartition(":")[2])

    yield start
    for process in running:
        process.kill()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


def test_a_server_killed_after_the_commit_lost_and_doubled_nothing(
    tmp_path: Path,
    serve: Callable[[], tuple[subprocess.Popen[str], int]],
    new_proxy: Callable[[int], Any],
    new_laptop: Callable[..., Any],
    new_home: str,
    one_fault: Callable[..., Any],
) -> None:
    plan = Plan(tmp_path / "council", "Fenland", tmp_path / "root.key")
    make_council(plan, PASSPHRASE, PASSPHRASE, new_id, now_ms())
    office = open_council(tmp_path / "council", PASSPHRASE, new_id)
    officer = enrolling.add_officer(office, Officer(id="", name="Ann Example", roles=("CME",)), now_ms())
    code = enrolling.make_code(office, officer.id, now_ms()).text()
    process, port = serve()
    proxy = new_proxy(port)
    laptop = new_laptop()
    laptop.enrol(proxy.url, code)
    written = [laptop.note(new_home).id for _ in range(5)]
    proxy.plan = [one_fault("swallow-answer", 3000)]
    with pytest.raises(troubles.Cut):
        laptop.sync()
    process.kill()
    process.wait(10)
    with pytest.raises(Trouble):
        laptop.sync()
    assert laptop.notebook.received() == set()
    _, proxy.target = serve()
    done = laptop.sync()
    assert (done.sent, done.alarms) == (0, [])
    laptop.note(new_home)
    assert laptop.sync().sent == 1
    assert office.faults() == []
    page = office.prove(office.sender(laptop.key.id), written, now_ms())
    assert len(page.proofs) == 5
    office.database.close()
