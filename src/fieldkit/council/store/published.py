"""What the council published: the newest dataset of each sort, and where the publisher's chain stands."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from fieldkit.council.store.feeds import home_keys
from fieldkit.council.store.sealing import Sealing
from fieldkit.council.store.tables import payloads, revisions
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import Header

DATASET = "dataset"


def newest(connection: Connection, sealing: Sealing, register: str, sort: str) -> dict[str, Json]:
    """The file of the dataset of this sort that was published last; empty when there is none."""
    for said in _datasets(connection, sealing, register):
        file = said.fields.get("file")
        if said.fields.get("dataset_kind") == sort and isinstance(file, dict):
            return file
    return {}


def last_line(connection: Connection, chain: str) -> tuple[str, Header] | None:
    """Id and header of the newest line of a chain."""
    wanted = select(revisions.c.id, revisions.c.raw).where(revisions.c.chain == chain)
    row = connection.execute(wanted.order_by(revisions.c.seq.desc()).limit(1)).one_or_none()
    return None if row is None else (row.id, Header.of(row.raw))


def _datasets(connection: Connection, sealing: Sealing, register: str) -> Iterator[Payload]:
    wanted = select(revisions.c.id, payloads.c.sealed).join(
        payloads, payloads.c.position == revisions.c.position
    )
    wanted = wanted.where(revisions.c.home == register, revisions.c.kind == DATASET)
    rows = connection.execute(
        wanted.where(revisions.c.quarantine == "").order_by(revisions.c.position.desc())
    )
    key = home_keys(connection, {register}).get(register, b"")
    for row in rows:
        yield Payload.of(sealing.open_payload(key, register, row.id, row.sealed))
