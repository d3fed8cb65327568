"""The recovery key slot: the root key sealed to the council's offline recovery key."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.keys.fields import hexed, text
from fieldkit.keys.hpke import SUITE, RecoveryKey, RecoveryPublicKey
from fieldkit.ledger.canonical import Json, canonical


@dataclass(frozen=True)
class RecoverySlot:
    """The slot as it is stored; `recipient` is the id of the recovery key of `council`."""

    notebook: str
    council: str
    recipient: str
    sealed: bytes

    @classmethod
    def make(cls, notebook: str, root: bytes, council: str, key: RecoveryPublicKey) -> RecoverySlot:
        """Seal `root` to `key`, whose certificate the caller has checked against the council's root."""
        return cls(notebook, council, key.id, key.seal(root, _info(notebook, council, key.id)))

    def open(self, key: RecoveryKey) -> bytes:
        """The root key. Raises `Trouble` when `key` is not the one it was sealed to."""
        return key.open(self.sealed, _info(self.notebook, self.council, self.recipient))

    def plain(self) -> dict[str, Json]:
        """All of it as JSON."""
        return {
            "council": self.council,
            "recipient": self.recipient,
            "sealed": self.sealed.hex(),
            "suite": SUITE,
        }

    @classmethod
    def of(cls, notebook: str, plain: dict[str, Json]) -> RecoverySlot:
        """The slot in its JSON form. Raises `ValueError`."""
        return cls(notebook, text(plain, "council"), text(plain, "recipient"), hexed(plain, "sealed"))


def _info(notebook: str, council: str, recipient: str) -> bytes:
    return canonical(
        {
            "council": council,
            "notebook": notebook,
            "recipient": recipient,
            "slot": "recovery",
            "suite": SUITE,
        }
    )
