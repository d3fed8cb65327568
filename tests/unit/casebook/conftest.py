"""A casebook on a real notebook, with a clock that the test turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.chain import Moment
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root


@dataclass
class Clock:
    """A clock of a council laptop, set by hand."""

    at: datetime

    def __call__(self) -> Moment:
        offset = self.at.utcoffset()
        return Moment(
            wall_ms=int(self.at.timestamp() * 1000),
            offset_ms=int(offset.total_seconds() * 1000) if offset else 0,
        )

    def set(self, text: str) -> None:
        """Set it to a UK time, such as 2026-11-20 10:34."""
        self.at = datetime.fromisoformat(text).replace(tzinfo=LONDON)

    def ahead(self, **more: int) -> None:
        """Put it forward."""
        self.at += timedelta(**more)


DILYS = Holder("o-dilys", "Dilys Farthing", "DF", ("CME",), "North", "L07")
OMAR = Holder("o-omar", "Omar Teasel", "OT", ("CME",), "North", "L08")
PETRA = Holder("o-petra", "Petra Ashlock", "PA", ("MGR",), "North", "D02")
SEEDS = {
    DILYS.officer: bytes([1] * 32), OMAR.officer: bytes([2] * 32), PETRA.officer: bytes([3] * 32),
    "o-rowan": bytes([4] * 32), "o-juno": bytes([5] * 32),
}  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    made = Clock(datetime(2026, 11, 20, 8, 30, tzinfo=LONDON))
    return made


@pytest.fixture
def casebook_of(tmp_path: Path, clock: Clock) -> Iterator[Callable[[Holder], Casebook]]:
    opened: list[Notebook] = []

    def make(who: Holder) -> Casebook:
        seed = SEEDS[who.officer]
        notebook = Notebook(open_by_root(tmp_path / who.initials, seed, SigningKey(seed), create=True))
        notebook.begin(who, clock().wall_ms, new_id)
        opened.append(notebook)
        return Casebook(notebook, clock)

    yield make
    for notebook in opened:
        notebook.close()


@pytest.fixture
def casebook(casebook_of: Callable[[Holder], Casebook]) -> Casebook:
    return casebook_of(DILYS)
