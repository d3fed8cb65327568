"""The notebook as sending and receiving see it: the port of `sync`, each verb one durable transaction."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.sealing import Altered
from fieldkit.ledger.revision import Blob
from fieldkit.store import attachments, certificates, exchange, identity, parcels, receipts, settings
from fieldkit.store.changes import Changes
from fieldkit.store.notebook import Notebook
from fieldkit.store.pace import Pace
from fieldkit.sync.port import Cursor, Enrolment, Pulled, Trusted
from fieldkit.wire.messages import ChainHead, Directory, Item, Policy, decode, encode
from fieldkit.wire.receipts import Receipt

SERVER, POLICY, HELLO, OWN = "server", "policy", "hello", "own_certificate"
REVOKED = "device_revoked"
_TRUSTED, _DIRECTORY = "trusted", "directory"


@dataclass(frozen=True)
class NotebookPort:
    """Equal for one notebook, so that only one round of it runs at a time.

    `now_ms` is the clock; `changed` gathers what arrived.
    """

    notebook: Notebook
    now_ms: Callable[[], int] = field(compare=False)
    changed: list[Changes] = field(default_factory=list, compare=False)
    pace: Pace = field(default_factory=Pace, compare=False)

    def enrolment(self) -> Enrolment | None:
        """The council, or None before enrolment."""
        with self.notebook.reading() as book:
            me, keys = identity.read(book), certificates.council(book)
            server, own = settings.get(book, SERVER, ""), settings.get(book, OWN, "")
        if keys is None or not server or not me.enrolled:
            return None
        return Enrolment(
            server=server, keys=keys.raw, certificate=bytes.fromhex(own), register_home=me.register
        )

    def save_enrolment(self, enrolment: Enrolment, policy: Policy) -> None:
        """Keeps the council's keys and our certificate: from now on the officer is whom it names."""
        keys, own = CouncilKeys.of(enrolment.keys), DeviceCertificate.of(enrolment.certificate)
        holder = own.holder
        with self.notebook.writing() as book:
            me = replace(
                identity.read(book),
                officer=holder.officer, name=holder.name, initials=holder.initials, roles=holder.roles,
                team=holder.team, mark=holder.mark, council=keys.council, council_name=keys.name,
                register=enrolment.register_home,
            )  # fmt: skip
            identity.write(book, me)
            certificates.put(book, own)
            certificates.put_council(book, keys)
            settings.put(book, SERVER, enrolment.server)
            settings.put(book, OWN, enrolment.certificate.hex())
            settings.put(book, POLICY, encode(policy).hex())

    def save_keys(self, raw: bytes) -> None:
        """Keeps newer keys of the council beside the older ones."""
        keys = CouncilKeys.of(raw)
        with self.notebook.writing() as book:
            certificates.put_council(book, keys)
            identity.write(book, replace(identity.read(book), council_name=keys.name))

    def own_chains(self) -> Sequence[ChainHead]:
        """The newest line of each chain written on this device, the current chain last."""
        with self.notebook.reading() as book:
            return exchange.chain_heads(book)

    def id_at(self, chain: str, seq: int) -> str:
        """The id of our line `seq`; empty when there is none."""
        with self.notebook.reading() as book:
            return exchange.id_at(book, chain, seq)

    def revisions_after(self, chain: str, seq: int, limit: int) -> Sequence[Item]:
        """The next lines of an own chain, in order."""
        with self.notebook.reading() as book:
            return exchange.lines_after(book, chain, seq, limit)

    def put_back(self, revisions: Sequence[Pulled]) -> None:
        """Takes lines of an own chain that this copy had lost."""
        self._take(revisions, None)

    def save_receipt(self, receipt: Receipt, time_ms: int) -> None:
        """Keeps a checked receipt; its leaves are received from now on."""
        with self.notebook.writing() as book:
            exchange.keep_receipt(book, receipt, time_ms)

    def save_quarantined(self, reasons: Mapping[str, str]) -> None:
        """Notes own revisions that the council set apart, with its reason."""
        with self.notebook.writing() as book:
            settings.tell(book, exchange.APART, reasons)

    def trusted(self) -> Trusted:
        """The newest checkpoint that was checked."""
        with self.notebook.reading() as book:
            held = settings.get(book, _TRUSTED)
        return Trusted(**held) if held else Trusted()

    def save_trusted(self, trusted: Trusted) -> None:
        """Keeps a newer one."""
        with self.notebook.writing() as book:
            settings.put(book, _TRUSTED, asdict(trusted))

    def forget_server(self) -> None:
        """Forgets cursors and which files the server held: it was put back from an older copy."""
        with self.notebook.writing() as book:
            for topic in (exchange.CURSORS, exchange.HELD, exchange.REACHED):
                settings.tell(book, topic, {}, replace=True)

    def cursors(self) -> Mapping[str, Cursor]:
        """The cursor of every home that is held."""
        with self.notebook.reading() as book:
            told = settings.told(book, exchange.CURSORS)
        return {
            home: Cursor(generation=cursor[0], n=cursor[1], count=cursor[2], digest=cursor[3])
            for home, cursor in told.items()
        }

    def apply_pulled(self, home: str, rows: Sequence[Pulled], cursor: Cursor) -> None:
        """Stores lines of a home's feed, the cursor with the last of them.

        In parts, so that typing never waits long; a part taken twice changes nothing.
        """
        told = [cursor.generation, cursor.n, cursor.count, cursor.digest]
        taken = 0
        for part in self.pace.parts(rows):
            taken += len(part)
            self._take(part, {home: told} if taken == len(rows) else None)
        if not rows:
            self._take(rows, {home: told})

    def close_homes(self, homes: Sequence[str]) -> None:
        """The officer no longer holds these homes: forgets their cursors, and that no parcel may bring
        more.
        """
        with self.notebook.writing() as book:
            exchange.forget(book, exchange.CURSORS, homes)
            settings.tell(book, parcels.CLOSED, dict.fromkeys(homes, True))

    def directory(self) -> Directory:
        """Who is who, as last received."""
        with self.notebook.reading() as book:
            held = settings.get(book, _DIRECTORY)
        return decode(bytes.fromhex(held), Directory) if held else Directory()

    def save_directory(self, directory: Directory) -> None:
        """Keeps a newer one, and of its certificates those that the council signed."""
        with self.notebook.writing() as book:
            settings.put(book, _DIRECTORY, encode(directory).hex())
            keys = certificates.council(book)
            for raw in directory.certificates:
                certificate = DeviceCertificate.of(raw)
                if not certificate.faults(keys, certificate.from_ms):
                    certificates.put(book, certificate)
                    if certificate.key == self.notebook.vault.signing.public:
                        settings.put(book, OWN, raw.hex())

    def save_hello(self, revocations: bytes, policy: Policy, server_ms: int, clock_offset_ms: int) -> None:
        """Keeps what each round brings."""
        told = {"revocations": revocations.hex(), "server_ms": server_ms, "clock_offset_ms": clock_offset_ms,
                "at_ms": self.now_ms()}  # fmt: skip
        with self.notebook.writing() as book:
            settings.put(book, HELLO, told)
            settings.put(book, POLICY, encode(policy).hex())

    def files_to_send(self) -> Sequence[Blob]:
        """Sealed files of our own that are here and not known to be held by the council."""
        with self.notebook.reading() as book:
            found = exchange.files_to_send(book)
        return [Blob(p.sealed_sha256, p.sealed_size) for p in found if self.notebook.files.has(p.name)]

    def open_file(self, sha256: str) -> BinaryIO:
        """A sealed file, to be read from any place; where it is read from, the council has reached."""
        with self.notebook.reading() as book:
            place = attachments.get(book, sha256)
        if place is None:
            raise LookupError("only files that are here are sent")

        def reached(offset: int) -> None:
            with self.notebook.writing() as book:
                settings.tell(book, exchange.REACHED, {sha256: offset})

        return _Watched(self.notebook.files.path(place.name), reached)

    def file_held(self, sha256: str) -> None:
        """The council holds this file whole."""
        with self.notebook.writing() as book:
            settings.tell(book, exchange.HELD, {sha256: True})
            exchange.forget(book, exchange.REACHED, [sha256])

    def files_to_fetch(self) -> Sequence[Blob]:
        """Sealed files named by received revisions that are not here."""
        with self.notebook.reading() as book:
            return exchange.files_wanted(book)

    def part_size(self, sha256: str) -> int:
        """How many bytes of a file being fetched are here."""
        part = self._part(sha256)
        return part.stat().st_size if part.exists() else 0

    def add_part(self, sha256: str, offset: int, chunk: bytes) -> None:
        """Adds bytes to a file being fetched, durably. Raises `Trouble`."""
        exchange.add_piece(self._part(sha256), offset, chunk)

    def finish_file(self, sha256: str) -> bool:
        """Checks the hash of a fetched file and puts it in its place, or drops it; whether it was right."""
        part = self._part(sha256)
        if not part.exists():
            return False
        name = exchange.sealed_name(part)
        try:
            if not name:
                raise Altered
            self.notebook.files.adopt(name, part, sha256)
        except Altered:
            part.unlink()
            return False
        with self.notebook.writing() as book:
            exchange.take_file(book, sha256, name)
        return True

    def _take(self, pulled: Sequence[Pulled], cursor: Mapping[str, object] | None) -> None:
        arrived = [row.revision for row in pulled if row.revision is not None]

        def also(book: Any) -> None:
            receipts.put(
                book,
                [receipts.Receipt(r.id, r.position, "", r.received_ms) for r in pulled if r.position >= 0],
            )
            exchange.want_files(book, arrived)
            # What was set apart and now comes in a feed was released.
            exchange.forget(book, exchange.APART, [row.id for row in pulled])
            if cursor:
                settings.tell(book, exchange.CURSORS, cursor)
                exchange.forget(book, parcels.CLOSED, cursor)

        self.changed.append(self.notebook.receive(arrived, self.now_ms(), also=also))

    def _part(self, sha256: str) -> Path:
        return self.notebook.files.arriving(exchange.arriving_name(sha256))


class _Watched(io.BufferedReader):
    """A file that says from where it is read."""

    def __init__(self, path: Path, reached: Callable[[int], None]) -> None:
        super().__init__(io.FileIO(path))
        self._reached = reached

    def seek(self, offset: int, whence: int = 0) -> int:
        """As every file's; a place counted from the start is told."""
        if whence == 0:
            self._reached(offset)
        return super().seek(offset, whence)
