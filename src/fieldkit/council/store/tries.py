"""Counts tries at enrolment, so that nobody guesses codes: so many from one source, so many at one code."""

from __future__ import annotations

from sqlalchemy import Connection, delete, text

from fieldkit.council.store.tables import tries

#: Tries that fail within the time, from one source or at one code (security.md §5).
MOST, WITHIN_MS = 10, 5 * 60_000

# One statement, so that tries at the same moment are each counted.
_COUNT = text(
    "INSERT INTO tries (what, began_ms, count) VALUES (:what, :now, 1) ON CONFLICT (what) DO UPDATE SET"
    " count = CASE WHEN tries.began_ms <= :over THEN 1 ELSE tries.count + 1 END,"
    " began_ms = CASE WHEN tries.began_ms <= :over THEN :now ELSE tries.began_ms END"
    " RETURNING count, began_ms"
)
_TAKE_BACK = text("UPDATE tries SET count = count - 1 WHERE what = :what AND count > 0")


def wait_ms(connection: Connection, what: str, now_ms: int) -> int:
    """Counts one try; how long to wait before the next is allowed, 0 when this one is."""
    given = {"what": what, "now": now_ms, "over": now_ms - WITHIN_MS}
    count, began_ms = connection.execute(_COUNT, given).one()
    return max(1, began_ms + WITHIN_MS - now_ms) if count > MOST else 0


def take_back(connection: Connection, what: str) -> None:
    """The try succeeded, and so does not count: a whole team may enrol from one office."""
    connection.execute(_TAKE_BACK, {"what": what})


def forget(connection: Connection, now_ms: int) -> None:
    """Drops the counts whose time is over."""
    connection.execute(delete(tries).where(tries.c.began_ms <= now_ms - WITHIN_MS))
