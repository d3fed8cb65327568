"""What the council asks of laptops, kept in the database so that every worker says the same."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from fieldkit.council.store import tables
from fieldkit.council.store.database import Connection
from fieldkit.wire.messages import Policy

_PREFIX = "policy."


def read(connection: Connection) -> Policy:
    """The policy in force; what was never set is the default."""
    rows = connection.execute(select(tables.settings).where(tables.settings.c.name.startswith(_PREFIX)))
    kept = {str(row.name).removeprefix(_PREFIX): int(row.value) for row in rows}
    default = Policy()
    return Policy(
        lease_hours=kept.get("lease_hours", default.lease_hours),
        lock_minutes=kept.get("lock_minutes", default.lock_minutes),
    )


def keep(connection: Connection, policy: Policy) -> None:
    """Put another policy in force, from each laptop's next call on."""
    for name in ("lease_hours", "lock_minutes"):
        row = {"name": _PREFIX + name, "value": str(getattr(policy, name))}
        connection.execute(delete(tables.settings).where(tables.settings.c.name == row["name"]))
        connection.execute(insert(tables.settings), row)
