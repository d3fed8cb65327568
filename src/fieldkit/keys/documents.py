"""Signed documents of the council: canonical JSON, one signature, nothing that reads two ways."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from fieldkit.keys.fields import hexed, parts, text
from fieldkit.keys.signing import SigningKey, VerifyKey
from fieldkit.ledger.canonical import Json, NotCanonical, canonical, parse

_DOMAIN = b"fk.doc.1\0"


class NotADocument(ValueError):
    """The bytes are not a signed document of the type that was expected."""


@dataclass(frozen=True)
class Document:
    """The very bytes of a document, and what they say."""

    raw: bytes
    body: dict[str, Json]
    signer: str
    """The id of the key that signed it, as the document claims."""
    signature: bytes

    @classmethod
    def sign(cls, kind: str, body: dict[str, Json], key: SigningKey) -> Document:
        """A document of type `kind`, signed by `key`."""
        whole: dict[str, Json] = body | {"signer": key.id, "type": kind}
        signature = key.sign(_message(whole))
        return cls(canonical({"body": whole, "sig": signature.hex()}), whole, key.id, signature)

    @classmethod
    def of(cls, kind: str, raw: bytes) -> Document:
        """The document in `raw`. Raises `NotADocument`; says nothing yet about the signature."""
        try:
            whole = parts(parse(raw))
            body = parts(whole.get("body"))
            if whole.keys() != {"body", "sig"} or text(body, "type") != kind:
                raise ValueError("this is a document of another type")
            return cls(raw, body, text(body, "signer"), hexed(whole, "sig", 64))
        except (NotCanonical, ValueError) as fault:
            raise NotADocument(f"not a {kind}: {fault}") from fault

    def signed_by(self, key: VerifyKey) -> bool:
        """Whether `key` signed it."""
        return self.signer == key.id and key.verify(self.signature, _message(self.body))


def _message(body: dict[str, Json]) -> bytes:
    return _DOMAIN + hashlib.sha256(canonical(body)).digest()
