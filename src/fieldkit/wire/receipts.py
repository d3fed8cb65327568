"""Receipts: the council's signed word that it holds revisions, and where in its log (C2SP tlog-checkpoint).

One signed checkpoint covers a whole batch: the receipt carries the peaks of the tree before the batch, so
that the laptop can build the new root from its own revision ids. From a receipt the proof of any single
revision can be made later, without the council.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fieldkit.wire.merkle import Tree, inclusion, inclusion_holds, known_nodes

_ED25519_NOTE = b"\x01"
_DASH = "\N{EM DASH}"


class BadReceipt(ValueError):
    """A checkpoint, receipt or proof does not hold."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The council's log at one time: its name, size in leaves, root (hex), UTC ms, and the server's epoch."""

    origin: str
    size: int
    root: str
    time_ms: int
    epoch: int

    def text(self) -> str:
        """The text that is signed: the three lines of tlog-checkpoint and two extension lines."""
        root = base64.b64encode(bytes.fromhex(self.root)).decode("ascii")
        return f"{self.origin}\n{self.size}\n{root}\ntime {self.time_ms}\nepoch {self.epoch}\n"

    @classmethod
    def of(cls, text: str) -> Checkpoint:
        """The checkpoint in a text. Raises `BadReceipt` for anything but the one form that `text` gives."""
        lines = text.split("\n")
        try:
            if len(lines) != 6:
                raise BadReceipt("the checkpoint has the wrong number of lines")
            root = base64.b64decode(lines[2], validate=True).hex()
            time_ms = int(lines[3].removeprefix("time "))
            found = cls(lines[0], int(lines[1]), root, time_ms, int(lines[4].removeprefix("epoch ")))
        except (ValueError, binascii.Error) as fault:
            raise BadReceipt("the checkpoint cannot be read") from fault
        if found.text() != text or found.size < 0 or len(root) != 64:
            raise BadReceipt("the checkpoint is not in its one form")
        return found

    def signed(self, public_key: bytes, sign: Callable[[bytes], bytes]) -> str:
        """The signed note (C2SP signed-note, Ed25519) of this checkpoint."""
        text = self.text()
        stamp = base64.b64encode(_key_hash(self.origin, public_key) + sign(text.encode("utf-8")))
        return f"{text}\n{_DASH} {self.origin} {stamp.decode('ascii')}\n"


def read_checkpoint(note: str, public_key: bytes) -> Checkpoint:
    """The checkpoint in a signed note, once the council's receipt key has been seen to sign it.

    Raises `BadReceipt`.
    """
    text, gap, signature = note.partition("\n\n")
    checkpoint = Checkpoint.of(text + "\n")
    start = f"{_DASH} {checkpoint.origin} "
    try:
        stamp = base64.b64decode(signature.removeprefix(start).removesuffix("\n"), validate=True)
    except (ValueError, binascii.Error) as fault:
        raise BadReceipt("the checkpoint's signature cannot be read") from fault
    expected = f"{start}{base64.b64encode(stamp).decode('ascii')}\n"
    if not gap or signature != expected or stamp[:4] != _key_hash(checkpoint.origin, public_key):
        raise BadReceipt("the checkpoint is not signed by the council's receipt key")
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(stamp[4:], checkpoint.text().encode("utf-8"))
    except InvalidSignature as fault:
        raise BadReceipt("the checkpoint's signature is wrong") from fault
    return checkpoint


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The council's receipt for a batch: its leaves are the revision ids at `first`, `first` + 1, ..."""

    checkpoint: str
    first: int
    peaks: tuple[bytes, ...]
    leaves: tuple[str, ...]

    @property
    def before(self) -> Tree:
        """The log just before the batch. Raises `BadReceipt`."""
        try:
            return Tree(self.first, self.peaks)
        except ValueError as fault:
            raise BadReceipt(str(fault)) from fault

    def proof(self, revision: str) -> Proof:
        """The proof for one revision of the batch, which stands alone. Raises `BadReceipt`."""
        if revision not in self.leaves:
            raise BadReceipt("the receipt does not cover this revision")
        before = self.before
        after, made = before.append(bytes.fromhex(leaf) for leaf in self.leaves)
        index = self.first + self.leaves.index(revision)
        path = inclusion(index, after.size, known_nodes(before.nodes() | made))
        return Proof(checkpoint=self.checkpoint, index=index, path=path)


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """That one revision is leaf `index` of the log at a signed checkpoint."""

    checkpoint: str
    index: int
    path: tuple[bytes, ...]


def check_receipt(receipt: Receipt, public_key: bytes) -> Checkpoint:
    """The checkpoint of a receipt whose every leaf is in the log at its place. Raises `BadReceipt`."""
    checkpoint = read_checkpoint(receipt.checkpoint, public_key)
    try:
        leaves = [bytes.fromhex(leaf) for leaf in receipt.leaves]
    except ValueError as fault:
        raise BadReceipt("the receipt names something that is no revision") from fault
    after, _ = receipt.before.append(leaves)
    if any(len(leaf) != 32 for leaf in leaves) or [leaf.hex() for leaf in leaves] != list(receipt.leaves):
        raise BadReceipt("the receipt names something that is no revision")
    if not leaves or after.size != checkpoint.size or after.root.hex() != checkpoint.root:
        raise BadReceipt("the receipt's revisions are not in the log it signs for")
    return checkpoint


def check_proof(proof: Proof, revision: str, public_key: bytes) -> Checkpoint:
    """The checkpoint under which `revision` is in the council's log. Raises `BadReceipt`."""
    checkpoint = read_checkpoint(proof.checkpoint, public_key)
    leaf, root = bytes.fromhex(revision), bytes.fromhex(checkpoint.root)
    if not inclusion_holds(leaf, proof.index, checkpoint.size, proof.path, root):
        raise BadReceipt("the revision is not in the log at that place")
    return checkpoint


def _key_hash(name: str, public_key: bytes) -> bytes:
    return hashlib.sha256(name.encode("utf-8") + b"\n" + _ED25519_NOTE + public_key).digest()[:4]
