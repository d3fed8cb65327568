"""Which revisions the council's server has received, and when: what "sent" is derived from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from fieldkit.store.statements import change_many
from fieldkit.store.tables import ReceiptRow, RevisionRow, table

_RECEIPTS, _REVISIONS = table(ReceiptRow), table(RevisionRow)
_KEEP = (
    "INSERT INTO receipts (revision, position, receipt, received_ms) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Receipt:
    """That the server holds a revision: its place in the council's log, and when it was received (UTC,
    ms).
    """

    revision: str
    position: int
    receipt: str
    received_ms: int

    @property
    def said(self) -> str:
        """In words for a header: "Received by council 16:05"."""
        at = datetime.fromtimestamp(self.received_ms / 1000, _LONDON)
        return f"Received by council {at:%H:%M}, {at.day} {at:%B %Y}"


def put(connection: Connection, receipts: Sequence[Receipt]) -> None:
    """Keep receipts that were checked against the council's receipt key."""
    change_many(connection, _KEEP, [(r.revision, r.position, r.receipt, r.received_ms) for r in receipts])


def receipts_of(connection: Connection, ids: Iterable[str]) -> dict[str, Receipt]:
    """The receipts of some revisions, by revision."""
    wanted = list(ids)
    found: dict[str, Receipt] = {}
    for start in range(0, len(wanted), 500):
        part = _RECEIPTS.c.revision.in_(wanted[start : start + 500])
        found |= {row.revision: Receipt(*row) for row in connection.execute(select(_RECEIPTS).where(part))}
    return found


def unsent(connection: Connection, chains: Sequence[str], limit: int = -1) -> list[Any]:
    """The revisions of these chains without a receipt, oldest first: rows of id, record, home, type, seq."""
    columns = (_REVISIONS.c.id, _REVISIONS.c.record, _REVISIONS.c.home, _REVISIONS.c.type, _REVISIONS.c.seq)
    wanted = (
        select(*columns)
        .outerjoin(_RECEIPTS, _RECEIPTS.c.revision == _REVISIONS.c.id)
        .where(_REVISIONS.c.chain.in_(chains), _RECEIPTS.c.revision.is_(None))
        .order_by(_REVISIONS.c.n)
        .limit(limit)
    )
    return list(connection.execute(wanted))
