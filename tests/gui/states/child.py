"""The states of a child."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A child with a family."""
    with sitting(kit) as at:
        child = at.load.book.cases.open(at.load.case).child
        yield "with a family", at.open("child", child.record if child is not None else "")
