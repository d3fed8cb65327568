"""Signed requests and answers: HTTP message signatures (RFC 9421) over a digest of the body (RFC 9530).

A request covers @method, @path, @query and content-digest with created, nonce and key id; the host is left
out so that a council's proxy may rename it. An answer covers @status, content-digest and the request's own
signature, so that it answers that request and no other.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature as BadKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)

#: How far a request's time may lie from the server's, in seconds.
WINDOW_S = 300
ASKS = ("@method", "@path", "@query", "content-digest")
ANSWERS = ("@status", "content-digest", '"signature";req')
_LABEL = "fk"
_HOST = "http://council"

Sign = Callable[[bytes], bytes]
FindKey = Callable[[str], bytes | None]


class BadSignature(ValueError):
    """A request or an answer is not signed as it must be."""


class WrongTime(BadSignature):
    """The request is rightly signed, but too long ago or ahead of the server's clock."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the signature sees it; `target` is the path with its query."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The target on a fixed host, which is not signed."""
        return _HOST + self.target


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as the signature sees it."""

    status_code: int
    request: Asked
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a message: the key's id, when (UTC seconds), and the nonce."""

    key: str
    created: int
    nonce: str


def sign_request(asked: Asked, body: bytes, key: str, sign: Sign, now_ms: int, nonce: str) -> dict[str, str]:
    """The request's headers with digest and signature added."""
    return _sign(asked, body, key, sign, now_ms, nonce, ASKS)


def check_request(asked: Asked, body: bytes, find_key: FindKey, now_ms: int) -> Signer:
    """Who signed the request. `find_key` gives the public key of a key id.

    Raises `BadSignature`, `WrongTime`.
    """
    signer = _check(asked, body, find_key, ASKS)
    if abs(signer.created - now_ms // 1000) > WINDOW_S:
        raise WrongTime("the request was signed at another time")
    if not signer.nonce:
        raise BadSignature("the request has no nonce")
    return signer


def sign_answer(answered: Answered, body: bytes, key: str, sign: Sign, now_ms: int) -> dict[str, str]:
    """The answer's headers with digest and signature added.

    Raises `BadSignature` when the request had none.
    """
    if "signature" not in {name.lower() for name in answered.request.headers}:
        raise BadSignature("the request is not signed")
    return _sign(answered, body, key, sign, now_ms, None, ANSWERS)


def check_answer(answered: Answered, body: bytes, find_key: FindKey) -> Signer:
    """Who signed the answer to that very request. Raises `BadSignature`."""
    return _check(answered, body, find_key, ANSWERS)


def key_named(headers: Mapping[str, str]) -> str:
    """The key id that a message says it is signed by, unchecked; empty when it says none."""
    for name, value in headers.items():
        if name.lower() == "signature-input":
            return value.partition('keyid="')[2].partition('"')[0]
    return ""


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, find_key: FindKey) -> None:
        self._find_key = find_key

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        found = self._find_key(key_id)
        return None if found is None else Ed25519PublicKey.from_public_bytes(found)

    def resolve_private_key(self, key_id: str) -> Any:
        raise KeyError(key_id)


class _Verifier(HTTPMessageVerifier):
    """Leaves time to us, because the library reads the machine's own clock."""

    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        if type(sig_input.params.get("created")) is not int:
            raise HTTPMessageSignaturesException("the signature has no time")


_signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519)


def _sign(
    message: Asked | Answered,
    body: bytes,
    key: str,
    sign: Sign,
    now_ms: int,
    nonce: str | None,
    covered: tuple[str, ...],
) -> dict[str, str]:
    # The base is signed here and not by the library's apply(), which would build it a second time.
    prepared = _signer.prepare(
        message,
        key_id=key,
        created=datetime.datetime.fromtimestamp(now_ms // 1000, datetime.UTC),
        nonce=nonce,
        label=_LABEL,
        covered_component_ids=covered,
        body=body,
    )
    stamp = base64.b64encode(sign(prepared.signature_base)).decode("ascii")
    message.headers["Signature-Input"] = f"{_LABEL}={prepared.signature_params}"
    message.headers["Signature"] = f"{_LABEL}=:{stamp}:"
    return message.headers


def _check(message: Asked | Answered, body: bytes, find_key: FindKey, covered: tuple[str, ...]) -> Signer:
    verifier = _Verifier(signature_algorithm=algorithms.ED25519, key_resolver=_Keys(find_key))
    try:
        (found,) = verifier.verify(message, max_age=None, require_components=covered, body=body)
    except (HTTPMessageSignaturesException, BadKey, ValueError) as fault:
        raise BadSignature(str(fault)) from fault
    if found.body is None:
        # An empty body may go without a digest in the library; here it may not.
        raise BadSignature("the body is not covered by the signature")
    parameters = found.parameters
    return Signer(str(parameters["keyid"]), int(parameters["created"]), found.nonce or "")
