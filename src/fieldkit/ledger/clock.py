"""The hybrid logical clock: sorts revisions near their wall time without ever running backwards."""

from __future__ import annotations

from dataclasses import dataclass

#: How far a clock heard from elsewhere may pull ours ahead of what we know of true time, in milliseconds.
AHEAD_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True, order=True)
class Hlc:
    """A hybrid logical time: UTC milliseconds and a counter within the same millisecond."""

    ms: int = 0
    n: int = 0

    def tick(self, wall_ms: int) -> Hlc:
        """The next time on this device, whatever its wall clock does."""
        return Hlc(wall_ms, 0) if wall_ms > self.ms else Hlc(self.ms, self.n + 1)

    def hear(self, other: Hlc, true_ms: int) -> Hlc:
        """This clock after a revision from elsewhere was seen.

        A remote time more than five minutes ahead of `true_ms` (the server's, or ours) is observed, not
        absorbed, so that one wrong clock cannot push every other into the future.
        """
        return max(self, other) if other.ms <= true_ms + AHEAD_MS else self
