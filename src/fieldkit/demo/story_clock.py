"""The clock of the story: turned by the teller, and read by every laptop and by the server's own process."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldkit.kinds.times import LONDON
from fieldkit.ledger.chain import Moment
from fieldkit.store.durable import write_durably


@dataclass
class StoryClock:
    """Shows the time it was last set to, and goes on from there in step with the computer's own clock.

    With a `file` the time is kept there too, so that a process of its own shows the same.
    """

    file: Path | None = None
    story_ms: int = 0
    set_ns: int = 0
    last_ms: int = 0

    def __call__(self) -> Moment:
        wall = self.wall_ms()
        offset = datetime.fromtimestamp(wall / 1000, LONDON).utcoffset()
        return Moment(
            wall_ms=wall,
            mono_ms=time.monotonic_ns() // 1_000_000,
            offset_ms=int(offset.total_seconds() * 1000) if offset else 0,
        )

    def wall_ms(self) -> int:
        """The time shown, in UTC milliseconds; no two looks show the same."""
        self.last_ms = max(self.story_ms + (time.time_ns() - self.set_ns) // 1_000_000, self.last_ms + 1)
        return self.last_ms

    def set(self, text: str) -> None:
        """Turn it to a UK time such as 2026-11-20 10:34."""
        self.story_ms = int(datetime.fromisoformat(text).replace(tzinfo=LONDON).timestamp() * 1000)
        self.set_ns = time.time_ns()
        self.last_ms = 0
        if self.file is not None:
            write_durably(self.file, json.dumps([self.story_ms, self.set_ns]).encode())


def read_clock(file: Path) -> int:
    """The time that a story clock shows, read from its file, in UTC milliseconds."""
    story_ms, set_ns = json.loads(file.read_bytes())
    return int(story_ms + (time.time_ns() - set_ns) // 1_000_000)
