"""The two PINs that end a safety timer: all is well, and the one that only looks so (LW-02)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping

from fieldkit.errors import Trouble
from fieldkit.keys.stretching import BESIDE_KEYRING, SALT_BYTES, stretch

LEAST, MOST = 4, 8
CLEAR, DURESS = "clear", "duress"
_COST = BESIDE_KEYRING


def keep_pins(clear: str, duress: str) -> dict[str, dict[str, str]]:
    """What is kept of the two PINs: a salt and a slow hash of each.

    Raises `Trouble` unless both are 4 to 8 digits and they differ.
    """
    for pin in (clear, duress):
        if not is_pin(pin):
            raise Trouble(f"Enter {LEAST} to {MOST} digits for each PIN.")
    if clear == duress:
        raise Trouble("Enter a duress PIN that differs from the all-clear PIN.")
    return {CLEAR: _kept(clear), DURESS: _kept(duress)}


def which(typed: str, kept: Mapping[str, Mapping[str, str]]) -> str:
    """Which PIN was typed, `clear` or `duress`; empty for neither. Each answer takes as long."""
    given = typed.strip().encode()
    right = {
        name: hmac.compare_digest(_hash(given, bytes.fromhex(one["salt"])), one["hash"])
        for name, one in kept.items()
    }
    return next((name for name in (CLEAR, DURESS) if right.get(name)), "")


def is_pin(typed: str) -> bool:
    """Whether this is 4 to 8 of the digits 0 to 9."""
    return typed.isascii() and typed.isdigit() and LEAST <= len(typed) <= MOST


def _kept(pin: str) -> dict[str, str]:
    salt = secrets.token_bytes(SALT_BYTES)
    return {"salt": salt.hex(), "hash": _hash(pin.encode(), salt)}


def _hash(pin: bytes, salt: bytes) -> str:
    return stretch(pin, salt, _COST).hex()
