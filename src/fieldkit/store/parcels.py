"""What parcels take out of the notebook and note in it: lines of homes, files, receipts, who sent what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from fieldkit.ledger.revision import Revision
from fieldkit.store import attachments, exchange, receipts, revisions, settings
from fieldkit.store.attachments import Place
from fieldkit.store.statements import row, rows
from fieldkit.wire.receipts import Receipt
from fieldkit.wire.runs import Link

#: Topics: homes that the council closed to this officer, and the newest parcel of each sender and home.
CLOSED, TAKEN = "closed", "parcel"
_NUMBER = "parcels_made"
_PAGE = 500

_OF_HOME = (
    "SELECT n, id FROM revisions WHERE home IN (SELECT value FROM json_each(?))"
    " AND n > ? AND n <= ? ORDER BY n LIMIT ?"
)
_BATCHES = (
    "SELECT DISTINCT c.receipt FROM receipts c JOIN revisions r ON r.id = c.revision"
    " WHERE r.home IN (SELECT value FROM json_each(?)) AND r.n <= ? AND c.receipt <> '' ORDER BY c.receipt"
)
_LAST = "SELECT coalesce(max(n), 0) FROM revisions"
_HOMES = (
    "SELECT DISTINCT c.home FROM current c WHERE c.record = c.home AND c.kind IN"
    " (SELECT value FROM json_each(?)) AND NOT c.withdrawn ORDER BY c.made_ms"
)
_KEYS = (
    "SELECT DISTINCT home, json_extract(CAST(raw AS TEXT), '$.key') FROM revisions"
    " WHERE home IN (SELECT value FROM json_each(?))"
)
_LINKS = (
    "SELECT chain, seq, id, json_extract(CAST(raw AS TEXT), '$.prev'),"
    " json_extract(CAST(raw AS TEXT), '$.key')"
    " FROM revisions WHERE chain IN (SELECT value FROM json_each(?))"
)


def last(connection: Connection) -> int:
    """The place of the newest line in the ledger, in order of arrival."""
    found = row(connection, _LAST)
    return int(found[0]) if found else 0


def homes_of_kinds(connection: Connection, kinds: Sequence[str]) -> list[str]:
    """The homes that records of these kinds are, the oldest first."""
    return [str(home) for (home,) in rows(connection, _HOMES, _json(kinds))]


def lines_of(connection: Connection, homes: Sequence[str], upto: int) -> Iterator[Revision]:
    """The lines of these homes up to a place in the ledger, in order of arrival."""
    after, wanted = 0, _json(homes)
    while page := rows(connection, _OF_HOME, wanted, after, upto, _PAGE):
        yield from revisions.by_id(connection, [name for _, name in page])
        after = page[-1][0]


def receipts_of(connection: Connection, homes: Sequence[str], upto: int) -> list[Receipt]:
    """The council's receipts that cover lines of these homes, as far as this notebook holds them."""
    told = settings.told(connection, exchange.BATCHES)
    names = [str(name) for (name,) in rows(connection, _BATCHES, _json(homes), upto)]
    return [msgspec.json.decode(told[name], type=Receipt) for name in names if name in told]


def keep_receipts(
    connection: Connection, batches: Sequence[Receipt], covered: Iterable[tuple[str, int, int, int]]
) -> None:
    """Keep checked receipts that came in a parcel: (revision, position, UTC ms, which of `batches`)."""
    names = [f"{one.first} {hashlib.sha256(one.checkpoint.encode()).hexdigest()[:12]}" for one in batches]
    told = {name: msgspec.json.encode(one).decode() for name, one in zip(names, batches, strict=True)}
    settings.tell(connection, exchange.BATCHES, told)
    found = [receipts.Receipt(name, place, names[batch], at) for name, place, at, batch in covered]
    receipts.put(connection, found)


def files_of(connection: Connection, names: Sequence[str]) -> list[Place]:
    """Where those of the sealed files lie that are here, by their hash."""
    held = [attachments.get(connection, name) for name in names]
    return [place for place in held if place is not None]


def links(connection: Connection, chains: Sequence[str]) -> dict[tuple[str, int], Link]:
    """The lines of some chains that are here."""
    return {(line[0], line[1]): Link(*line) for line in rows(connection, _LINKS, _json(chains))}


def next_number(connection: Connection) -> int:
    """The number of this notebook's next parcel, used up with it."""
    number = int(settings.get(connection, _NUMBER, 0)) + 1
    settings.put(connection, _NUMBER, number)
    return number


def taken(connection: Connection, sender: str, homes: Sequence[str]) -> list[tuple[int, str]]:
    """Number and id of the newest parcel that came from a device for each home; (0, "") for none."""
    told = settings.told(connection, TAKEN)
    found = [told.get(f"{sender} {home}", (0, "")) for home in homes]
    return [(int(number), str(name)) for number, name in found]


def note_taken(connection: Connection, sender: str, homes: Sequence[str], number: int, name: str) -> None:
    """Note a parcel that was taken in."""
    settings.tell(connection, TAKEN, {f"{sender} {home}": [number, name] for home in homes})


def closed(connection: Connection) -> set[str]:
    """The homes that the council let this officer see once and no longer does."""
    return set(settings.told(connection, CLOSED))


def open_to_me(connection: Connection) -> set[str]:
    """The homes that the council lets this officer see, as of the last round."""
    return set(settings.told(connection, exchange.CURSORS))


def keys_in(connection: Connection, homes: Sequence[str]) -> dict[str, set[str]]:
    """The keys that signed lines of each home."""
    found: dict[str, set[str]] = {home: set() for home in homes}
    for home, key in rows(connection, _KEYS, _json(homes)):
        found[home].add(str(key))
    return found


def founding(connection: Connection, home: str) -> set[str]:
    """The ids of the first lines of a home that are here."""
    lines = revisions.of_record(connection, home)
    return {line.id for line in lines if line.header.home == home and not line.header.bases}


def _json(names: Sequence[str]) -> str:
    return msgspec.json.encode(list(names)).decode()
