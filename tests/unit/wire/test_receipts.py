"""Receipts: what holds, and that any changed bit is found."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.keys.signing import SigningKey
from fieldkit.wire.merkle import Tree
from fieldkit.wire.receipts import (
    BadReceipt,
    Checkpoint,
    Receipt,
    check_proof,
    check_receipt,
    read_checkpoint,
)

KEY = SigningKey(bytes(range(32)))
OTHER = SigningKey(bytes(range(1, 33)))


def ids(first: int, last: int) -> list[str]:
    return [hashlib.sha256(str(number).encode()).hexdigest() for number in range(first, last)]


def receipt_for(first: int, count: int) -> Receipt:
    before, _ = Tree().append(bytes.fromhex(one) for one in ids(0, first))
    after, _ = before.append(bytes.fromhex(one) for one in ids(first, first + count))
    checkpoint = Checkpoint("council.example/log", after.size, after.root.hex(), 1_794_000_000_000, 1)
    note = checkpoint.signed(KEY.public.raw, KEY.sign)
    return Receipt(checkpoint=note, first=first, peaks=before.peaks, leaves=tuple(ids(first, first + count)))


@given(st.integers(0, 40), st.integers(1, 40), st.data())
def test_a_receipt_covers_its_batch_and_gives_the_proof_of_each(
    first: int, count: int, data: st.DataObject
) -> None:
    receipt = receipt_for(first, count)
    assert check_receipt(receipt, KEY.public.raw).size == first + count
    place = data.draw(st.integers(0, count - 1))
    revision = receipt.leaves[place]
    proof = receipt.proof(revision)
    assert proof.index == first + place
    assert check_proof(proof, revision, KEY.public.raw).time_ms == 1_794_000_000_000
    with pytest.raises(BadReceipt):
        check_proof(proof, ids(500, 501)[0], KEY.public.raw)
    with pytest.raises(BadReceipt):
        receipt.proof(ids(500, 501)[0])


@given(st.integers(0, 9), st.integers(1, 5), st.data())
def test_any_changed_bit_of_a_receipt_is_found(first: int, count: int, data: st.DataObject) -> None:
    receipt = receipt_for(first, count)
    good = bytearray(msgspec.msgpack.encode(receipt))
    bit = data.draw(st.integers(0, 8 * len(good) - 1))
    good[bit // 8] ^= 1 << bit % 8
    with pytest.raises((BadReceipt, msgspec.DecodeError, UnicodeDecodeError)):
        check_receipt(msgspec.msgpack.decode(bytes(good), type=Receipt), KEY.public.raw)


@given(st.data())
def test_any_changed_letter_of_a_checkpoint_is_found(data: st.DataObject) -> None:
    note = receipt_for(3, 2).checkpoint
    place = data.draw(st.integers(0, len(note) - 1))
    letter = data.draw(st.characters(max_codepoint=0x2FFF).filter(lambda one: one != note[place]))
    with pytest.raises(BadReceipt):
        read_checkpoint(note[:place] + letter + note[place + 1 :], KEY.public.raw)


def test_another_councils_key_is_not_taken() -> None:
    with pytest.raises(BadReceipt):
        check_receipt(receipt_for(3, 2), OTHER.public.raw)


def test_a_receipt_for_nothing_is_no_receipt() -> None:
    with pytest.raises(BadReceipt):
        check_receipt(msgspec.structs.replace(receipt_for(3, 2), leaves=()), KEY.public.raw)
