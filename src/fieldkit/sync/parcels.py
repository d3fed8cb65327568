"""Checks a parcel, which one laptop hands to another on a stick, more strictly than what a server sends.

Everything is checked, to the last byte, before anything is taken. No server has judged these lines, so every
signature is verified, not one a run, and what a withdrawn device wrote counts only with the council's proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.parcel_key import parcel_key
from fieldkit.keys.revocations import Revocations
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.canonical import NotCanonical
from fieldkit.ledger.revision import Revision, signing_message
from fieldkit.sync import parcel_troubles as troubles
from fieldkit.sync.parcel_rights import Part
from fieldkit.wire.messages import Item
from fieldkit.wire.parcel import BadParcel, NotForUs, Receipts, TakeFile, Unpacked, drained
from fieldkit.wire.receipts import BadReceipt, Receipt, check_receipt
from fieldkit.wire.runs import Link

Say = Callable[[int, int], None]
Stop = Callable[[], bool]
#: Lines by chain and number.
Links = Mapping[tuple[str, int], Link]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a notebook knows and judges a parcel by. `keys` are the council's, as its root certified them."""

    signing: SigningKey
    keys: CouncilKeys
    certificates: Mapping[str, DeviceCertificate]
    revoked: Revocations | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a revision is in the council's log, when it was there (UTC, ms), and which receipt says so."""

    position: int
    received_ms: int
    receipt: int


@dataclass
class Judged:
    """What the check of a whole parcel found.

    `proven` are the revisions that a receipt covers. `forked` names the authors of whom two different
    accounts of one line are known: both are kept.
    """

    parts: dict[str, Part] = field(default_factory=dict)
    lines: dict[tuple[str, int], Link] = field(default_factory=dict)
    receipts: list[Receipt] = field(default_factory=list)
    proven: dict[str, Place] = field(default_factory=dict)
    forked: set[str] = field(default_factory=set)


