"""Running numbers of this device: case references, exhibit marks, calling cards. Never given twice."""

from __future__ import annotations

from sqlalchemy import Connection

from fieldkit.store import settings


def next_number(connection: Connection, series: str) -> int:
    """The next number of a series, taken in the transaction that uses it."""
    number = int(settings.get(connection, f"number {series}", 0)) + 1
    settings.put(connection, f"number {series}", number)
    return number


def upcoming(connection: Connection, series: str) -> int:
    """The number that `next_number` would give now; nothing is taken."""
    return int(settings.get(connection, f"number {series}", 0)) + 1
