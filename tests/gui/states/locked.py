"""The states of the page after the lock."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Page


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Just locked."""
    with sitting(kit) as at:
        at.load.book.visits.lock(at.written())
        yield "just locked", at.open("locked", at.load.visit)
