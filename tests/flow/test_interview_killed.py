"""An interview whose laptop dies in the middle of the seal: untouched when it is opened again, then
sealed whole.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tests.unit.casebook.conftest import SEEDS, Clock
from tests.unit.casebook.interviewing import JUNO, ROWAN, cautioned, put
from tests.unit.casebook.recording import signed

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.kinds.times import LONDON
from fieldkit.store.check import check
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

#: Seals, and dies as by kill -9 when all of it is written and nothing committed.
DIES = """
import os, sys
from pathlib import Path
from fieldkit.casebook.casebook import Casebook
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Moment
from fieldkit.store import projection
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

folder, seed, interview, now_ms = sys.argv[1], bytes.fromhex(sys.argv[2]), sys.argv[3], int(sys.argv[4])
whole = projection.take_in

def cut(*given):
    whole(*given)
    os._exit(9)

projection.take_in = cut
notebook = Notebook(open_by_root(Path(folder), seed, SigningKey(seed)))
Casebook(notebook, lambda: Moment(wall_ms=now_ms)).signing.seal(interview)
"""


@pytest.fixture
def casebook_of(tmp_path: Path) -> Iterator[Callable[[Holder, Clock], Casebook]]:
    opened: list[Notebook] = []

    def make(who: Holder, clock: Clock) -> Casebook:
        seed, folder = SEEDS[who.officer], tmp_path / who.initials
        fresh = not folder.exists()
        opened.append(Notebook(open_by_root(folder, seed, SigningKey(seed), create=fresh)))
        if fresh:
            opened[-1].begin(who, clock().wall_ms, new_id)
        return Casebook(opened[-1], clock)

    yield make
    for notebook in opened:
        notebook.close()


def test_a_laptop_that_dies_while_it_seals_leaves_the_interview_untouched(
    casebook_of: Callable[[Holder, Clock], Casebook], tmp_path: Path
) -> None:
    clock = Clock(datetime(2026, 11, 16, 10, tzinfo=LONDON))
    rowan = casebook_of(ROWAN, clock)
    made = cautioned(rowan, casebook_of(JUNO, clock), clock)
    put(rowan, clock, made, "Who gets Lorcan ready?", "He gets himself ready.")
    signed(rowan, made)
    before = rowan.interviews.page(made).steps
    head = rowan.notebook.head()
    rowan.notebook.close()
    given = [str(tmp_path / "RQ"), SEEDS[ROWAN.officer].hex(), made, str(clock().wall_ms)]
    died = subprocess.run([sys.executable, "-c", DIES, *given], check=False, timeout=120)
    assert died.returncode == 9
    again = casebook_of(ROWAN, clock)
    page = again.interviews.page(made)
    assert (page.held.locked, page.steps, again.notebook.head()) == (False, before, head)
    assert check(again.notebook) == []
    again.signing.seal(made)
    assert again.interviews.page(made).held.locked
    assert check(again.notebook) == []
