"""The council's signed list of device certificates that no longer count, each from its own moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.documents import Document, NotADocument
from fieldkit.keys.fields import number, parts, text
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.canonical import Json

KIND = "revocations"


@dataclass(frozen=True)
class Revocations:
    """The list `number` of one council; a higher number replaces a lower one."""

    raw: bytes
    council: str
    number: int
    made_ms: int
    serials: Mapping[str, int]
    """Certificate serial -> the time (UTC, ms) from which on it does not count."""

    @classmethod
    def issue(
        cls, issuing: SigningKey, council: str, number: int, made_ms: int, serials: Mapping[str, int]
    ) -> bytes:
        """The bytes of a list signed by the council's issuing key."""
        body: dict[str, Json] = {
            "council": council,
            "made_ms": made_ms,
            "number": number,
            "serials": dict(serials),
            "v": 1,
        }
        return Document.sign(KIND, body, issuing).raw

    @classmethod
    def of(cls, raw: bytes, keys: CouncilKeys) -> Revocations:
        """The list in `raw`. Raises `Trouble` unless the issuing key of `keys` signed it."""
        try:
            document = Document.of(KIND, raw)
            body = document.body
            serials = parts(body.get("serials"))
            if not document.signed_by(keys.issuing) or text(body, "council") != keys.council:
                raise NotADocument("the council did not sign it")
            if number(body, "v") != 1:
                raise NotADocument("a newer list")
            return cls(
                raw,
                keys.council,
                number(body, "number"),
                number(body, "made_ms"),
                {serial: number(serials, serial) for serial in serials},
            )
        except ValueError as fault:
            raise Trouble(
                "The council's list of revoked devices is damaged or was changed.",
                "Send and receive again later.",
            ) from fault

    def revoked(self, serial: str, at_ms: int) -> bool:
        """Whether the certificate `serial` no longer counted at `at_ms`."""
        return serial in self.serials and at_ms >= self.serials[serial]

    def stale(self, at_ms: int, most_ms: int) -> bool:
        """Whether the list was already older than `most_ms` at `at_ms`: then an approval "cannot tell"."""
        return at_ms - self.made_ms > most_ms