class Parcel:
    """An opened parcel, whose sender is known and was not withdrawn."""

    def __init__(self, file: BinaryIO, known: Known) -> None:
        """Raises `Trouble`."""
        try:
            self._unpacked = Unpacked(file, parcel_key(known.signing))
        except NotForUs as fault:
            raise troubles.ForSomebodyElse() from fault
        except BadParcel as fault:
            raise troubles.Damaged() from fault
        self.contents = self._unpacked.contents
        self._known = known
        if self.contents.council != known.keys.council:
            raise troubles.OtherCouncil()
        self.keys = _newest(known.keys, self.contents.council_keys)
        """The council's keys: ours, or newer ones that came along and that the same root certified."""
        self.certificates = self._believed()
        self.sender = self._found_sender()

    def judge(self, held: Callable[[Sequence[str]], Links], say: Say, stop: Stop) -> Judged:
        """Checks every part; `held` gives the lines of some chains that are here already.

        Raises `Trouble`.
        """
        found, done = Judged(), 0

        def batch(revisions: Sequence[Revision]) -> None:
            nonlocal done
            if stop():
                raise troubles.Stopped()
            for revision in revisions:
                self._judge(revision, found)
            done += len(revisions)
            say(done, self.contents.revisions)

        self.read(batch, lambda receipts: self._prove(receipts, found))
        here = held(sorted({chain for chain, _ in found.lines}))
        self._not_withdrawn(found, here)
        self._compare(found, here)
        return found

    def read(
        self,
        batch: Callable[[Sequence[Revision]], None],
        receipts: Callable[[Receipts], None] = lambda _: None,
        file: TakeFile = drained,
    ) -> None:
        """Gives every part in order. Raises `Trouble`."""
        try:
            self._unpacked.read(lambda items: batch([_read(item) for item in items]), receipts, file)
        except BadParcel as fault:
            raise troubles.Damaged() from fault

    def batches(self) -> Iterator[list[Revision]]:
        """The revisions of a parcel that was judged, batch by batch. Raises `Trouble`."""
        try:
            for items in self._unpacked.batches():
                yield [_read(item) for item in items]
        except BadParcel as fault:
            raise troubles.Damaged() from fault

    def _judge(self, revision: Revision, found: Judged) -> None:
        header = revision.header
        author = self.certificates.get(header.key)
        if author is None:
            raise troubles.UnknownSender()
        if not author.key.verify(revision.sig, signing_message(revision.id)):
            raise troubles.NotAuthentic()
        if header.home not in self.contents.homes:
            raise troubles.Damaged()
        link = Link(header.chain, header.seq, revision.id, header.prev, header.key)
        if found.lines.setdefault((header.chain, header.seq), link).id != revision.id:
            found.forked.add(author.holder.name)
        found.parts.setdefault(header.home, Part(header.home)).add(revision, author)

    def _prove(self, receipts: Receipts, found: Judged) -> None:
        """Takes the receipts that hold by the council's present key; the others prove nothing here."""
        ids = {link.id for link in found.lines.values()}
        for receipt in receipts:
            try:
                at = check_receipt(receipt, self.keys.receipt.raw)
            except BadReceipt:
                continue
            found.receipts.append(receipt)
            for position, leaf in enumerate(receipt.leaves, start=receipt.first):
                if leaf in ids:
                    found.proven[leaf] = Place(position, at.time_ms, len(found.receipts) - 1)

    def _not_withdrawn(self, found: Judged, here: Links) -> None:
        """What a withdrawn device wrote counts only where the council received it, or it is here already."""
        for place, link in found.lines.items():
            author = self.certificates[link.key]
            held = place in here and here[place].id == link.id
            if self._withdrawn(author) and link.id not in found.proven and not held:
                raise troubles.Withdrawn(author.holder.name)

    def _compare(self, found: Judged, here: Links) -> None:
        """Neighbours in a chain must follow each other, and a chain has one key alone."""
        keys = {chain: link.key for (chain, _), link in here.items()}
        for (chain, seq), link in found.lines.items():
            if keys.setdefault(chain, link.key) != link.key:
                raise troubles.NotAuthentic()
            same = here.get((chain, seq), link)
            before = found.lines.get((chain, seq - 1)) or here.get((chain, seq - 1))
            after = here.get((chain, seq + 1))
            broken = before is not None and before.id != link.prev
            if same.id != link.id or broken or (after is not None and after.prev != link.id):
                found.forked.add(self.certificates[link.key].holder.name)

    def _believed(self) -> dict[str, DeviceCertificate]:
        """The certificates that hold, by key: ours first, because a parcel's may be older."""
        came = [DeviceCertificate.of(raw) for raw in self.contents.certificates]
        found: dict[str, DeviceCertificate] = {}
        for one in (*came, *self._known.certificates.values()):
            if not one.own and not one.faults(self.keys, one.from_ms):
                found[one.key.id] = one
        return found

    def _found_sender(self) -> DeviceCertificate:
        sender = self.certificates.get(self.contents.sender)
        if sender is None or self.contents.made_ms >= sender.to_ms:
            raise troubles.UnknownSender()
        if not self.contents.signed_by(sender.key):
            raise troubles.Damaged()
        if sender.key == self._known.signing.public:
            raise troubles.Own()
        if self._withdrawn(sender):
            raise troubles.Withdrawn(sender.holder.name)
        return sender

    def _withdrawn(self, certificate: DeviceCertificate) -> bool:
        revoked = self._known.revoked
        return revoked is not None and certificate.serial in revoked.serials


def _newest(ours: CouncilKeys, raw: bytes) -> CouncilKeys:
    came = CouncilKeys.of(raw)
    return came if came != ours and came.succeeds(ours) else ours


def _read(item: Item) -> Revision:
    try:
        return Revision.of(item.raw, item.sig, item.payload)
    except NotCanonical as fault:
        raise troubles.NotAuthentic() from fault
