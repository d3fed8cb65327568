"""Sealed files: any chunk changed, cut off, moved or swapped is found, and any range reads alone."""

from __future__ import annotations

import io
import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.keys.sealing import (
    CHUNK,
    HEAD,
    Altered,
    SealedReader,
    new_file_key,
    plain_size,
    seal,
    sealed_size,
)

KEY = new_file_key()
ID = bytes(range(16))
PLAIN = secrets.token_bytes(3 * CHUNK + 1234)
SEALED = b"".join(seal([PLAIN], KEY, ID))
STEP = CHUNK + 16


def opened(sealed: bytes, key: bytes = KEY) -> bytes:
    return b"".join(SealedReader(io.BytesIO(sealed), key).pieces())


SIZES = st.one_of(
    st.integers(0, 300), st.sampled_from([count * CHUNK + more for count in (1, 2) for more in (-1, 0, 1)])
)


@settings(max_examples=60)
@given(size=SIZES, step=st.integers(1, 3 * CHUNK))
def test_what_was_sealed_is_what_opens(size: int, step: int) -> None:
    plain = PLAIN[:size]
    step = max(step, size // 50 + 1)
    sealed = b"".join(seal((plain[at : at + step] for at in range(0, size, step)), KEY, ID))
    assert opened(sealed) == plain
    assert len(sealed) == sealed_size(size)
    assert plain_size(len(sealed)) == size
    assert SealedReader(io.BytesIO(sealed), KEY).id == ID


@given(bit=st.integers(0, 8 * len(SEALED) - 1))
def test_any_changed_bit_is_found(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Altered):
        opened(bytes(changed))


@given(length=st.integers(0, len(SEALED) - 1))
def test_any_cut_is_found(length: int) -> None:
    with pytest.raises(Altered):
        opened(SEALED[:length])


@pytest.mark.parametrize("chunks", [1, 2, 3])
def test_a_cut_between_chunks_is_found(chunks: int) -> None:
    with pytest.raises(Altered):
        opened(SEALED[: HEAD + chunks * STEP])


@given(order=st.permutations(range(4)).filter(lambda order: list(order) != [0, 1, 2, 3]))
def test_any_other_order_of_chunks_is_found(order: list[int]) -> None:
    chunks = [SEALED[HEAD + number * STEP : HEAD + (number + 1) * STEP] for number in range(4)]
    with pytest.raises(Altered):
        opened(SEALED[:HEAD] + b"".join(chunks[number] for number in order))


def test_a_chunk_repeated_added_or_from_another_file_is_found() -> None:
    other = b"".join(seal([PLAIN], KEY, ID))
    first, second = SEALED[HEAD : HEAD + STEP], SEALED[HEAD + STEP : HEAD + 2 * STEP]
    rest = SEALED[HEAD + 2 * STEP :]
    for forged in (
        SEALED[:HEAD] + first + first + rest,
        SEALED[:HEAD] + first + second + second + rest,
        SEALED[:HEAD] + other[HEAD : HEAD + STEP] + second + rest,
        other[:HEAD] + SEALED[HEAD:],
        SEALED + bytes(16),
    ):
        with pytest.raises(Altered):
            opened(forged)
    with pytest.raises(Altered):
        opened(SEALED, new_file_key())


@given(start=st.integers(0, len(PLAIN) + 10), length=st.integers(0, 2 * CHUNK))
def test_a_range_reads_what_the_whole_holds(start: int, length: int) -> None:
    assert SealedReader(io.BytesIO(SEALED), KEY).read(start, length) == PLAIN[start : start + length]


def test_a_range_of_a_file_cut_between_chunks_is_refused() -> None:
    with pytest.raises(Altered):
        SealedReader(io.BytesIO(SEALED[: HEAD + 2 * STEP]), KEY).read(0, 10)


def test_the_same_words_never_seal_alike() -> None:
    assert b"".join(seal([b"x"], KEY, ID)) != b"".join(seal([b"x"], KEY, ID))
    with pytest.raises(ValueError, match="16 bytes"):
        list(seal([b"x"], KEY, b"short"))
