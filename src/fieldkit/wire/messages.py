"""What a laptop and a council server say to each other (sync.md §2.3), as MessagePack.

A field that one end does not know is ignored by it, so that an older laptop can speak with a newer server.
Signed bytes are carried as they are and never encoded again.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from fieldkit.wire.receipts import Proof, Receipt

#: The protocol versions that this release speaks, oldest and newest.
PROTOCOLS = (1, 1)
PUSH_ITEMS = 500
PUSH_BYTES = 1 << 20
CHUNK_BYTES = 1 << 20
#: What a council may ask of a laptop, least and most: hours without the server, idle minutes until the lock.
LEASE_HOURS, LOCK_MINUTES = (24, 336), (1, 15)

STORED, DUPLICATE, QUARANTINED = "stored", "duplicate", "quarantined"


class Garbled(ValueError):
    """The bytes are not the message that was expected."""


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message with named fields."""


class Item(msgspec.Struct, frozen=True, array_like=True):
    """One revision as sent: the header's very bytes, the signature, the payload's very bytes while held."""

    raw: bytes
    sig: bytes
    payload: bytes | None = None


class ChainHead(Message, frozen=True, kw_only=True):
    """The newest line of a chain that one end holds.

    `contiguous_to` is the last line before the first gap, `missing` the gaps as (first, last), `forked` that
    two different lines have the same number. The laptop fills in `chain`, `seq` and `id` alone.
    """

    chain: str
    seq: int
    id: str
    contiguous_to: int = 0
    missing: tuple[tuple[int, int], ...] = ()
    forked: bool = False


class Hello(Message, frozen=True, kw_only=True):
    """The first word of a round.

    `size` and `root` are of the newest checkpoint the laptop trusts, `checkpoint` is that as the council
    signed it; `scopes`, `directory` and `keys` are the tags of what it holds. `sealing` is the public key for
    parcels while the laptop's certificate carries none: the server certifies it.
    """

    protocols: tuple[int, int] = PROTOCOLS
    app: str = ""
    now_ms: int = 0
    chains: tuple[ChainHead, ...] = ()
    size: int = 0
    root: str = ""
    checkpoint: str = ""
    scopes: str = ""
    directory: str = ""
    keys: str = ""
    sealing: bytes = b""


class Scope(msgspec.Struct, frozen=True, array_like=True):
    """A home the officer may see: its feed's generation, newest number, count and digest (see `digests`)."""

    home: str
    generation: int
    head: int
    count: int
    digest: str


class Officer(Message, frozen=True, kw_only=True):
    """One person in the council's directory."""

    id: str
    name: str
    initials: str = ""
    roles: tuple[str, ...] = ()
    team: str = ""


class Directory(Message, frozen=True, kw_only=True):
    """Who is who: officers, and the certificates of their keys as issued."""

    officers: tuple[Officer, ...] = ()
    certificates: tuple[bytes, ...] = ()


class Policy(Message, frozen=True, kw_only=True):
    """What the council asks of laptops: offline lease, idle lock, the oldest protocol it will speak."""

    lease_hours: int = 72
    lock_minutes: int = 5
    oldest_protocol: int = PROTOCOLS[0]


class HelloReply(Message, frozen=True, kw_only=True):
    """The server's account of itself and of what it holds.

    `proof` shows that the trusted checkpoint is a beginning of `checkpoint` (RFC 9162 §2.1.4); None says that
    it is not. `scopes` and `directory` are None when the laptop's tags say that it holds them already, and
    so `keys`, the council's public keys, is empty.
    `revocations` is the council's signed list, made at this moment.
    """

    protocol: int
    now_ms: int
    epoch: int
    checkpoint: str
    proof: tuple[bytes, ...] | None = ()
    chains: tuple[ChainHead, ...] = ()
    scopes: tuple[Scope, ...] | None = None
    directory: Directory | None = None
    keys: bytes = b""
    revocations: bytes = b""
    policy: Policy = Policy()
    revoked: bool = False


class Push(Message, frozen=True, kw_only=True):
    """Up to 500 revisions or 1 MiB."""

    items: tuple[Item, ...]


