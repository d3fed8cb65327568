"""The states of an address."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A home."""
    with sitting(kit) as at:
        yield "a home", at.open("address", at.load.book.cases.open(at.load.case).addresses[0].record)
