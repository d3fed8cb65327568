"""Enrolment codes: a one-time secret and the fingerprint of a council's root, as letters a person types."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from fieldkit.errors import Trouble
from fieldkit.keys.council import FINGERPRINT_BYTES, CouncilKeys

SECRET_BYTES = 16
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BODY = 42
_CHECK = 2
_GROUP = 4
_PRIME = 1021
"""The largest prime that two letters hold: one wrong letter, or two neighbours swapped, changes the rest."""


@dataclass(frozen=True)
class EnrolmentCode:
    """128 bits that admit one device once, and 80 bits that prove the server to it at first contact."""

    secret: bytes = field(repr=False)
    fingerprint: bytes

    @classmethod
    def generate(cls, keys: CouncilKeys) -> EnrolmentCode:
        """A new random code for the council of `keys`."""
        return cls(secrets.token_bytes(SECRET_BYTES), keys.fingerprint)

    def text(self) -> str:
        """The code in eleven groups of four letters and digits; the last two check the rest."""
        number = int.from_bytes(self.secret + self.fingerprint, "big")
        letters = _written(number, _BODY) + _written(number % _PRIME, _CHECK)
        return " ".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))

    @classmethod
    def parse(cls, typed: str) -> EnrolmentCode:
        """The code as somebody typed it: spaces, dashes and case do not matter. Raises `Trouble`."""
        letters = "".join(typed.upper().replace("-", "").split()).translate(_LOOK_ALIKE)
        strange = sorted(set(letters) - set(_LETTERS))
        if strange:
            raise Trouble(
                f"An enrolment code has no '{strange[0]}' in it.",
                "Check each letter against the code you were given.",
            )
        if len(letters) != _BODY + _CHECK:
            raise Trouble(
                f"An enrolment code has {_BODY + _CHECK} letters and digits; this one has {len(letters)}.",
                "Enter the whole code.",
            )
        number, check = _read(letters[:_BODY]), _read(letters[_BODY:])
        if number % _PRIME != check or number >> 8 * (SECRET_BYTES + FINGERPRINT_BYTES):
            raise Trouble(
                "A letter of this enrolment code is mistyped.",
                "Check each letter against the code you were given.",
            )
        raw = number.to_bytes(SECRET_BYTES + FINGERPRINT_BYTES, "big")
        return cls(raw[:SECRET_BYTES], raw[SECRET_BYTES:])


def _written(number: int, length: int) -> str:
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(length)))


def _read(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 32 + _LETTERS.index(letter)
    return number
