"""Whether two ends hold the same: a digest of a home's revisions, and a tag of all homes and of a directory.

The digest is the sum of the revision ids mod 2^256 (AdHash), so that it is kept up by addition alone and does
not depend on order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from fieldkit.wire.messages import Directory, Scope, encode

NOTHING = "0" * 64
_MODULUS = 1 << 256


def add(digest: str, revisions: Iterable[str]) -> str:
    """`digest` with the given revision ids added."""
    total = int(digest, 16) + sum(int(revision, 16) for revision in revisions)
    return f"{total % _MODULUS:064x}"


def scopes_tag(scopes: Iterable[Scope]) -> str:
    """A short tag that is equal at both ends when every home's feed is held whole."""
    lines = sorted(f"{s.home} {s.generation} {s.head} {s.count} {s.digest}" for s in scopes)
    return hashlib.sha256("\n".join(lines).encode("ascii", "replace")).hexdigest()[:32]


def directory_tag(directory: Directory) -> str:
    """A short tag of a directory."""
    return keys_tag(encode(directory))


def keys_tag(raw: bytes) -> str:
    """A short tag of the bytes of the council's public keys."""
    return hashlib.sha256(raw).hexdigest()[:32]
