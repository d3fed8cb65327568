"""The file in which a council keeps its root and recovery keys offline, sealed under a passphrase."""

from __future__ import annotations

import msgspec

from fieldkit.errors import Trouble
from fieldkit.keys.hpke import RecoveryKey
from fieldkit.keys.lockbox import lock_away, take_out
from fieldkit.keys.signing import SigningKey

LABEL = "council's root and recovery keys"


class _Root(msgspec.Struct, frozen=True):
    root: bytes
    recovery: bytes


def lock_root(root: SigningKey, recovery: RecoveryKey, passphrase: str) -> bytes:
    """The bytes of the file. Raises `Trouble` when the passphrase is too weak."""
    return lock_away(msgspec.msgpack.encode(_Root(root.seed(), recovery.seed())), passphrase, LABEL)


def recovery_key(locked: bytes, passphrase: str) -> RecoveryKey:
    """The recovery key in the file. Raises `Trouble` when the passphrase is another or the file no such file.

    The root key in it is left alone: recovering a laptop needs no more than this.
    """
    return RecoveryKey(_opened(locked, passphrase).recovery)


def root_key(locked: bytes, passphrase: str) -> SigningKey:
    """The root key in the file, to certify renewed keys by. Raises `Trouble` as `recovery_key` does."""
    return SigningKey(_opened(locked, passphrase).root)


def _opened(locked: bytes, passphrase: str) -> _Root:
    try:
        return msgspec.msgpack.decode(take_out(locked, passphrase, LABEL), type=_Root)
    except (msgspec.DecodeError, ValueError) as fault:
        raise Trouble(f"This file does not hold the {LABEL}.", "Choose the council's root file.") from fault
