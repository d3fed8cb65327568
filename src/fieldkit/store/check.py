"""Checks a whole notebook against its own signatures and hashes, and says in plain words what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import msgspec
from sqlalchemy import Row, select, tuple_

from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.ledger.canonical import NotCanonical
from fieldkit.ledger.chain import check_chain
from fieldkit.ledger.revision import Revision
from fieldkit.store import attachments, certificates, projection, revisions, settings
from fieldkit.store.engine import Database
from fieldkit.store.exchange import BATCHES
from fieldkit.store.incarnation import own_chains
from fieldkit.store.notebook import Notebook
from fieldkit.store.progress import Say, silent
from fieldkit.store.sealed import SealedFiles
from fieldkit.store.tables import CurrentRow, PayloadRow, ReceiptRow, RevisionRow, table
from fieldkit.store.told import StoreTrouble
from fieldkit.wire.receipts import BadReceipt, Receipt, check_receipt

_REVISIONS, _PAYLOADS = table(RevisionRow), table(PayloadRow)
_CURRENT, _RECEIPTS = table(CurrentRow), table(ReceiptRow)
_AT_ONCE = 500
_REBUILD = "Run 'fieldkit notebook rebuild'."


class Part(IntEnum):
    """The part of a notebook that a flaw is in, the gravest first."""

    PAGES = 1
    LINES = 2
    CHAIN = 3
    HEAD = 4
    RECEIPTS = 5
    FILES = 6
    CURRENT = 7


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One thing that is wrong, in words."""

    part: Part
    says: str


def check(notebook: Notebook, say: Say = silent) -> list[Flaw]:
    """Everything that is wrong with the notebook, the gravest first; an empty list means that it is whole.

    Raises `Trouble` when it cannot be read at all.
    """
    found = check_kept(notebook.vault.database, notebook.files, say)
    try:
        notebook.check_head()
    except Trouble as trouble:
        found.append(Flaw(Part.HEAD, trouble.say))
    return sorted(found)


def check_kept(database: Database, files: SealedFiles, say: Say = silent) -> list[Flaw]:
    """What is wrong with a notebook's database and attachments, wherever they lie.

    Pages of the file, bytes and signatures of every line, chains, receipts, attachments, and whether lists
    and search say what the lines say.
    """
    say(0, 0, "Checking the pages of the notebook file")
    found = [Flaw(Part.PAGES, f"The notebook file is damaged: {line}.") for line in database.check()]
    try:
        lines = _Lines(database, say)
        found += lines.flaws()
        found += _receipts(database)
        found += _files(database, files, lines.files, say)
        if not any(flaw.part <= Part.LINES for flaw in found):
            found += _current(database, say)
    except StoreTrouble:
        if not found:
            raise  # otherwise it is told already which pages are damaged: what lies on them cannot be read
    return sorted(found)


class _Lines:
    """Walks every chain from its first line to its last."""

    def __init__(self, database: Database, say: Say) -> None:
        self._database = database
        self._say = say
        with database.reading() as connection:
            self._own = own_chains(connection)
            self._keys = certificates.all_of(connection)
            self._count = revisions.count(connection)
            self._chains = list(connection.execute(select(_REVISIONS.c.chain).distinct()).scalars())
        self._done = 0
        self.files: set[str] = set()
        """The sealed files that this notebook's own lines name, once `flaws` has walked them."""

    def flaws(self) -> list[Flaw]:
        found: list[Flaw] = []
        for chain in sorted(self._chains, key=lambda chain: (chain not in self._own, chain)):
            found += self._chain(chain)
        return list(dict.fromkeys(found))

    def _chain(self, chain: str) -> Iterator[Flaw]:
        whole, before = chain in self._own, list[Revision]()
        for lines, flaws in self._windows(chain):
            yield from flaws
            if whole:
                self.files |= {blob.sha256 for line in lines for blob in line.header.blobs if _kept(line)}
            window = [*before, *lines]
            carried = before[0].header.seq if before else 0
            for fault in check_chain(window, self._signed, whole=whole):
                if not (carried > 1 and fault.what == "gap" and fault.seq == carried - 1):
                    yield Flaw(Part.CHAIN, f"{self._of(chain)}: {fault.says}.")
            unknown = {line.header.key for line in lines} - self._keys.keys()
            for key in sorted(unknown):
                yield Flaw(Part.CHAIN, f"{self._of(chain)}: no certificate says whose key {key[:12]} is.")
            if lines:
                last = max(line.header.seq for line in lines)
                before = [line for line in lines if line.header.seq == last]

    def _windows(self, chain: str) -> Iterator[tuple[list[Revision], list[Flaw]]]:
        """The lines of a chain, some hundred at a time, with the flaws of their bytes."""
        wanted = (
            select(_REVISIONS, _PAYLOADS.c.raw.label("said"))
            .select_from(_REVISIONS.outerjoin(_PAYLOADS, _PAYLOADS.c.n == _REVISIONS.c.n))
            .where(_REVISIONS.c.chain == chain)
            .order_by(_REVISIONS.c.seq, _REVISIONS.c.n)
        )
        place = tuple_(_REVISIONS.c.seq, _REVISIONS.c.n)
        last = (-1, -1)
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(wanted.where(place > last).limit(_AT_ONCE)).all()
            if not rows:
                return
            lines: list[Revision] = []
            flaws: list[Flaw] = []
            for row in rows:
                try:
                    lines.append(line_of(row))
                except NotCanonical as fault:
                    flaws.append(Flaw(Part.LINES, f"{self._of(chain)}: line {row.seq} is damaged: {fault}."))
            yield lines, flaws
            last = (rows[-1].seq, rows[-1].n)
            self._done += len(rows)
            self._say(self._done, self._count, "Checking lines and signatures")

    def _of(self, chain: str) -> str:
        return "This notebook's chain" if chain == self._own[-1] else f"Chain {chain[:12]}"

    def _signed(self, key: str, signature: bytes, message: bytes) -> bool:
        certificate: DeviceCertificate | None = self._keys.get(key)
        return certificate is None or certificate.key.verify(signature, message)


