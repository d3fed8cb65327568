"""How much of a long work one transaction does, so that nobody who types waits long for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")

#: What a transaction may take, in seconds; the design's limit for any wait is 50 ms.
_AIM = 0.035
_LEAST, _FIRST, _MOST = 20, 80, 1000


class Pace:
    """Learns from each part how many the next may have. One for each sort of work."""

    def __init__(self) -> None:
        self._count = _FIRST

    def parts(self, items: Sequence[T]) -> Iterator[Sequence[T]]:
        """The items in parts, in order; the time until the next part is asked for is the time of one."""
        start = 0
        while start < len(items):
            part = items[start : start + self._count]
            began = perf_counter()
            yield part
            start += len(part)
            if len(part) == self._count:
                self._learn(perf_counter() - began)

    def _learn(self, taken: float) -> None:
        fitting = int(self._count * _AIM / max(taken, 1e-6))
        # By steps, since one slow or quick part says little of the next.
        self._count = max(_LEAST, self._count // 2, min(_MOST, 2 * self._count, fitting))
