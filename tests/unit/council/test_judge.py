"""Judging what was pushed: what is well signed passes, and any changed bit is found."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.council.judge import BAD_SIGNATURE, REPEATED, UNKNOWN_KEY, UNREADABLE, Judged, judge
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment, Pen
from fieldkit.ledger.revision import Type
from fieldkit.wire.messages import Item

KEY = SigningKey(bytes(range(32)))
HOME = "01900000-0000-7000-8000-000000000001"


def chain_of(count: int, name: str = "ab", types: dict[int, Type] | None = None) -> list[Item]:
    pen = Pen(chain=name * 16, key=KEY.id, sign=KEY.sign, session="s", app="t")
    items = []
    for number in range(count):
        type_ = (types or {}).get(number, Type.EDIT)
        act = Act(type=type_, kind="note", record=HOME, home=HOME, fields={"n": number})
        made = pen.write(act, Moment(wall_ms=1_794_000_000_000 + number), bytes(32))
        assert made.payload is not None
        items.append(Item(made.raw, made.sig, made.payload.raw()))
    return items


class Keys:
    """Knows one key, and counts how often a signature was checked."""

    def __init__(self) -> None:
        self.checked = 0

    def __call__(self, key: str, signature: bytes, message: bytes) -> bool | None:
        self.checked += 1
        return KEY.public.verify(signature, message) if key == KEY.id else None


def faults(judged: list[Judged]) -> list[str]:
    return [one.fault for one in judged]


@given(st.integers(1, 12))
def test_one_signature_is_checked_for_a_run_in_any_order(count: int) -> None:
    items = chain_of(count)
    keys = Keys()
    assert faults(judge(items[::-1], keys)) == [""] * count
    assert keys.checked == 1


def test_each_run_each_chain_and_each_seal_is_checked() -> None:
    gap = chain_of(6)
    del gap[3]
    keys = Keys()
    judge([*gap, *chain_of(2, "cd")], keys)
    assert keys.checked == 3
    keys = Keys()
    judge(chain_of(5, types={1: Type.SEAL}), keys)
    assert keys.checked == 2


@given(st.integers(1, 5), st.data())
def test_any_changed_bit_of_a_header_is_found(count: int, data: st.DataObject) -> None:
    items = chain_of(count)
    place = data.draw(st.integers(0, count - 1))
    raw = bytearray(items[place].raw)
    bit = data.draw(st.integers(0, 8 * len(raw) - 1))
    raw[bit // 8] ^= 1 << bit % 8
    items[place] = Item(bytes(raw), items[place].sig, items[place].payload)
    assert judge(items, Keys())[place].fault in (BAD_SIGNATURE, UNKNOWN_KEY, UNREADABLE)


@given(st.integers(0, 511))
def test_any_changed_bit_of_the_newest_signature_is_found_and_blames_it_alone(bit: int) -> None:
    items = chain_of(3)
    sig = bytearray(items[2].sig)
    sig[bit // 8] ^= 1 << bit % 8
    items[2] = Item(items[2].raw, bytes(sig), items[2].payload)
    assert faults(judge(items, Keys())) == ["", "", BAD_SIGNATURE]


def test_what_comes_twice_in_one_push_is_named_and_judged_once() -> None:
    (item,) = chain_of(1)
    assert faults(judge([item, item], Keys())) == ["", REPEATED]


def test_a_key_that_was_never_certified_is_named() -> None:
    assert faults(judge(chain_of(2), lambda *_: None)) == [UNKNOWN_KEY, UNKNOWN_KEY]


@given(st.binary(max_size=300))
def test_any_bytes_are_judged(raw: bytes) -> None:
    assert judge([Item(raw, bytes(64), b"")], Keys())[0].fault == UNREADABLE


def test_a_newer_header_with_a_field_we_do_not_know_is_read() -> None:
    (item,) = chain_of(1)
    header = msgspec.json.decode(item.raw) | {"zeal": 3}
    raw = msgspec.json.encode(header, order="sorted")
    assert judge([Item(raw, item.sig)], Keys())[0].fault == BAD_SIGNATURE
    assert judge([Item(raw.replace(b'"zeal":3', b'"zeal": 3'), item.sig)], Keys())[0].fault == UNREADABLE


@pytest.mark.parametrize(
    "change", [{"seq": 0}, {"chain": "XY"}, {"key": ""}, {"home": "h" * 65}, {"seq": 1.5}]
)
def test_a_header_out_of_bounds_cannot_be_read(change: dict[str, object]) -> None:
    (item,) = chain_of(1)
    raw = msgspec.json.encode(msgspec.json.decode(item.raw) | change, order="sorted")
    assert judge([Item(raw, item.sig)], Keys())[0].fault == UNREADABLE
