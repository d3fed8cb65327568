"""Slows down guessing: ten wrong passphrases in five minutes, then a wait that a restart does not shorten."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from fieldkit.errors import Trouble
from fieldkit.store.durable import write_durably

MOST = 10
WINDOW_MS = 5 * 60 * 1000


class Tries:
    """The recent wrong tries at one notebook, kept in a file beside it.

    Too many never erase anything: that would destroy evidence. The lasting defence is the second secret.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def begin(self, now_ms: int) -> None:
        """Count one try before it is made, so that ending the program does not hide it.

        Raises `Trouble` with the minutes to wait when there were ten in the last five.
        """
        recent = self._recent(now_ms)
        if len(recent) >= MOST:
            wait = recent[-MOST] + WINDOW_MS - now_ms
            minutes = max(1, -(-wait // 60_000))
            raise Trouble(
                f"There were {MOST} wrong passphrases in 5 minutes.",
                f"Try again in {minutes} {'minute' if minutes == 1 else 'minutes'}.",
            )
        self._keep([*recent, now_ms])

    def succeeded(self) -> None:
        """Forget the tries: the passphrase was right."""
        self._path.unlink(missing_ok=True)

    def _recent(self, now_ms: int) -> list[int]:
        """The tries of the last five minutes; one from the future (the clock was put back) counts as now."""
        try:
            told = json.loads(self._path.read_bytes())
            times = sorted(min(int(moment), now_ms) for moment in told)
        except (OSError, ValueError, TypeError):
            return []
        recent = [moment for moment in times if moment > now_ms - WINDOW_MS]
        if recent != told:
            self._keep(recent)
        return recent

    def _keep(self, times: list[int]) -> None:
        """Write the count down; on a full disk reaching the records matters more than counting."""
        with suppress(OSError):
            write_durably(self._path, json.dumps(times).encode())
