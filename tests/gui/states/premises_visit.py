"""The states of one premises visit."""

from __future__ import annotations

from collections.abc import Iterator

import premises
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit

_SECTIONS = ("Place", "Entry", "Papers", "Seen and said", "Outcome", "Children")


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Planned, then each section inside, then left, to be checked and locked."""
    with sitting(kit) as at:
        visit, _child = premises.worked(at.load)
        yield "planned", at.open("premises_visit", premises.planned(at.load, at.load.book.held(visit).parent))
        for section in _SECTIONS:
            yield section, at.open("premises_visit", f"{visit}/{section}")
        at.load.book.workplaces.leave(visit)
        yield "left", at.open("premises_visit", visit)
