"""Seals what the server keeps at rest: payloads under a key per home, names under the server's own."""

from __future__ import annotations

import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldkit.keys.stretching import derive

_NONCE = 12


class Damaged(ValueError):
    """Something sealed does not open: it was changed, or belongs to another server."""


class Sealing:
    """Everything that is sealed under the server's master secret of 32 bytes."""

    def __init__(self, master: bytes) -> None:
        self._homes = AESGCM(derive(master, b"council/homes"))
        self._names = AESGCM(derive(master, b"council/names"))
        self._marks = derive(master, b"council/marks")
        self._open_home = lru_cache(maxsize=4096)(self._home)

    def new_home_key(self, home: str) -> bytes:
        """A fresh random key for the payloads of `home`, sealed."""
        return _seal(self._homes, secrets.token_bytes(32), home.encode("ascii"))

    def seal_payload(self, sealed_key: bytes, home: str, revision: str, payload: bytes) -> bytes:
        """The payload of a revision under its home's key."""
        return _seal(self._open_home(sealed_key, home), payload, bytes.fromhex(revision))

    def open_payload(self, sealed_key: bytes, home: str, revision: str, sealed: bytes) -> bytes:
        """The payload's very bytes. Raises `Damaged`."""
        return _open(self._open_home(sealed_key, home), sealed, bytes.fromhex(revision))

    def seal(self, plain: bytes, about: str) -> bytes:
        """Something small about one officer, code or message."""
        return _seal(self._names, plain, about.encode("utf-8"))

    def open(self, sealed: bytes, about: str) -> bytes:
        """What `seal` was given. Raises `Damaged`."""
        return _open(self._names, sealed, about.encode("utf-8"))

    def mark(self, name: str) -> str:
        """A stable mark that stands for a team's name where the name itself must not be in clear."""
        return hmac.digest(self._marks, name.strip().casefold().encode("utf-8"), "sha256").hex()[:16]

    def _home(self, sealed_key: bytes, home: str) -> AESGCM:
        return AESGCM(_open(self._homes, sealed_key, home.encode("ascii")))


def _seal(key: AESGCM, plain: bytes, about: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + key.encrypt(nonce, plain, about)


def _open(key: AESGCM, sealed: bytes, about: bytes) -> bytes:
    try:
        return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError) as fault:
        raise Damaged("a sealed entry does not open") from fault
