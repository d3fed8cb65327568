"""The council's log as a Merkle tree (RFC 9162 §2.1): append, root, inclusion and consistency, both ends.

A tree is described by its size and its peaks: the roots of the perfect trees that make it up, largest first.
A node is addressed by level (leaves are 0) and index from the left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

ReadNode = Callable[[int, int], bytes]
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf."""
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\1" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree of `size` leaves by its peaks: enough to append to, and to know the root."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError("a tree has one peak for each bit of its size")

    @property
    def root(self) -> bytes:
        """The Merkle tree hash of all leaves."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def append(self, leaves: Iterable[bytes]) -> tuple[Tree, dict[tuple[int, int], bytes]]:
        """The tree with `leaves` (the data, not their hashes) added, and every node that became whole."""
        size, peaks = self.size, list(self.peaks)
        made: dict[tuple[int, int], bytes] = {}
        for leaf in leaves:
            found = leaf_hash(leaf)
            level, index = 0, size
            made[0, index] = found
            while index & 1:
                found = node_hash(peaks.pop(), found)
                level, index = level + 1, index >> 1
                made[level, index] = found
            peaks.append(found)
            size += 1
        return Tree(size, tuple(peaks)), made

    def nodes(self) -> dict[tuple[int, int], bytes]:
        """The peaks by their level and index."""
        found, start = {}, 0
        levels = [level for level in range(self.size.bit_length()) if self.size >> level & 1]
        for level, peak in zip(reversed(levels), self.peaks, strict=True):
            found[level, start >> level] = peak
            start += 1 << level
        return found


def known_nodes(known: Mapping[tuple[int, int], bytes]) -> ReadNode:
    """Reads nodes from a mapping, building any that is missing from those below it. Raises `KeyError`."""

    def read(level: int, index: int) -> bytes:
        found = known.get((level, index))
        if found is not None:
            return found
        if level == 0:
            raise KeyError((level, index))
        return node_hash(read(level - 1, 2 * index), read(level - 1, 2 * index + 1))

    return read


def inclusion(index: int, size: int, node: ReadNode) -> tuple[bytes, ...]:
    """The audit path of leaf `index` in the tree of `size` leaves (RFC 9162 §2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError("the leaf is outside the tree")
    return tuple(_path(index, 0, size, node))


def consistency(old: int, new: int, node: ReadNode) -> tuple[bytes, ...]:
    """The proof that the tree of `old` leaves begins the tree of `new` leaves (RFC 9162 §2.1.4.1)."""
    if not 0 <= old <= new:
        raise ValueError("the older tree is the larger one")
    if old in (0, new):
        return ()
    return tuple(_subproof(old, 0, new, node, True))


def inclusion_holds(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `leaf` is at `index` in the tree of `size` leaves with this root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf_hash(leaf)
    for step in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency_holds(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `old` leaves is a beginning of the tree of `new` leaves (RFC 9162 §2.1.4.2)."""
    if old == 0 or old == new:
        same = old_root == new_root if old == new else old_root == EMPTY_ROOT
        return same and not proof
    if old > new or not proof:
        return False
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _range(start: int, end: int, node: ReadNode) -> bytes:
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(size)
    return node_hash(_range(start, middle, node), _range(middle, end, node))


def _path(index: int, start: int, end: int, node: ReadNode) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle, node), _range(middle, end, node)]
    return [*_path(index, middle, end, node), _range(start, middle, node)]


def _subproof(old: int, start: int, end: int, node: ReadNode, whole: bool) -> list[bytes]:
    if old == end:
        return [] if whole else [_range(start, end, node)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_subproof(old, start, middle, node, whole), _range(middle, end, node)]
    return [*_subproof(old, middle, end, node, False), _range(start, middle, node)]