class Verdict(msgspec.Struct, frozen=True, array_like=True):
    """What became of one revision: `stored`, `duplicate` or `quarantined` for a reason."""

    id: str
    status: str
    reason: str = ""


class PushReply(Message, frozen=True, kw_only=True):
    """A verdict an item in the order sent, the receipts that cover them, the chains as now held."""

    verdicts: tuple[Verdict, ...]
    receipts: tuple[Receipt, ...] = ()
    chains: tuple[ChainHead, ...] = ()


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One line of a home's feed. `raw` is empty for a revision that the laptop said it holds.

    `position` is its leaf in the council's log, `received_ms` when the server stored it (UTC).
    """

    n: int
    id: str
    raw: bytes
    sig: bytes
    payload: bytes | None
    position: int
    received_ms: int


class Page(Message, frozen=True, kw_only=True):
    """The next lines of a home's feed, and the feed's state at the same moment."""

    scope: Scope
    rows: tuple[Row, ...] = ()
    more: bool = False


class ChainPage(Message, frozen=True, kw_only=True):
    """Lines of the asking device's own chain, for a notebook that was put back from an older copy."""

    rows: tuple[Row, ...] = ()
    more: bool = False


class Upload(Message, frozen=True, kw_only=True):
    """Where an attachment's upload stands: its address, the next byte wanted, whether it is complete."""

    id: str = ""
    offset: int = 0
    complete: bool = False


class UploadStart(Message, frozen=True, kw_only=True):
    """Asks to send the sealed file with this SHA-256 and size."""

    sha256: str
    size: int


class Health(Message, frozen=True, kw_only=True):
    """What a laptop says about itself; counts and kinds of trouble, never words of a record."""

    unsent: int = 0
    attachments_unsent: int = 0
    troubles: tuple[str, ...] = ()
    disk_free: int = 0
    clock_offset_ms: int = 0
    app: str = ""


class Prove(Message, frozen=True, kw_only=True):
    """Asks for the place of revisions in the council's log."""

    ids: tuple[str, ...]


class Proofs(Message, frozen=True, kw_only=True):
    """The proofs for those of the revisions that the asker may see."""

    proofs: tuple[tuple[str, Proof], ...] = ()


class Enrol(Message, frozen=True, kw_only=True):
    """Asks for a certificate: which code, the device's new public keys, and the proof of knowing the code.

    `sealing` is the key that parcels for the device are sealed to; an older laptop has none.
    """

    code: str
    public_key: bytes
    proof: bytes
    sealing: bytes = b""
    protocols: tuple[int, int] = PROTOCOLS
    app: str = ""


class EnrolReply(Message, frozen=True, kw_only=True):
    """The council's keys as its root signed them, and the device's own certificate."""

    keys: bytes
    certificate: bytes
    register_home: str
    policy: Policy = Policy()
    now_ms: int = 0


class Return(Message, frozen=True, kw_only=True):
    """A device that the server, put back from a backup, no longer knows shows that it was enrolled."""

    public_key: bytes
    certificate: bytes


class Returned(Message, frozen=True, kw_only=True):
    """The server knows the device again, as one that was withdrawn."""

    now_ms: int = 0


class Refusal(Message, frozen=True, kw_only=True):
    """Why a call was refused: `code` for the program, `say` and `do` for the officer.

    `keys` are the council's public keys, for a laptop that has none yet, or older ones.
    """

    code: str
    say: str
    do: str = ""
    now_ms: int = 0
    keys: bytes = b""


T = TypeVar("T")
_encoder = msgspec.msgpack.Encoder()
_decoders: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


def encode(message: msgspec.Struct) -> bytes:
    """The bytes of a message."""
    return _encoder.encode(message)


def decode(body: bytes, sort: type[T]) -> T:
    """The message in `body`. Raises `Garbled`."""
    decoder = _decoders.get(sort)
    if decoder is None:
        decoder = _decoders[sort] = msgspec.msgpack.Decoder(sort)
    try:
        found: T = decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as fault:
        raise Garbled(f"the bytes are no {sort.__name__}") from fault
    return found
