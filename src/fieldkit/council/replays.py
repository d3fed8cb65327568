"""Remembers the nonces of recent requests, so that a request overheard cannot be sent a second time."""

from __future__ import annotations

import heapq
import threading

from fieldkit.wire.requests import WINDOW_S


class Replays:
    """The nonces seen within the time window in which a request is taken at all.

    Each worker remembers its own: every call may be repeated without harm, so this only denies a listener an
    answer, and the answer's signature is bound to the request.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: set[tuple[str, str]] = set()
        self._old: list[tuple[int, tuple[str, str]]] = []

    def first(self, key: str, nonce: str, created: int, now_ms: int) -> bool:
        """Whether this is the first request with that key and nonce."""
        with self._lock:
            while self._old and self._old[0][0] < now_ms // 1000 - 2 * WINDOW_S:
                self._seen.discard(heapq.heappop(self._old)[1])
            if (key, nonce) in self._seen:
                return False
            self._seen.add((key, nonce))
            heapq.heappush(self._old, (created, (key, nonce)))
            return True
