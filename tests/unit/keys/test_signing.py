"""Ed25519 keys: what one signs, only its public half believes."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.keys.signing import SigningKey, VerifyKey, key_id

# RFC 8032, 7.1, test 2.
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_vector_of_the_standard() -> None:
    key = SigningKey(SEED)
    assert key.public.raw == PUBLIC
    assert key.sign(b"\x72") == SIGNATURE
    assert key.id == key_id(PUBLIC) == hashlib.sha256(PUBLIC).hexdigest()


@given(message=st.binary(max_size=200), bit=st.integers(0, 8 * 64 - 1))
def test_any_changed_bit_of_a_signature_is_found(message: bytes, bit: int) -> None:
    key = SigningKey(SEED)
    signature = bytearray(key.sign(message))
    assert VerifyKey(PUBLIC).verify(bytes(signature), message)
    signature[bit // 8] ^= 1 << bit % 8
    assert not VerifyKey(PUBLIC).verify(bytes(signature), message)
    assert not VerifyKey(PUBLIC).verify(key.sign(message), message + b"\0")


def test_two_new_keys_differ_and_neither_prints_its_seed() -> None:
    one, other = SigningKey.generate(), SigningKey.generate()
    assert one.seed() != other.seed()
    assert one.seed().hex()[:12] not in repr(one)
    assert SigningKey(one.seed()).public == one.public != other.public


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32"):
        SigningKey(b"short")
    with pytest.raises(ValueError, match="32"):
        VerifyKey(b"short")
