"""How a laptop proves that it was given an enrolment code, without sending the code's secret."""

from __future__ import annotations

import hashlib
import hmac


def code_id(secret: bytes) -> str:
    """The public half of an enrolment code, which travels in its place."""
    return hashlib.sha256(b"fk.code.1\0" + secret).hexdigest()


def code_proof(secret: bytes, public_key: bytes, sealing: bytes = b"") -> bytes:
    """The proof of knowing a code, good for one device's signing key (32 bytes) and sealing key alone."""
    return hmac.digest(secret, b"fk.enrol.1\0" + public_key + sealing, "sha256")
