"""Parcels: what is packed comes out as it was, only for its addressee, and any changed byte is refused."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.keys.hpke import SealingKey
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.revision import Blob
from fieldkit.wire import parcel
from fieldkit.wire.messages import Item
from fieldkit.wire.parcel import BadParcel, Contents, NotForUs, Receipts, Unpacked

SENDER, ADDRESSEE = SigningKey(bytes([1] * 32)), SealingKey(bytes([2] * 96))


def contents_of(items: list[Item], files: list[bytes], receipts: bytes) -> Contents:
    return Contents(
        id="p-1",
        council="fenmarch",
        number=3,
        made_ms=1_000,
        to=ADDRESSEE.public.id,
        homes=("home-1",),
        revisions=len(items),
        batches=tuple(map(parcel.digest, parcel.in_batches(items))),
        receipts=parcel.digest(receipts),
        files=tuple(Blob(hashlib.sha256(file).hexdigest(), len(file)) for file in files),
        certificates=(b"one", b"two"),
        council_keys=b"keys",
    ).sign(SENDER)


def packed(items: list[Item], sealed: list[bytes], **more: object) -> bytes:
    receipts = parcel.packed_receipts(())
    made = contents_of(items, sealed, receipts)
    if more:
        made = replace(made, **more).sign(SENDER)
    return b"".join(
        parcel.pack(made, parcel.in_batches(items), receipts, ([file] for file in sealed), ADDRESSEE.public)
    )


def taken(raw: bytes, key: SealingKey = ADDRESSEE) -> tuple[Contents, list[Item], list[bytes]]:
    found: list[Item] = []
    files: list[bytes] = []
    receipts: list[Receipts] = []

    def keep(_: Blob, pieces: Iterator[bytes]) -> None:
        files.append(b"".join(pieces))

    opened = Unpacked(io.BytesIO(raw), key)
    opened.read(found.extend, receipts.append, keep)
    assert [item for batch in opened.batches() for item in batch] == found
    assert receipts == [()]
    return opened.contents, found, files


ITEM = st.builds(Item, st.binary(max_size=40), st.binary(max_size=8), st.none() | st.binary(max_size=3000))
SMALL = packed([Item(b"header", b"s" * 64, b"words of Tamsin Quillfeather")], [b"a sealed file"])


@settings(max_examples=60)
@given(items=st.lists(ITEM, max_size=30), files=st.lists(st.binary(max_size=100_000), max_size=3))
def test_what_is_packed_comes_out_as_it_was(items: list[Item], files: list[bytes]) -> None:
    contents, found, came = taken(packed(items, files))
    assert (found, came) == (items, files)
    assert contents.signed_by(SENDER.public)
    assert Contents.of(contents.raw) == contents
    assert (contents.certificates, contents.council_keys) == ((b"one", b"two"), b"keys")


@settings(max_examples=300)
@given(place=st.integers(0, len(SMALL) - 1), bit=st.integers(0, 7))
def test_any_changed_bit_is_refused(place: int, bit: int) -> None:
    changed = bytearray(SMALL)
    changed[place] ^= 1 << bit
    with pytest.raises(BadParcel):
        taken(bytes(changed))


@settings(max_examples=100)
@given(length=st.integers(0, len(SMALL) - 1))
def test_a_parcel_cut_short_is_refused(length: int) -> None:
    with pytest.raises(BadParcel):
        taken(SMALL[:length])


@settings(max_examples=50)
@given(more=st.binary(min_size=1, max_size=70_000))
def test_a_parcel_with_something_behind_it_is_refused(more: bytes) -> None:
    with pytest.raises(BadParcel):
        taken(SMALL + more)


def test_nobody_but_the_addressee_opens_it() -> None:
    with pytest.raises(NotForUs):
        Unpacked(io.BytesIO(SMALL), SealingKey(bytes([7] * 96)))


def test_an_addressee_cannot_pass_it_on_as_the_sender_s_to_another() -> None:
    other = SealingKey(bytes([9] * 96))
    receipts = parcel.packed_receipts(())
    forwarded = b"".join(parcel.pack(contents_of([], [], receipts), [], receipts, [], other.public))
    with pytest.raises(NotForUs):
        Unpacked(io.BytesIO(forwarded), other)


@pytest.mark.parametrize(
    "more",
    [
        {"batches": (parcel.digest(b"other"),)},
        {"batches": ()},
        {"revisions": 2},
        {"receipts": parcel.digest(b"other")},
        {"files": (Blob("0" * 64, 13),)},
        {"files": ()},
    ],
)
def test_what_is_not_as_the_list_says_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(BadParcel):
        taken(packed([Item(b"header", b"s" * 64, b"words")], [b"a sealed file"], **more))


def test_nothing_readable_lies_outside_the_seal() -> None:
    for words in (
        b"Tamsin",
        b"header",
        b"home-1",
        b"fenmarch",
        ADDRESSEE.public.id.encode(),
        SENDER.id.encode(),
    ):
        assert words not in SMALL


@given(size=st.integers(0, 2**40))
def test_sizes_are_few_and_little_is_added(size: int) -> None:
    full = parcel.padded(size)
    assert size <= full <= size * 1.12 + 1
    assert parcel.padded(full) == full


def test_a_large_parcel_goes_in_batches() -> None:
    items = [Item(b"h" * 10, b"s" * 64, bytes(3000)) for _ in range(1200)]
    batches = list(parcel.in_batches(items))
    assert len(batches) == 4
    assert [item for batch in batches for item in msgspec.msgpack.decode(batch, type=list[Item])] == items
