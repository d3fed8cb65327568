"""Checks everything the server holds against itself: log, chains, signatures, commitments, sealed files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from fieldkit.council.store import attachments, people
from fieldkit.council.store.attachments import Shelf
from fieldkit.council.store.database import Database
from fieldkit.council.store.log import tree
from fieldkit.council.store.sealing import Damaged, Sealing
from fieldkit.council.store.tables import attachments as files
from fieldkit.council.store.tables import feeds as feed_lines
from fieldkit.council.store.tables import homes, payloads, revisions
from fieldkit.keys.signing import VerifyKey
from fieldkit.ledger.canonical import NotCanonical
from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import revision_id, signing_message
from fieldkit.wire.digests import NOTHING, add
from fieldkit.wire.merkle import Tree

_CHUNK = 1 << 20
_HEADER_COMMIT = b'"commit":"'


def audit(database: Database, sealing: Sealing, shelf: Shelf) -> Iterator[str]:
    """A sentence for everything that is wrong; nothing when all is well. Names ids only."""
    with database.reading() as connection:
        yield from _log(connection)
        yield from _revisions(connection, sealing)
        yield from _feeds(connection)
        held = select(files.c.sha256, files.c.size).where(files.c.held_ms.is_not(None))
        wanted = connection.execute(held).all()
    for row in wanted:
        if not _file_right(shelf, row.sha256, row.size):
            yield f"The sealed file {row.sha256} is missing or damaged."


def _log(connection: Connection) -> Iterator[str]:
    now, _ = tree(connection)
    rows = connection.execute(select(revisions.c.position, revisions.c.id).order_by(revisions.c.position))
    again = Tree()
    for number, row in enumerate(rows):
        if row.position != number:
            yield f"The log has no line {number}."
            return
        again, _ = again.append([bytes.fromhex(row.id)])
    if (again.size, again.root) != (now.size, now.root):
        yield "The log does not have the root that receipts were given for."


def _revisions(connection: Connection, sealing: Sealing) -> Iterator[str]:
    keys: dict[str, VerifyKey | None] = {}
    sealed_keys = {
        row.home: row.sealed_key for row in connection.execute(select(homes.c.home, homes.c.sealed_key))
    }
    lines = select(revisions, payloads.c.sealed, payloads.c.home.label("sealed_home"))
    lines = lines.outerjoin(payloads, payloads.c.position == revisions.c.position).order_by(
        revisions.c.position
    )
    for row in connection.execute(lines):
        if revision_id(row.raw) != row.id:
            yield f"The header of revision {row.id} was changed."
            continue
        if row.key not in keys:
            device = people.device(connection, row.key)
            keys[row.key] = None if device is None else VerifyKey(device.public)
        key = keys[row.key]
        if key is None or not key.verify(row.sig, signing_message(row.id)):
            yield f"The signature of revision {row.id} is wrong."
        if row.sealed is not None:
            try:
                secret = sealed_keys[row.sealed_home]
                said = sealing.open_payload(secret, row.sealed_home, row.id, row.sealed)
                if _HEADER_COMMIT + Payload.of(said).commit().encode("ascii") not in row.raw:
                    yield f"The payload of revision {row.id} is not the one that was signed."
            except (Damaged, NotCanonical, KeyError):
                yield f"The payload of revision {row.id} is damaged."


def _feeds(connection: Connection) -> Iterator[str]:
    for home in connection.execute(select(homes)).all():
        wanted = select(feed_lines.c.n, revisions.c.id).join(
            revisions, revisions.c.position == feed_lines.c.position
        )
        wanted = wanted.where(feed_lines.c.home == home.home)
        rows = connection.execute(wanted.order_by(feed_lines.c.n)).all()
        numbers = [row.n for row in rows]
        if numbers != list(range(1, home.head + 1)) or add(NOTHING, [row.id for row in rows]) != home.digest:
            yield f"The feed of home {home.home} is not whole."


def _file_right(shelf: Shelf, sha256: str, size: int) -> bool:
    seen = hashlib.sha256()
    try:
        for start in range(0, size, _CHUNK):
            seen.update(attachments.read(shelf, sha256, start, min(_CHUNK, size - start)))
    except (FileNotFoundError, OSError):
        return False
    return seen.hexdigest() == sha256
