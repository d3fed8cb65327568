"""Seals a secret to somebody's public key (HPKE, RFC 9180, with ML-KEM-768 and X25519 together)."""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from fieldkit.errors import Trouble

SUITE = "mlkem768-x25519/hkdf-sha256/aes-256-gcm"
"""What slots and documents name: both key agreements must fall before a seal does."""

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_SEED = 64
_PUBLIC = 1184


class RecoveryPublicKey:
    """The public half, 1,216 raw bytes: anybody may seal to it."""

    def __init__(self, raw: bytes) -> None:
        """Raises `ValueError` unless `raw` is a public key of this suite."""
        if len(raw) != _PUBLIC + 32:
            raise ValueError(f"a recovery key has {_PUBLIC + 32} bytes, not {len(raw)}")
        self.raw = raw
        self.id = hashlib.sha256(raw).hexdigest()
        self._key = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(raw[:_PUBLIC]),
            X25519PublicKey.from_public_bytes(raw[_PUBLIC:]),
        )

    def seal(self, secret: bytes, info: bytes) -> bytes:
        """`secret` sealed to this key and bound to `info`, which the opener must give again."""
        return _SUITE.encrypt(secret, self._key, info=info)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecoveryPublicKey) and other.raw == self.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return f"RecoveryPublicKey({self.id[:12]})"


class RecoveryKey:
    """The private half, 96 secret bytes; the council keeps it offline."""

    def __init__(self, seed: bytes) -> None:
        """Raises `ValueError` unless `seed` has 96 bytes."""
        if len(seed) != _SEED + 32:
            raise ValueError(f"a recovery seed has {_SEED + 32} bytes, not {len(seed)}")
        self._seed = seed
        lattice = MLKEM768PrivateKey.from_seed_bytes(seed[:_SEED])
        curve = X25519PrivateKey.from_private_bytes(seed[_SEED:])
        self._key = MLKEM768X25519PrivateKey(lattice, curve)
        self.public = RecoveryPublicKey(
            lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    @classmethod
    def generate(cls) -> RecoveryKey:
        """A new random key."""
        return cls(secrets.token_bytes(_SEED + 32))

    def seed(self) -> bytes:
        """The 96 secret bytes, to be sealed and nothing else."""
        return self._seed

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """The secret inside `sealed`. Raises `Trouble` when it was sealed to another key or changed."""
        try:
            return _SUITE.decrypt(sealed, self._key, info=info)
        except (InvalidTag, ValueError) as fault:
            raise Trouble(
                "This recovery key does not open this notebook.",
                "Use the recovery key of the council that the notebook was enrolled with.",
            ) from fault

    def __repr__(self) -> str:
        return f"RecoveryKey({self.public.id[:12]})"
