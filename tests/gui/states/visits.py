"""The states of the list of visits."""

from __future__ import annotations

from collections.abc import Iterator

import sample
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """One planned, one locked, none."""
    with sitting(kit) as at:
        yield "planned", at.open("visits")
        at.load.make_the_visit()
        yield "locked", at.open("visits")
        kit.book = sample.notebook_of(at.load.folder / "new", sample.OMAR, at.load.clock)
        yield "none", at.open("visits")
        kit.book.notebook.close()
        kit.book = at.load.book
