"""Device certificates: which officer, in which role, a signing key stood for, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.documents import Document, NotADocument
from fieldkit.keys.fields import hexed, number, text, texts
from fieldkit.keys.hpke import PUBLIC_BYTES
from fieldkit.keys.revocations import Revocations
from fieldkit.keys.signing import SigningKey, VerifyKey
from fieldkit.ledger.canonical import Json

KIND = "device-certificate"
ORDERING = frozenset({"MGR", "ADM"})


@dataclass(frozen=True)
class Holder:
    """Who holds a device key: the officer as the council knows them, and the device's mark (L14)."""

    officer: str
    name: str
    initials: str
    roles: tuple[str, ...]
    team: str
    mark: str

    @property
    def may_order(self) -> bool:
        """Whether an order of theirs to erase or to restrict counts (design.md §3): a manager's, or an
        administrator's.
        """
        return not ORDERING.isdisjoint(self.roles)


@dataclass(frozen=True)
class DeviceCertificate:
    """What a council (or, with no council, the device itself) says of one signing key."""

    raw: bytes
    council: str
    """The council's id; empty when the device signed for itself."""
    serial: str
    holder: Holder
    key: VerifyKey
    from_ms: int
    to_ms: int
    signer: str
    """The id of the key that signed it: the issuing key, or the device's own."""
    sealing: bytes = b""
    """The public key that parcels for the device are sealed to; empty where none was certified yet."""

    @classmethod
    def issue(
        cls,
        issuing: SigningKey,
        council: str,
        serial: str,
        holder: Holder,
        key: VerifyKey,
        *,
        from_ms: int,
        to_ms: int,
        sealing: bytes = b"",
    ) -> DeviceCertificate:
        """A certificate signed by the council's issuing key (UTC, ms; `to_ms` is already outside)."""
        body: dict[str, Json] = {
            "council": council,
            "from_ms": from_ms,
            "initials": holder.initials,
            "key": key.raw.hex(),
            "mark": holder.mark,
            "name": holder.name,
            "officer": holder.officer,
            "roles": list(holder.roles),
            "serial": serial,
            "team": holder.team,
            "to_ms": to_ms,
            "v": 1,
        }
        if sealing:
            body["sealing"] = sealing.hex()
        return cls.of(Document.sign(KIND, body, issuing).raw)

    @classmethod
    def for_itself(
        cls, key: SigningKey, serial: str, holder: Holder, *, from_ms: int, to_ms: int
    ) -> DeviceCertificate:
        """The certificate of a notebook that has no council yet: it shows one author, not who they are."""
        return cls.issue(key, "", serial, holder, key.public, from_ms=from_ms, to_ms=to_ms)

    @classmethod
    def of(cls, raw: bytes) -> DeviceCertificate:
        """The certificate in `raw`; `faults` says whether to believe it. Raises `Trouble`."""
        try:
            document = Document.of(KIND, raw)
            body = document.body
            if number(body, "v") != 1:
                raise NotADocument("a newer certificate")
            return cls(
                raw=raw,
                council=text(body, "council"),
                serial=text(body, "serial"),
                holder=Holder(
                    officer=text(body, "officer"),
                    name=text(body, "name"),
                    initials=text(body, "initials"),
                    roles=texts(body, "roles"),
                    team=text(body, "team"),
                    mark=text(body, "mark"),
                ),
                key=VerifyKey(hexed(body, "key", 32)),
                from_ms=number(body, "from_ms"),
                to_ms=number(body, "to_ms"),
                signer=document.signer,
                sealing=hexed(body, "sealing", PUBLIC_BYTES) if "sealing" in body else b"",
            )
        except ValueError as fault:
            raise Trouble(
                "A device's certificate is damaged or was changed.", "Send and receive to fetch it again."
            ) from fault

    def again(self, issuing: SigningKey, sealing: bytes = b"") -> DeviceCertificate:
        """The same said anew by the council's issuing key, with `sealing` where it is given."""
        return self.issue(
            issuing, self.council, self.serial, self.holder, self.key,
            from_ms=self.from_ms, to_ms=self.to_ms, sealing=sealing or self.sealing,
        )  # fmt: skip

    @property
    def own(self) -> bool:
        """Whether the device signed for itself."""
        return self.council == ""

    def faults(
        self, keys: CouncilKeys | None, at_ms: int, revoked: Revocations | None = None
    ) -> tuple[str, ...]:
        """Why not to believe it at `at_ms` (UTC, ms), in plain words; empty when there is nothing.

        A certificate that is its own witness is believed only where no council is known.
        """
        found: list[str] = []
        signer = self.key if self.own else keys.issuing if keys else None
        if self.own and keys is not None:
            found.append("the device signed its own certificate; no council vouches for it")
        if signer is None:
            found.append("the council's keys are not known here")
        elif not Document.of(KIND, self.raw).signed_by(signer):
            found.append("its signature is not that of the council's issuing key")
        if keys is not None and not self.own and keys.council != self.council:
            found.append("it was issued by another council")
        if at_ms < self.from_ms:
            found.append("it did not hold yet")
        if at_ms >= self.to_ms:
            found.append("it no longer held")
        if revoked is not None and revoked.revoked(self.serial, at_ms):
            found.append("it had been revoked")
        return tuple(found)
