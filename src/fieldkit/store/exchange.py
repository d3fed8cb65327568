"""What sending and receiving keep in the notebook: cursors, receipts, sealed files on their way, tries."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from fieldkit.errors import Trouble
from fieldkit.keys.sealing import HEAD, ID_BYTES, MAGIC
from fieldkit.ledger.revision import Blob, Revision, Type
from fieldkit.store import attachments, certificates, receipts, revisions, settings
from fieldkit.store.attachments import Place
from fieldkit.store.incarnation import own_chains
from fieldkit.store.statements import change_many, row, rows
from fieldkit.wire.messages import ChainHead, Item
from fieldkit.wire.receipts import BadReceipt, Receipt, read_checkpoint

#: The topics of what the server told us.
CURSORS, BATCHES, APART = "cursor", "receipt", "apart"
WANTED, HELD, CAME, REACHED = "file wanted", "file held", "file came", "file reached"
#: How far each own chain is received without a gap, so that only what is above it is looked through.
RECEIVED_TO = "received to"
TRIES, ROUND = "try", "round"

_LINES = (
    "SELECT r.raw, r.sig, p.raw FROM revisions r LEFT JOIN payloads p ON p.n = r.n"
    " WHERE r.chain = ? AND r.seq > ? ORDER BY r.seq LIMIT ?"
)
_ID_AT = "SELECT id FROM revisions WHERE chain = ? AND seq = ?"
_SENT = (
    "SELECT r.record, max(c.received_ms) FROM receipts c JOIN revisions r ON r.id = c.revision"
    " WHERE r.chain IN (SELECT value FROM json_each(?)) AND c.received_ms >= ?"
    " GROUP BY r.record ORDER BY max(c.received_ms) DESC LIMIT ?"
)
_LACKING = (
    " FROM revisions r LEFT JOIN receipts c ON c.revision = r.id"
    " WHERE r.chain = ? AND r.seq > ? AND c.revision IS NULL"
)
_UNSENT = (
    "SELECT r.record, count(*), min(r.n)"  # noqa: S608
    f"{_LACKING} AND NOT EXISTS (SELECT 1 FROM current w WHERE w.record = r.record AND w.kind = 'look')"
    " GROUP BY r.record ORDER BY min(r.n)"
)
_FIRST_UNSENT = f"SELECT min(r.seq){_LACKING}"
_WALLS = (
    "SELECT n, json_extract(CAST(raw AS TEXT), '$.wall_ms') FROM revisions"
    " WHERE n IN (SELECT value FROM json_each(?))"
)
_TOLD = "SELECT value FROM server WHERE topic = ? AND name = ?"
_ANY = "SELECT 1 FROM server WHERE topic = ? LIMIT 1"
_FORGET = "DELETE FROM server WHERE topic = ? AND name = ?"


def forget(connection: Connection, topic: str, names: Iterable[str]) -> None:
    """Drop some of what the server told us."""
    if row(connection, _ANY, topic) is not None:
        change_many(connection, _FORGET, [(topic, name) for name in names])


def chain_heads(connection: Connection) -> list[ChainHead]:
    """The newest line of each chain written on this device, the present chain last."""
    found = [(chain, revisions.head_of(connection, chain)) for chain in own_chains(connection)]
    return [ChainHead(chain=chain, seq=head[0], id=head[1]) for chain, head in found if head is not None]


def id_at(connection: Connection, chain: str, seq: int) -> str:
    """The id of one line of a chain; empty when there is none."""
    found = row(connection, _ID_AT, chain, seq)
    return str(found[0]) if found else ""


def lines_after(connection: Connection, chain: str, seq: int, limit: int) -> list[Item]:
    """The next lines of a chain, in order: their very bytes."""
    return [Item(*line) for line in rows(connection, _LINES, chain, seq, limit)]


def keep_receipt(connection: Connection, receipt: Receipt, time_ms: int) -> None:
    """Keep a checked receipt once, and that each of its revisions is received."""
    name = f"{receipt.first}"
    settings.tell(connection, BATCHES, {name: msgspec.json.encode(receipt).decode()})
    told = enumerate(receipt.leaves, start=receipt.first)
    received = [receipts.Receipt(leaf, position, name, time_ms) for position, leaf in told]
    receipts.put(connection, received)


def proof_of(connection: Connection, revision: str) -> bytes:
    """The council's proof that it holds one revision, as JSON, which stands alone; empty when there is none.

    A revision of somebody else was received by the council too, but the proof is with its author. A proof by
    a receipt key that the council gave up since is none that another machine could check by its present keys.
    """
    found = receipts.receipts_of(connection, [revision]).get(revision)
    batch = row(connection, _TOLD, BATCHES, found.receipt) if found and found.receipt else None
    if batch is None:
        return b""
    keys = certificates.council(connection)
    try:
        receipt = msgspec.json.decode(msgspec.json.decode(batch[0], type=str), type=Receipt)
        if keys is not None:
            read_checkpoint(receipt.checkpoint, keys.receipt.raw)
        return msgspec.json.encode(receipt.proof(revision))
    except BadReceipt:
        return b""


def unsent_records(connection: Connection) -> dict[str, tuple[int, int]]:
    """Each record that has lines of this device without a receipt, in the order in which they go.

    With how many they are, and the place of the first in the ledger. The log of looks goes too, but is
    nothing that an officer waits for.
    """
    marks = settings.told(connection, RECEIVED_TO)
    found: dict[str, tuple[int, int]] = {}
    for chain in own_chains(connection):
        for record, number, first in rows(connection, _UNSENT, chain, int(marks.get(chain, 0))):
            before = found.get(record, (0, first))
            found[record] = (before[0] + number, before[1])
    return found


def written_at(connection: Connection, places: Sequence[int]) -> dict[int, int]:
    """When the lines at these places of the ledger were written (UTC, ms)."""
    return {n: int(wall) for n, wall in rows(connection, _WALLS, _json(places))}


def sent_records(
    connection: Connection, chains: Sequence[str], since_ms: int, limit: int
) -> list[tuple[str, int]]:
    """The records whose revisions were received last, the latest first, with when (UTC, ms)."""
    return [(line[0], line[1]) for line in rows(connection, _SENT, _json(chains), since_ms, limit)]


def files_to_send(connection: Connection) -> list[Place]:
    """The sealed files written here that the council is not known to hold."""
    there = settings.told(connection, HELD).keys() | settings.told(connection, CAME).keys()
    return [place for name, place in sorted(attachments.known(connection).items()) if name not in there]


def want_files(connection: Connection, arrived: Sequence[Revision]) -> None:
    """Note the sealed files that these revisions name and that are not here, unless they are erased."""
    for revision in arrived:
        blobs = revision.header.blobs if revision.payload and revision.payload.fields else ()
        there = [blob for blob in blobs if attachments.get(connection, blob.sha256) is None]
        wanted = {blob.sha256: [blob.size, revision.header.record] for blob in there}
        settings.tell(connection, WANTED, wanted)
    for order in revisions.orders(connection, arrived, Type.ERASE):
        targets = revisions.by_id(connection, order.header.targets)
        forget(connection, WANTED, [blob.sha256 for target in targets for blob in _shut(order, target)])


def _shut(order: Revision, target: Revision) -> tuple[Blob, ...]:
    """The files of a line whose words an order took away, and with them the files' keys."""
    reached = target.header.home == order.header.home
    shut = target.payload is None or "file" not in target.payload.fields
    return target.header.blobs if reached and shut else ()


