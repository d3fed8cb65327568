"""Ed25519 keys (RFC 8032): one officer's on one device, or one of the council's."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class VerifyKey:
    """A public key: 32 raw bytes, and the id that headers and certificates name it by."""

    def __init__(self, raw: bytes) -> None:
        """Raises `ValueError` unless `raw` is a public key."""
        self.raw = raw
        self.id = key_id(raw)
        self._key = Ed25519PublicKey.from_public_bytes(raw)

    def verify(self, signature: bytes, message: bytes) -> bool:
        """Whether `signature` is this key's over `message`."""
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VerifyKey) and other.raw == self.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return f"VerifyKey({self.id[:12]})"


class SigningKey:
    """A private key, made from its 32-byte seed. Its printed form shows only its id."""

    def __init__(self, seed: bytes) -> None:
        """Raises `ValueError` unless `seed` has 32 bytes."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = VerifyKey(self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> SigningKey:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def id(self) -> str:
        """The id of its public key."""
        return self.public.id

    def seed(self) -> bytes:
        """The 32 secret bytes, to be sealed or to derive the parcel key from, and nothing else."""
        return self._key.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature over `message`."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"SigningKey({self.id[:12]})"


def key_id(raw: bytes) -> str:
    """The id of a public key: the SHA-256 of its raw bytes, in hex."""
    return hashlib.sha256(raw).hexdigest()
