"""The states of a note."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """The case is asked for; a new note."""
    with sitting(kit) as at:
        yield "which case", at.open("note")
        yield "new", at.open("note", at.load.case)