def files_wanted(connection: Connection) -> list[Blob]:
    """The sealed files that are still to come."""
    told = settings.told(connection, WANTED)
    return [Blob(name, int(size)) for name, (size, _) in sorted(told.items())]


def take_file(connection: Connection, sha256: str, name: str) -> None:
    """Note that a file that was wanted is here whole, under `name`."""
    told = settings.told(connection, WANTED).get(sha256)
    if told is not None:
        attachments.put(connection, Place(sha256, name, int(told[0]), str(told[1])))
        settings.tell(connection, CAME, {sha256: True})
        forget(connection, WANTED, [sha256])


def arriving_name(sha256: str) -> str:
    """The name under which a file lies while it arrives; its own is known when it is whole."""
    return sha256[:32]


def sealed_name(path: Path) -> str:
    """The name that a sealed file carries inside; empty when it is no sealed file."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    start = len(MAGIC) + 1
    return head[start : start + ID_BYTES].hex() if len(head) == HEAD and head.startswith(MAGIC) else ""


def add_piece(path: Path, offset: int, piece: bytes) -> None:
    """Put bytes of an arriving file in their place, settled on disk. Raises `Trouble`."""
    try:
        with path.open("r+b" if path.exists() else "wb") as file:
            file.truncate(offset)
            file.seek(offset)
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        raise Trouble(
            "A photograph or paper that arrives cannot be written to this disk.",
            "Free some space, then send and receive again.",
        ) from fault


def note_try(connection: Connection, at_ms: int, say: str) -> None:
    """Note a round that failed, and why."""
    settings.tell(connection, TRIES, {str(at_ms): say})


def tries(connection: Connection) -> list[tuple[int, str]]:
    """The rounds that failed since the last whole one, the oldest first."""
    return sorted((int(at), str(say)) for at, say in settings.told(connection, TRIES).items())


def note_round(connection: Connection, facts: Mapping[str, Any]) -> None:
    """Note that a round was whole, and what it did; the tries before it are over."""
    settings.tell(connection, TRIES, {}, replace=True)
    settings.tell(connection, ROUND, facts, replace=True)
    marks = settings.told(connection, RECEIVED_TO)
    for head in chain_heads(connection):
        lacking = row(connection, _FIRST_UNSENT, head.chain, int(marks.get(head.chain, 0)))
        first = lacking[0] if lacking and lacking[0] is not None else head.seq + 1
        settings.tell(connection, RECEIVED_TO, {head.chain: first - 1})


def _json(names: Sequence[object]) -> str:
    return msgspec.json.encode(list(names)).decode()
