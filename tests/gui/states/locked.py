"""The states of the page after the lock."""

from __future__ import annotations

from collections.abc import Iterator

import premises
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Just locked: a visit to a home, and to premises."""
    with sitting(kit) as at:
        at.load.book.visits.lock(at.written())
        yield "just locked", at.open("locked", at.load.visit)
    with sitting(kit) as at:
        visit, _child = premises.worked(at.load)
        premises.write_up(at.load, visit)
        at.load.book.workplaces.lock(visit)
        yield "premises, just locked", at.open("locked", f"{visit}/premises")
