"""Sealing to the council's offline key."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.errors import Trouble
from fieldkit.keys.hpke import RecoveryKey, RecoveryPublicKey

KEY = RecoveryKey.generate()
SEALED = KEY.public.seal(b"the root key of a notebook", b"slot")


def test_only_the_private_half_opens_what_was_sealed() -> None:
    again = RecoveryKey(KEY.seed())
    assert RecoveryPublicKey(KEY.public.raw).id == again.public.id
    assert again.open(SEALED, b"slot") == b"the root key of a notebook"
    with pytest.raises(Trouble, match="does not open"):
        RecoveryKey.generate().open(SEALED, b"slot")
    with pytest.raises(Trouble, match="does not open"):
        KEY.open(SEALED, b"another slot")


@settings(max_examples=50)
@given(bit=st.integers(0, 8 * len(SEALED) - 1))
def test_any_changed_bit_is_found(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Trouble, match="does not open"):
        KEY.open(bytes(changed), b"slot")


@pytest.mark.parametrize("length", [0, 1, 40, len(SEALED) - 1])
def test_a_seal_cut_short_is_found(length: int) -> None:
    with pytest.raises(Trouble, match="does not open"):
        KEY.open(SEALED[:length], b"slot")


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="1216"):
        RecoveryPublicKey(b"short")
    with pytest.raises(ValueError, match="96"):
        RecoveryKey(b"short")
