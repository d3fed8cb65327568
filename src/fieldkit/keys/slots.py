"""The key slots of a notebook (`keyslots.json`): what a passphrase, a keyring and a council can open.

The root key is random. The officer's slot holds it under the passphrase and, beside a keyring, a device
secret: both are needed. The recovery slot holds it under the council's offline key. The signing key lies in
the officer's slot alone, so that recovery lets nobody sign as the officer (`design.md` 7).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field, replace

from fieldkit.errors import Trouble
from fieldkit.keys.fields import hexed, parts, text
from fieldkit.keys.hpke import RecoveryKey, RecoveryPublicKey
from fieldkit.keys.officer_slot import DeviceSecret, OfficerSlot
from fieldkit.keys.recovery_slot import RecoverySlot
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.stretching import derive
from fieldkit.ledger.canonical import Json, NotCanonical, canonical, parse

VERSION = 1


@dataclass(frozen=True)
class Keyslots:
    """The key slots of the notebook `notebook` (32 hex digits)."""

    notebook: str
    officer: OfficerSlot
    recovery: RecoverySlot | None = None
    mac: bytes = field(default=b"", repr=False)
    """HMAC-SHA256 of all the rest under the root key: whoever opens one slot sees a change in the other."""

    @property
    def alone(self) -> bool:
        """Whether the passphrase opens it without a keyring."""
        return self.officer.item == ""

    def raw(self) -> bytes:
        """The file: canonical JSON with a plain checksum, so that damage is told from a wrong passphrase."""
        body = self._body() | {"mac": self.mac.hex()}
        return canonical({"body": body, "sum": _sum(body)})

    @classmethod
    def of(cls, raw: bytes) -> Keyslots:
        """The slots in a file. Raises `Trouble` when it is damaged, newer than this program, or weakened."""
        try:
            body = parts(parts(parse(raw))["body"])
            if canonical({"body": body, "sum": _sum(body)}) != raw:
                raise ValueError("the checksum differs")
            if body["v"] != VERSION:
                raise Trouble(
                    "This notebook was made by a newer FieldKit.",
                    "Install the latest FieldKit, then open it again.",
                )
            slots = _read(body)
            if slots.raw() != raw:
                raise ValueError("the file holds more than its slots")
        except (NotCanonical, ValueError, KeyError) as fault:
            raise Trouble(
                "The key file of this notebook (keyslots.json) is damaged.", "Put it back from a backup."
            ) from fault
        if slots.officer.weakened:
            raise Trouble(
                "The protection of this notebook's passphrase was changed by something other than FieldKit.",
                "Do not enter your passphrase. Tell your IT department.",
            )
        return slots

    def open(self, passphrase: str, device_secret: bytes | None) -> tuple[bytes, SigningKey]:
        """The root key and the signing key. Raises `WrongPassphrase`; `Trouble` when a slot was changed."""
        root, signing = self.officer.open(passphrase, device_secret or b"")
        self._check(root)
        return root, signing

    def recover(self, key: RecoveryKey) -> bytes:
        """The root key, by the council's offline key. Raises `Trouble`."""
        if self.recovery is None:
            raise Trouble(
                "This notebook has no recovery slot: it was never enrolled with a council.",
                "Only its passphrase opens it.",
            )
        root = self.recovery.open(key)
        self._check(root)
        return root

    def with_officer(
        self, root: bytes, signing: SigningKey, passphrase: str, device: DeviceSecret | None
    ) -> Keyslots:
        """The same notebook with its officer's slot made anew. Raises `Trouble` for a weak passphrase."""
        officer = OfficerSlot.make(self.notebook, root, signing, passphrase, device)
        return replace(self, officer=officer).signed(root)

    def with_recovery(self, root: bytes, council: str, key: RecoveryPublicKey) -> Keyslots:
        """The same notebook with its recovery slot sealed to `key`, whose certificate the caller checked."""
        return replace(self, recovery=RecoverySlot.make(self.notebook, root, council, key)).signed(root)

    def signed(self, root: bytes) -> Keyslots:
        """The same slots with their code under the root key."""
        return replace(self, mac=self._mac(root))

    def _body(self) -> dict[str, Json]:
        return {
            "notebook": self.notebook,
            "officer": self.officer.plain(),
            "recovery": self.recovery.plain() if self.recovery else None,
            "v": VERSION,
        }

    def _mac(self, root: bytes) -> bytes:
        return hmac.digest(derive(root, b"slots/v1"), canonical(self._body()), "sha256")

    def _check(self, root: bytes) -> None:
        if not hmac.compare_digest(self._mac(root), self.mac):
            raise Trouble(
                "The key file of this notebook was changed by something other than FieldKit.",
                "Put keyslots.json back from a backup and tell your IT department.",
            )


def new_slots(
    notebook: str, passphrase: str, device: DeviceSecret | None
) -> tuple[Keyslots, bytes, SigningKey]:
    """Slots for a new notebook, its root key and its signing key. Raises `Trouble` for a weak passphrase."""
    root, signing = secrets.token_bytes(32), SigningKey.generate()
    officer = OfficerSlot.make(notebook, root, signing, passphrase, device)
    return Keyslots(notebook, officer).signed(root), root, signing


def database_key(root: bytes) -> bytes:
    """The 48 bytes that SQLCipher takes: a 32-byte key, then a 16-byte salt."""
    return derive(root, b"db/v1", 48)


def head_key(root: bytes) -> bytes:
    """The key that authenticates the chain head kept in the keyring."""
    return derive(root, b"head/v1")


def _sum(body: dict[str, Json]) -> str:
    return hashlib.sha256(canonical(body)).hexdigest()


def _read(body: dict[str, Json]) -> Keyslots:
    notebook, recovery = text(body, "notebook"), body["recovery"]
    return Keyslots(
        notebook=notebook,
        officer=OfficerSlot.of(notebook, parts(body["officer"])),
        recovery=None if recovery is None else RecoverySlot.of(notebook, parts(recovery)),
        mac=hexed(body, "mac", 32),
    )
