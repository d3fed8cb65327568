"""The log's tree, against RFC 9162 as pymerkle has it."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from fieldkit.wire.merkle import (
    EMPTY_ROOT,
    Tree,
    consistency,
    consistency_holds,
    inclusion,
    inclusion_holds,
    known_nodes,
)


def leaves(count: int) -> list[bytes]:
    return [hashlib.sha256(str(number).encode()).digest() for number in range(count)]


def flipped(value: bytes, bit: int) -> bytes:
    place = bit % (8 * len(value))
    return value[: place // 8] + bytes([value[place // 8] ^ 1 << place % 8]) + value[place // 8 + 1 :]


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    assert Tree().root == EMPTY_ROOT == hashlib.sha256(b"").digest()


@given(st.integers(0, 70), st.integers(0, 70))
def test_roots_are_those_of_the_oracle_however_the_leaves_arrive(first: int, second: int) -> None:
    oracle = InmemoryTree(algorithm="sha256")
    for leaf in leaves(first + second):
        oracle.append_entry(leaf)
    tree, _ = Tree().append(leaves(first + second)[:first])
    tree, _ = tree.append(leaves(first + second)[first:])
    assert tree.size == first + second
    assert tree.root == (oracle.get_root() if tree.size else EMPTY_ROOT)


@given(st.integers(1, 70), st.data())
def test_every_leaf_is_proved_at_its_place_and_at_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    tree, nodes = Tree().append(leaves(size))
    path = inclusion(index, size, known_nodes(nodes))
    leaf = leaves(size)[index]
    assert inclusion_holds(leaf, index, size, path, tree.root)
    assert not inclusion_holds(flipped(leaf, data.draw(st.integers(0, 255))), index, size, path, tree.root)
    assert not inclusion_holds(leaf, index + 1, size, path, tree.root)
    assert not inclusion_holds(leaf, index, size, (*path, leaf), tree.root)
    if path:
        step = data.draw(st.integers(0, len(path) - 1))
        wrong = (*path[:step], flipped(path[step], data.draw(st.integers(0, 255))), *path[step + 1 :])
        assert not inclusion_holds(leaf, index, size, wrong, tree.root)
        assert not inclusion_holds(leaf, index, size, path[:-1], tree.root)


@given(st.integers(0, 70), st.integers(0, 70), st.data())
def test_a_tree_is_proved_to_begin_a_later_one(one: int, other: int, data: st.DataObject) -> None:
    old, new = sorted((one, other))
    older, _ = Tree().append(leaves(old))
    newer, nodes = Tree().append(leaves(new))
    proof = consistency(old, new, known_nodes(nodes))
    assert consistency_holds(old, older.root, new, newer.root, proof)
    bit = data.draw(st.integers(0, 255))
    assert not consistency_holds(old, flipped(older.root, bit), new, newer.root, proof)
    if old:
        assert not consistency_holds(old, older.root, new, flipped(newer.root, bit), proof)
    if proof:
        wrong = (*proof[:-1], flipped(proof[-1], bit))
        assert not consistency_holds(old, older.root, new, newer.root, wrong)


@given(st.integers(1, 60), st.data())
def test_the_oracle_accepts_our_consistency(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    oracle = InmemoryTree(algorithm="sha256")
    for leaf in leaves(new):
        oracle.append_entry(leaf)
    _, nodes = Tree().append(leaves(new))
    ours = consistency(old, new, known_nodes(nodes))
    assert consistency_holds(old, oracle.get_root(old), new, oracle.get_root(new), ours)


def test_a_tree_with_the_wrong_number_of_peaks_is_refused() -> None:
    with pytest.raises(ValueError, match="one peak"):
        Tree(3, (b"\0" * 32,))
