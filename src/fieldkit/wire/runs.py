"""Contiguous runs of a chain: the newest signature of one speaks for the whole run (sync.md §2.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Link(NamedTuple):
    """What ties a revision to its chain."""

    chain: str
    seq: int
    id: str
    prev: str
    key: str


def runs(lines: Iterable[T], link: Callable[[T], Link]) -> Iterator[list[T]]:
    """The lines in the order of their chains, cut wherever one does not follow the one before it."""
    run: list[T] = []
    before: Link | None = None
    for now, line in sorted(((link(line), line) for line in lines), key=_place):
        if before is not None and not _follows(before, now):
            yield run
            run = []
        run.append(line)
        before = now
    if run:
        yield run


def _place(pair: tuple[Link, object]) -> tuple[str, int]:
    return pair[0].chain, pair[0].seq


def _follows(one: Link, after: Link) -> bool:
    return (after.chain, after.seq, after.prev, after.key) == (one.chain, one.seq + 1, one.id, one.key)
