"""The nonces of recent requests, known to every worker, so that one overheard is not taken a second time."""

from __future__ import annotations

from sqlalchemy import Connection, delete, text

from fieldkit.council.store.tables import nonces

# One statement, so that of two workers that are shown the same nonce only one is told that it is new.
_FIRST = text(
    "INSERT INTO nonces (key, nonce, until_s) VALUES (:key, :nonce, :until)"
    " ON CONFLICT (key, nonce) DO UPDATE SET until_s = excluded.until_s WHERE nonces.until_s < :now"
    " RETURNING until_s"
)


def first(connection: Connection, key: str, nonce: str, until_s: int, now_s: int) -> bool:
    """Remembers a nonce of a key until `until_s` (UTC seconds); whether it is the first in that time."""
    given = {"key": key, "nonce": nonce, "until": until_s, "now": now_s}
    return connection.execute(_FIRST, given).first() is not None


def forget(connection: Connection, now_s: int) -> None:
    """Drops the nonces whose time is over."""
    connection.execute(delete(nonces).where(nonces.c.until_s < now_s))