def line_of(row: Row[Any]) -> Revision:
    """The line in a row, read anew. Raises `NotCanonical` when anything in it disagrees."""
    revision = Revision.of(row.raw, row.sig, row.said)
    header = revision.header
    meant = {
        "id": revision.id,
        "record": header.record,
        "home": header.home,
        "chain": header.chain,
        "seq": header.seq,
        "type": header.type,
    }
    for name, value in meant.items():
        if row._mapping[name] != value:
            raise NotCanonical(f"it is listed under another {name}")
    return revision


def _receipts(database: Database) -> list[Flaw]:
    """Whether the council's receipt key signed every receipt, and each line is where its receipt says."""
    with database.reading() as connection:
        councils = certificates.councils(connection)
        batches = settings.told(connection, BATCHES)
        listed = connection.execute(select(_RECEIPTS).where(_RECEIPTS.c.receipt != "")).all()
    if not councils:
        return []
    places: set[tuple[str, int, str]] = set()
    found = []
    for name, held in batches.items():
        try:
            receipt = msgspec.json.decode(held, type=Receipt)
            _signed_for(receipt, councils)
        except (BadReceipt, msgspec.DecodeError) as fault:
            found.append(Flaw(Part.RECEIPTS, f"Receipt {name} of the council does not hold: {fault}."))
        else:
            places |= {(leaf, receipt.first + n, name) for n, leaf in enumerate(receipt.leaves)}
    unproved = sum((row.revision, row.position, row.receipt) not in places for row in listed)
    if unproved:
        found.append(Flaw(Part.RECEIPTS, f"{unproved} lines are listed as received, but no receipt says so."))
    return found


def _signed_for(receipt: Receipt, councils: Sequence[CouncilKeys]) -> None:
    """Raises `BadReceipt` unless one of the council's receipt keys, renewed or older, signed it."""
    for keys in councils[:-1]:
        with suppress(BadReceipt):
            check_receipt(receipt, keys.receipt.raw)
            return
    check_receipt(receipt, councils[-1].receipt.raw)


def _kept(line: Revision) -> bool:
    """Whether a line still has all it said; the files of what was erased are gone by order."""
    return line.payload is not None and line.payload.whole


def _files(database: Database, files: SealedFiles, named: set[str], say: Say) -> list[Flaw]:
    """Every sealed file against the hash that its signed line names, and whether each line has its files."""
    with database.reading() as connection:
        places = attachments.known(connection)
    found = []
    for done, place in enumerate(places.values()):
        say(done, len(places), "Checking photographs and papers")
        path = files.path(place.name)
        if not path.exists():
            found.append(Flaw(Part.FILES, f"The file {place.name} of record {place.record} is missing."))
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != place.sealed_sha256:
            found.append(Flaw(Part.FILES, f"The file {place.name} of record {place.record} was changed."))
    for sealed in sorted(named - places.keys()):
        found.append(
            Flaw(Part.FILES, f"A file that this notebook's own lines name is not here: {sealed[:12]}.")
        )
    return found


def _current(database: Database, say: Say) -> list[Flaw]:
    """Whether lists and search say of every record what its lines add up to."""
    with database.reading() as connection:
        records = revisions.records_of(connection)
        listed = set(connection.execute(select(_CURRENT.c.record)).scalars())
    found = [
        Flaw(Part.CURRENT, f"Record {record} is listed, but no line says anything of it. {_REBUILD}")
        for record in sorted(listed.difference(records))
    ]
    for start in range(0, len(records), _AT_ONCE):
        say(start, len(records), "Checking the lists against the lines")
        part = records[start : start + _AT_ONCE]
        with database.reading() as connection:
            meant = projection.folded(connection, part)
            here = projection.held(connection, part)
        found += [
            Flaw(Part.CURRENT, f"Record {row['record']} is listed otherwise than its lines say. {_REBUILD}")
            for row in meant
            if here.get(row["record"]) != row
        ]
    return found
