"""What sending and receiving needs of the notebook: the narrow port that the store implements.

Every method that writes is one durable transaction of its own, so that a round may stop after any of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from fieldkit.ledger.revision import Blob, Revision
from fieldkit.wire.digests import NOTHING
from fieldkit.wire.messages import ChainHead, Directory, Item, Policy
from fieldkit.wire.receipts import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """The council that the notebook belongs to: its address, its keys as certified, our certificate."""

    server: str
    keys: bytes
    certificate: bytes
    register_home: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """The newest checkpoint of the council's log that was checked, and the epoch it was made in."""

    checkpoint: str = ""
    size: int = 0
    root: str = ""
    epoch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a home's feed is held: generation, last number, how many revisions, their digest."""

    generation: int
    n: int = 0
    count: int = 0
    digest: str = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """One line of a feed, checked. `revision` is None where we said that we hold it (our own chain)."""

    id: str
    revision: Revision | None
    position: int
    received_ms: int


class Store(Protocol):
    """The notebook as seen from here."""

    def enrolment(self) -> Enrolment | None:
        """The council, or None before enrolment."""

    def save_enrolment(self, enrolment: Enrolment, policy: Policy) -> None:
        """Keeps the council's keys, our certificate and the policy."""

    def save_keys(self, raw: bytes) -> None:
        """Keeps newer keys of the council; the older ones stay, because receipts were signed by them."""

    def own_chains(self) -> Sequence[ChainHead]:
        """The newest line of each chain written on this device (chain, seq, id), the current chain last."""

    def id_at(self, chain: str, seq: int) -> str:
        """The id of our line `seq` of an own chain; empty when there is none."""

    def revisions_after(self, chain: str, seq: int, limit: int) -> Sequence[Item]:
        """The next lines of an own chain, in order."""

    def put_back(self, revisions: Sequence[Pulled]) -> None:
        """Takes lines of an own chain that this (older) copy of the notebook had lost."""

    def save_receipt(self, receipt: Receipt, time_ms: int) -> None:
        """Keeps a checked receipt; its leaves are received from now on."""

    def save_quarantined(self, reasons: Mapping[str, str]) -> None:
        """Notes own revisions that the council set apart, with its reason."""

    def trusted(self) -> Trusted:
        """The newest checkpoint that was checked."""

    def save_trusted(self, trusted: Trusted) -> None:
        """Keeps a newer one."""

    def forget_server(self) -> None:
        """The council put its server back from an older copy: forget cursors and which files it held."""

    def cursors(self) -> Mapping[str, Cursor]:
        """The cursor of every home that is held."""

    def apply_pulled(self, home: str, rows: Sequence[Pulled], cursor: Cursor) -> None:
        """Stores lines of a home's feed and the cursor after them, in one transaction. Idempotent."""

    def close_homes(self, homes: Sequence[str]) -> None:
        """The officer no longer holds these homes: forget their cursors."""

    def directory(self) -> Directory:
        """Who is who, as last received."""

    def save_directory(self, directory: Directory) -> None:
        """Keeps a newer one."""

    def save_hello(self, revocations: bytes, policy: Policy, server_ms: int, clock_offset_ms: int) -> None:
        """Keeps what each round brings: the signed list of revocations, the policy, the server's time."""

    def files_to_send(self) -> Sequence[Blob]:
        """Sealed files named by own revisions that are here and not known to be held by the council."""

    def open_file(self, sha256: str) -> BinaryIO:
        """A sealed file, to be read from any place."""

    def file_held(self, sha256: str) -> None:
        """The council holds this file whole."""

    def files_to_fetch(self) -> Sequence[Blob]:
        """Sealed files named by received revisions that are not here."""

    def part_size(self, sha256: str) -> int:
        """How many bytes of a file being fetched are here."""

    def add_part(self, sha256: str, offset: int, chunk: bytes) -> None:
        """Adds bytes to a file being fetched, durably."""

    def finish_file(self, sha256: str) -> bool:
        """Checks the hash of a fetched file and puts it in its place, or drops it; whether it was right."""
