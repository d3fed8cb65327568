"""What was set apart, for a supervisor to see: how much, whose, where and why. Ids only, never words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, literal, select

from fieldkit.council.store.tables import devices, refused, revisions


@dataclass(frozen=True, slots=True)
class Apart:
    """Revisions set apart for one reason: the device that wrote (or sent) them, their home, and since when.

    `home` is empty for what is not well signed or cannot be read: it is kept, but has no receipt.
    """

    reason: str
    officer: str
    device: str
    home: str
    since_ms: int
    ids: tuple[str, ...]


def apart(connection: Connection) -> list[Apart]:
    """Everything set apart that was not released since, the oldest first."""
    columns = (revisions.c.quarantine.label("reason"), revisions.c.key, revisions.c.home)
    kept = select(*columns, revisions.c.id, revisions.c.received_ms)
    kept = kept.where(revisions.c.quarantine != "").order_by(revisions.c.position)
    no_home = literal("").label("home")
    bad = select(
        refused.c.reason, refused.c.sender.label("key"), no_home, refused.c.id, refused.c.received_ms
    )
    bad = bad.order_by(refused.c.received_ms, refused.c.id)
    whose = {
        row.key: (row.officer, row.mark)
        for row in connection.execute(select(devices.c.key, devices.c.officer, devices.c.mark))
    }
    found: dict[tuple[str, str, str], list[Any]] = {}
    for row in (*connection.execute(kept), *connection.execute(bad)):
        found.setdefault((row.reason, row.key, row.home), []).append(row)
    told = [
        Apart(reason, *whose.get(key, ("", "")), home, rows[0].received_ms, tuple(row.id for row in rows))
        for (reason, key, home), rows in found.items()
    ]
    return sorted(told, key=lambda one: (one.since_ms, one.reason, one.device, one.home))
