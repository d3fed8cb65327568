"""Stretches a passphrase with Argon2id (RFC 9106) and derives keys by label with HKDF-SHA256 (RFC 5869)."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fieldkit.errors import Trouble

SALT_BYTES = 16


@dataclass(frozen=True)
class Cost:
    """What one try at a passphrase costs: memory in KiB, passes over it, lanes in parallel."""

    memory: int
    passes: int
    lanes: int

    def within(self, least: Cost) -> bool:
        """Whether this is no cheaper than `least` and no dearer than any laptop can pay."""
        return (
            least.memory <= self.memory <= 2**20
            and least.passes <= self.passes <= 16
            and least.lanes <= self.lanes <= 16
        )


BESIDE_KEYRING = Cost(memory=64 * 1024, passes=3, lanes=4)
ALONE = Cost(memory=256 * 1024, passes=3, lanes=4)


def stretch(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """The 32 bytes that Argon2id makes of a passphrase. Raises `Trouble` when there is no memory for it."""
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    try:
        return kdf.derive(passphrase)
    except MemoryError as fault:
        raise Trouble(
            f"Opening a notebook needs {cost.memory // 1024} MB of free memory, and there is not that much.",
            "Close other programs, then try again.",
        ) from fault


def derive(root: bytes, label: bytes, length: int = 32) -> bytes:
    """The key of `length` bytes that belongs to `label` under the random key `root`."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"fieldkit/" + label).derive(root)
