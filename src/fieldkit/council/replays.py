"""Takes no request twice: the nonces of those seen are remembered as long as a request is taken at all."""

from __future__ import annotations

from fieldkit.council.store import nonces
from fieldkit.council.store.database import Database
from fieldkit.wire.requests import WINDOW_S

#: A longer nonce is no nonce of ours, and is not worth keeping.
_LONGEST = 64
_FORGET_EVERY_S = 60


class Replays:
    """The nonces seen within the time window, in the database, which every worker shares."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._forgot_s = 0

    def first(self, key: str, nonce: str, created: int, now_ms: int) -> bool:
        """Whether this is the first request with that key and nonce; `created` is when it was signed (s)."""
        now_s = now_ms // 1000
        if len(nonce) > _LONGEST:
            return False
        with self._database.noting() as connection:
            if now_s - self._forgot_s > _FORGET_EVERY_S:
                nonces.forget(connection, now_s)
                self._forgot_s = now_s
            # Twice the window: this worker's clock and another's may differ.
            return nonces.first(connection, key, nonce, created + 2 * WINDOW_S, now_s)
