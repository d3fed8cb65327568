"""The public keys of a council, signed by its offline root: all that a laptop needs to trust a server."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.errors import Trouble
from fieldkit.keys.documents import Document, NotADocument
from fieldkit.keys.fields import hexed, number, text
from fieldkit.keys.hpke import RecoveryKey, RecoveryPublicKey
from fieldkit.keys.signing import SigningKey, VerifyKey

KIND = "council-keys"
FINGERPRINT_BYTES = 10


@dataclass(frozen=True)
class CouncilKeys:
    """A council's root, issuing, receipt and recovery keys. Equal when their documents are the same bytes."""

    raw: bytes
    council: str
    name: str
    root: VerifyKey
    issuing: VerifyKey
    receipt: VerifyKey
    recovery: RecoveryPublicKey
    from_ms: int
    to_ms: int
    """The time (UTC, ms) from which on the issuing and receipt keys are no longer to be used."""

    @classmethod
    def certify(
        cls,
        council: str,
        name: str,
        *,
        root: SigningKey,
        issuing: VerifyKey,
        receipt: VerifyKey,
        recovery: RecoveryPublicKey,
        from_ms: int,
        to_ms: int,
    ) -> CouncilKeys:
        """The council's public document, signed by its root."""
        document = Document.sign(
            KIND,
            {
                "council": council,
                "from_ms": from_ms,
                "issuing": issuing.raw.hex(),
                "name": name,
                "receipt": receipt.raw.hex(),
                "recovery": recovery.raw.hex(),
                "root": root.public.raw.hex(),
                "to_ms": to_ms,
                "v": 1,
            },
            root,
        )
        return cls.of(document.raw)

    @classmethod
    def of(cls, raw: bytes) -> CouncilKeys:
        """The keys in `raw`, their root's signature checked. Raises `Trouble`.

        That the root is the right council's is known only by its fingerprint: see `matches`.
        """
        try:
            document = Document.of(KIND, raw)
            body = document.body
            keys = cls(
                raw=raw,
                council=text(body, "council"),
                name=text(body, "name"),
                root=VerifyKey(hexed(body, "root", 32)),
                issuing=VerifyKey(hexed(body, "issuing", 32)),
                receipt=VerifyKey(hexed(body, "receipt", 32)),
                recovery=RecoveryPublicKey(hexed(body, "recovery")),
                from_ms=number(body, "from_ms"),
                to_ms=number(body, "to_ms"),
            )
            if number(body, "v") != 1 or not document.signed_by(keys.root):
                raise NotADocument("its root did not sign it")
        except ValueError as fault:
            raise Trouble(
                "The council's keys are damaged or were changed.",
                "Ask your IT department for the council's key file.",
            ) from fault
        return keys

    @property
    def fingerprint(self) -> bytes:
        """The first 80 bits of the root's id, as an enrolment code carries them."""
        return bytes.fromhex(self.root.id)[:FINGERPRINT_BYTES]

    def matches(self, fingerprint: bytes) -> bool:
        """Whether this is the council that an enrolment code stands for."""
        return len(fingerprint) == FINGERPRINT_BYTES and self.fingerprint == fingerprint

    def succeeds(self, older: CouncilKeys) -> bool:
        """Whether a laptop that trusts `older` may take this instead: same root, same council, not older."""
        return (self.root, self.council) == (older.root, older.council) and self.from_ms >= older.from_ms


@dataclass(frozen=True)
class CouncilSecrets:
    """The private keys of a council. Root and recovery belong offline; issuing and receipt serve."""

    root: SigningKey
    issuing: SigningKey
    receipt: SigningKey
    recovery: RecoveryKey

    @classmethod
    def generate(cls) -> CouncilSecrets:
        """Four new random keys."""
        return cls(
            SigningKey.generate(), SigningKey.generate(), SigningKey.generate(), RecoveryKey.generate()
        )

    def certify(self, council: str, name: str, *, from_ms: int, to_ms: int) -> CouncilKeys:
        """Their public document."""
        return CouncilKeys.certify(
            council,
            name,
            root=self.root,
            issuing=self.issuing.public,
            receipt=self.receipt.public,
            recovery=self.recovery.public,
            from_ms=from_ms,
            to_ms=to_ms,
        )
