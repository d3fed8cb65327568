"""The key that parcels for one device are sealed to: it follows from the device's signing key."""

from __future__ import annotations

from fieldkit.keys.hpke import SEED_BYTES, SealingKey
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.stretching import derive

_LABEL = b"parcel-key/v1"


def parcel_key(signing: SigningKey) -> SealingKey:
    """The device's sealing key, whose public half its certificate carries.

    Derived by HKDF under a label of its own from the random seed that the officer's slot alone holds, and not
    by turning the signing key into another curve's: neither key tells of the other, nothing more has to be
    kept, and a new signing key brings a new sealing key.
    """
    return SealingKey(derive(signing.seed(), _LABEL, SEED_BYTES))
