"""Seals a council's secret under a passphrase alone, for a file that is kept offline or opened by `serve`."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldkit.errors import Trouble
from fieldkit.keys.fields import hexed, number, parts, text
from fieldkit.keys.passphrases import check_passphrase, passphrase_bytes
from fieldkit.keys.stretching import ALONE, SALT_BYTES, Cost, derive, stretch
from fieldkit.ledger.canonical import Json, NotCanonical, canonical, parse


def lock_away(secret: bytes, passphrase: str, label: str) -> bytes:
    """`secret` sealed under `passphrase`; `label` says what it is and is needed to open it.

    Raises `Trouble` when the passphrase is too weak.
    """
    check_passphrase(passphrase, alone=True)
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(12)
    head: dict[str, Json] = {
        "label": label,
        "lanes": ALONE.lanes,
        "memory": ALONE.memory,
        "nonce": nonce.hex(),
        "passes": ALONE.passes,
        "salt": salt.hex(),
        "v": 1,
    }
    key = derive(stretch(passphrase_bytes(passphrase), salt, ALONE), canonical(head))
    return canonical(head | {"sealed": AESGCM(key).encrypt(nonce, secret, canonical(head)).hex()})


def take_out(locked: bytes, passphrase: str, label: str) -> bytes:
    """The secret that was locked away under the same label.

    Raises `Trouble` when the passphrase is another, or the file damaged, weakened or something else.
    """
    try:
        head = parts(parse(locked))
        sealed = hexed(head, "sealed")
        del head["sealed"]
        cost = Cost(number(head, "memory"), number(head, "passes"), number(head, "lanes"))
        salt, nonce = hexed(head, "salt", SALT_BYTES), hexed(head, "nonce", 12)
        if text(head, "label") != label or number(head, "v") != 1 or not cost.within(ALONE):
            raise ValueError("another file, or a weakened one")
    except (NotCanonical, ValueError) as fault:
        raise Trouble(
            f"This file does not hold the {label}, or it is damaged.",
            "Choose the file that was made with it.",
        ) from fault
    key = derive(stretch(passphrase_bytes(passphrase), salt, cost), canonical(head))
    try:
        return AESGCM(key).decrypt(nonce, sealed, canonical(head))
    except InvalidTag as fault:
        raise Trouble(
            f"Enter the passphrase again: it does not open the {label}.", "Capital letters and spaces count."
        ) from fault
