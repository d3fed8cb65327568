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
PUBLIC_BYTES = _PUBLIC + 32
SEED_BYTES = _SEED + 32
SEALED_BYTES = 1088 + 32 + 16
"""By how much a sealed secret is longer than the secret: both key agreements and the tag."""


class NotSealedToUs(ValueError):
    """The bytes were sealed to another key, or for something else, or were changed."""


class SealingPublicKey:
    """The public half, 1,216 raw bytes: anybody may seal to it."""

    def __init__(self, raw: bytes) -> None:
        """Raises `ValueError` unless `raw` is a public key of this suite."""
        if len(raw) != PUBLIC_BYTES:
            raise ValueError(f"a sealing key has {PUBLIC_BYTES} bytes, not {len(raw)}")
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
        return isinstance(other, SealingPublicKey) and other.raw == self.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id[:12]})"


class SealingKey:
    """The private half, 96 secret bytes."""

    def __init__(self, seed: bytes) -> None:
        """Raises `ValueError` unless `seed` has 96 bytes."""
        if len(seed) != SEED_BYTES:
            raise ValueError(f"a sealing seed has {SEED_BYTES} bytes, not {len(seed)}")
        self._seed = seed
        lattice = MLKEM768PrivateKey.from_seed_bytes(seed[:_SEED])
        curve = X25519PrivateKey.from_private_bytes(seed[_SEED:])
        self._key = MLKEM768X25519PrivateKey(lattice, curve)
        self.public = SealingPublicKey(
            lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    def seed(self) -> bytes:
        """The 96 secret bytes, to be sealed and nothing else."""
        return self._seed

    def unseal(self, sealed: bytes, info: bytes) -> bytes:
        """The secret inside `sealed`. Raises `NotSealedToUs`."""
        try:
            return _SUITE.decrypt(sealed, self._key, info=info)
        except (InvalidTag, ValueError) as fault:
            raise NotSealedToUs("it was sealed to another key, or changed") from fault

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.public.id[:12]})"


class RecoveryPublicKey(SealingPublicKey):
    """The public half of a council's recovery key, to which notebooks seal their root key."""


class RecoveryKey(SealingKey):
    """The private half of a council's recovery key; the council keeps it offline."""

    public: RecoveryPublicKey

    def __init__(self, seed: bytes) -> None:
        """Raises `ValueError` unless `seed` has 96 bytes."""
        super().__init__(seed)
        self.public = RecoveryPublicKey(self.public.raw)

    @classmethod
    def generate(cls) -> RecoveryKey:
        """A new random key."""
        return cls(secrets.token_bytes(SEED_BYTES))

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """The secret inside `sealed`. Raises `Trouble` when it was sealed to another key or changed."""
        try:
            return self.unseal(sealed, info)
        except NotSealedToUs as fault:
            raise Trouble(
                "This recovery key does not open this notebook.",
                "Use the recovery key of the council that the notebook was enrolled with.",
            ) from fault


def check_sealing_key(raw: bytes) -> None:
    """Raises `ValueError` unless `raw` is empty or a public key of this suite."""
    if raw:
        SealingPublicKey(raw)
