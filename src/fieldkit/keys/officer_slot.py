"""The officer's key slot: the root key and the signing seed under a passphrase and a device secret."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldkit.errors import Trouble
from fieldkit.keys.fields import hexed, number, text
from fieldkit.keys.passphrases import check_passphrase, passphrase_bytes
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.stretching import ALONE, BESIDE_KEYRING, SALT_BYTES, Cost, derive, stretch
from fieldkit.ledger.canonical import Json, canonical

_CIPHER = "argon2id/hkdf-sha256/aes-256-gcm"


class WrongPassphrase(Trouble):
    """The passphrase (or the device secret beside it) does not open the officer's slot."""

    def __init__(self) -> None:
        super().__init__(
            "Enter your passphrase again: it does not open this notebook.",
            "Capital letters and spaces count.",
        )


@dataclass(frozen=True)
class DeviceSecret:
    """32 random bytes in the keyring of this computer, and the name of the item that holds them."""

    item: str
    secret: bytes

    @classmethod
    def generate(cls) -> DeviceSecret:
        """A new one under a new name, so that the old one stays until nothing needs it."""
        return cls(f"device-{secrets.token_hex(8)}", secrets.token_bytes(32))

    def __repr__(self) -> str:
        return f"DeviceSecret({self.item})"


@dataclass(frozen=True)
class OfficerSlot:
    """The slot as it is stored; `item` is empty in passphrase-only mode, `public` is the signing key's."""

    notebook: str
    item: str
    cost: Cost
    salt: bytes
    nonce: bytes
    public: bytes
    sealed: bytes = b""

    @classmethod
    def make(
        cls, notebook: str, root: bytes, signing: SigningKey, passphrase: str, device: DeviceSecret | None
    ) -> OfficerSlot:
        """Seal `root` and the seed of `signing`; without `device` the passphrase stands alone.

        Raises `Trouble` when the passphrase is too weak.
        """
        check_passphrase(passphrase, alone=device is None)
        slot = cls(
            notebook=notebook,
            item=device.item if device else "",
            cost=BESIDE_KEYRING if device else ALONE,
            salt=secrets.token_bytes(SALT_BYTES),
            nonce=secrets.token_bytes(12),
            public=signing.public.raw,
        )
        key = slot._key(passphrase, device.secret if device else b"")
        return replace(slot, sealed=AESGCM(key).encrypt(slot.nonce, root + signing.seed(), slot._header()))

    def open(self, passphrase: str, device_secret: bytes) -> tuple[bytes, SigningKey]:
        """The root key and the signing key. Raises `WrongPassphrase`."""
        key = self._key(passphrase, device_secret)
        try:
            both = AESGCM(key).decrypt(self.nonce, self.sealed, self._header())
        except InvalidTag as fault:
            raise WrongPassphrase() from fault
        return both[:32], SigningKey(both[32:])

    @property
    def weakened(self) -> bool:
        """Whether its cost is less than this program ever gave a slot, or more than a laptop can pay."""
        return not self.cost.within(BESIDE_KEYRING if self.item else ALONE)

    def plain(self) -> dict[str, Json]:
        """All of it as JSON."""
        return self._parameters() | {"sealed": self.sealed.hex()}

    @classmethod
    def of(cls, notebook: str, plain: dict[str, Json]) -> OfficerSlot:
        """The slot in its JSON form. Raises `ValueError`."""
        return cls(
            notebook=notebook,
            item=text(plain, "item"),
            cost=Cost(number(plain, "memory"), number(plain, "passes"), number(plain, "lanes")),
            salt=hexed(plain, "salt", SALT_BYTES),
            nonce=hexed(plain, "nonce", 12),
            public=hexed(plain, "public", 32),
            sealed=hexed(plain, "sealed", 32 + 32 + 16),
        )

    def _parameters(self) -> dict[str, Json]:
        return {
            "cipher": _CIPHER,
            "item": self.item,
            "lanes": self.cost.lanes,
            "memory": self.cost.memory,
            "nonce": self.nonce.hex(),
            "passes": self.cost.passes,
            "public": self.public.hex(),
            "salt": self.salt.hex(),
        }

    def _header(self) -> bytes:
        return canonical(self._parameters() | {"notebook": self.notebook, "slot": "officer"})

    def _key(self, passphrase: str, device_secret: bytes) -> bytes:
        """HKDF over the stretched passphrase and the device secret, bound to every parameter."""
        stretched = stretch(passphrase_bytes(passphrase), self.salt, self.cost)
        return derive(stretched + device_secret, self._header())
